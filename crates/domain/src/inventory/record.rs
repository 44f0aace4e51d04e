//! One key that the panel knows of.

use std::sync::Arc;

use uuid::Uuid;

use super::NextKey;
use crate::facility::Facility;
use crate::history::{History, Mark};
use crate::key::KeyKind;
use crate::key_name::KeyName;
use crate::leak::Leak;
use crate::moment::{Expiry, Freshness, Moment};
use crate::product::Product;
use crate::secret::{Fingerprint, Secret};
use crate::vendor::Vendor;

/// Identifies a key within one panel session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub u32);

/// What the last question about a key said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Life {
    /// Never asked.
    NotChecked,
    /// The vendor accepted it.
    Alive,
    /// The vendor rejected it.
    Dead,
    /// The last question got no verdict.
    NotKnown,
}

impl Life {
    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotChecked => "not checked yet",
            Self::Alive => "alive",
            Self::Dead => "dead",
            Self::NotKnown => "not known",
        }
    }
}

/// A key's place among the keys that came before and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The one to use.
    Current,
    /// A newer key was stored and proven; this one lives on until its own end, if it has one.
    Superseded,
    /// Proven dead after its rotation.
    Deactivated,
    /// Came out of a run that did not end well: it may be alive, and nobody proved that it was stored.
    Unverified,
    /// Came out of a run that was left before its consumers were switched: alive and proven to be stored, beside the
    /// key that is still in use.
    Spare,
}

impl Standing {
    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Superseded => "superseded",
            Self::Deactivated => "deactivated",
            Self::Unverified => "unverified",
            Self::Spare => "stored, not in use",
        }
    }
}

/// QuickStream's answer to "which key should be used from now on".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShouldUse {
    /// The name of the key to use, as the vendor gave it.
    pub name: Option<KeyName>,
    /// Whether that is this very key.
    pub same: bool,
}

/// Something that happened to a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// What, in a sentence without secrets.
    pub text: String,
}

/// What the operator wrote about a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Who answers for it, and how to reach them.
    pub owner: String,
    /// What uses it.
    pub used_in: String,
    /// Anything else.
    pub text: String,
    /// SuperAPI: its [short token](crate::short_token); empty if nobody wrote it down.
    pub short_token: String,
}

/// A key and what is known of it. It has no `Debug`: it holds the key.
pub struct KeyRecord {
    /// Identifies it here.
    pub id: KeyId,
    /// The connection it belongs to; a key is never used with another.
    pub connection: String,
    /// Its kind.
    pub kind: KeyKind,
    /// The vendor, which the connection tells even where the key's text does not.
    pub vendor: Vendor,
    /// The key itself, until it is forgotten.
    pub secret: Option<Arc<Secret>>,
    /// What may be shown of it.
    pub masked: String,
    /// Tells it apart from other keys after it is forgotten.
    pub fingerprint: Fingerprint,
    /// The vendor's name for it (QuickStream).
    pub name: Option<KeyName>,
    /// What the operator calls it.
    pub label: String,
    /// What the operator wrote about it.
    pub notes: Notes,
    /// QuickStream: the facility that the vendor named, by its name, or by its code where it gave no name.
    pub facility: Option<String>,
    /// QuickStream: that facility's code.
    pub community: Option<String>,
    /// SuperAPI: the product it opens.
    pub product: Option<Product>,
    /// SuperAPI: its id, where the vendor gave one.
    pub vendor_id: Option<Uuid>,
    /// When the panel came to know it.
    pub added: Moment,
    /// When it was made, where that is known.
    pub made: Option<Moment>,
    /// Its end.
    pub expiry: Expiry,
    /// When a vendor last gave a verdict on it.
    pub checked: Option<Moment>,
    /// That verdict.
    pub life: Life,
    /// Its place among its predecessors and successors.
    pub standing: Standing,
    /// QuickStream: which key should be used instead, or this one.
    pub should_use: Option<ShouldUse>,
    /// QuickStream: keys that it handed out to this one and that nobody uses yet, the newest last.
    pub next: Vec<NextKey>,
    /// The key it replaced.
    pub predecessor: Option<KeyId>,
    /// The key that replaced it.
    pub successor: Option<KeyId>,
    /// What happened to it, oldest first.
    pub history: Vec<Happening>,
    /// The same for reckoning: what it was at any instant follows from these.
    pub marks: History,
    /// That it was seen where it must not be.
    pub leak: Option<Leak>,
}

impl KeyRecord {
    /// What people recognise it by: the vendor's name, else the operator's label, else its mask.
    pub fn title(&self) -> &str {
        match &self.name {
            Some(name) => name.as_str(),
            None if !self.label.is_empty() => &self.label,
            None => &self.masked,
        }
    }

    /// The facility that it was checked for, as far as that is known.
    pub fn known_facility(&self) -> Option<Facility> {
        let known = Facility { code: self.community.clone(), name: self.facility.clone() };
        (known != Facility::default()).then_some(known)
    }

    /// How long ago a vendor gave a verdict on it.
    pub fn freshness(&self, now: Moment) -> Freshness {
        Freshness::of(self.checked, now)
    }

    /// A newer key took its place, and it lives on without an end (SuperAPI): somebody has to see to it.
    pub fn is_left_behind(&self) -> bool {
        self.standing == Standing::Superseded && self.expiry == Expiry::Never && self.life != Life::Dead
    }

    /// It leaked, and no vendor has rejected it since: whoever has it can use it.
    pub fn is_loose(&self) -> bool {
        self.leak.is_some() && self.life != Life::Dead
    }

    /// Nothing more is expected of it.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self.standing, Standing::Superseded | Standing::Deactivated)
            && !self.is_left_behind()
            && !self.is_loose()
    }

    /// Marks its standing, if that is news.
    pub(super) fn stand(&mut self, now: Moment) {
        let mark = match self.standing {
            Standing::Current => Mark::Current,
            Standing::Superseded => Mark::Superseded(self.successor),
            Standing::Deactivated => Mark::Deactivated,
            Standing::Unverified => Mark::Unverified,
            // It was marked when it was made, and has taken nobody's place since.
            Standing::Spare => return,
        };
        let place = |mark: &Mark| matches!(mark, Mark::Current | Mark::Superseded(_));
        let before = self.marks.marks().iter().map(|marked| marked.mark).rfind(place);
        if before != Some(mark) {
            self.marks.note(now, mark);
        }
    }

    pub(super) fn note(&mut self, at: Moment, text: impl Into<String>) {
        self.history.push(Happening { at, text: text.into() });
    }
}
