//! The two keys of a rehearsal, and what is known of them.

use std::sync::Arc;

use crate::call::Identity;
use crate::facility::{Facility, Moved};
use crate::key::{Field, KeyKind, PasteFault, facility, read_pasted};
use crate::key_name::KeyName;
use crate::secret::Secret;
use crate::vendor::Vendor;

/// Why two texts are not the two keys of a rehearsal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeysProblem {
    /// The first cannot be a secret key.
    First(PasteFault),
    /// The second cannot.
    Second(PasteFault),
    /// Both are the same key.
    Same,
    /// They are keys of two facilities.
    OtherFacility {
        /// The first key's.
        first: String,
        /// The second key's.
        second: String,
    },
}

impl KeysProblem {
    /// What happened and what to do next.
    pub fn words(&self, vendor: Vendor) -> String {
        match self {
            Self::First(fault) => format!("First key: {}", fault.words(Field::Secret(vendor))),
            Self::Second(fault) => format!("Second key: {}", fault.words(Field::Secret(vendor))),
            Self::Same => "Both are the same key. Paste the two different keys. Nothing was sent.".into(),
            Self::OtherFacility { first, second } => format!(
                "The first key is for facility {first}, the second for {second}. Make both for the same facility. Nothing was sent."
            ),
        }
    }
}

/// What a name from the application's log tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The application uses the second key.
    Second,
    /// It still uses the first.
    First,
    /// It uses some other key, or the name was not copied whole.
    Other,
    /// The vendor gives both keys the same name, so it tells nothing.
    SameNames,
    /// The vendor gave the second key no name to compare with.
    NoName,
    /// The text is a key, not a name.
    AKey,
    /// Nothing there.
    Empty,
}

impl Seen {
    /// What it tells and what to do next.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Second => "The application uses the second key.",
            Self::First => {
                "That is the first key's name: the application has not switched yet. It may ask only once a day; look again after its next renewal."
            }
            Self::Other => {
                "That is neither key's name. Copy the name whole from the newest line of the log, and look at which key the application was set to."
            }
            Self::SameNames => {
                "The vendor gives both keys this name, so it cannot tell them apart. State what you saw instead."
            }
            Self::NoName => {
                "The vendor gave the second key no name to compare with. State what you saw instead."
            }
            Self::AKey => {
                "That is a key, not a key name, and it was not kept. If it stands in a log, it has leaked: replace it. Paste the key name."
            }
            Self::Empty => "There is nothing to compare. Paste the key name from the application's log.",
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum Side {
    First,
    Second,
}

pub(super) struct Known {
    pub(super) key: Arc<Secret>,
    said: Option<Identity>,
    /// The facility that it was checked for.
    facility: Option<Facility>,
    /// The name that came with the key from `latest`.
    pub(super) also: Option<KeyName>,
}

impl Known {
    fn new(key: Secret, facility: Option<Facility>) -> Self {
        Self { key: Arc::new(key), said: None, facility, also: None }
    }

    fn moved(&self) -> Option<Moved> {
        self.facility.as_ref()?.moved(&Facility::of(self.said.as_ref()?)?)
    }

    const fn root_name(&self) -> Option<&KeyName> {
        match &self.said {
            Some(said) => said.key_name.as_ref(),
            None => None,
        }
    }

    pub(super) const fn shown(&self) -> Option<&KeyName> {
        match self.root_name() {
            Some(name) => Some(name),
            None => self.also.as_ref(),
        }
    }

    fn is_named(&self, text: &str) -> bool {
        [self.root_name(), self.also.as_ref()].into_iter().flatten().any(|name| name.as_str() == text)
    }
}

pub(super) struct Pair {
    pub(super) first: Known,
    pub(super) second: Known,
}

impl Pair {
    pub(super) fn new(
        vendor: Vendor,
        first: Secret,
        second: Secret,
        [one, other]: [Option<Facility>; 2],
    ) -> Result<Box<Self>, KeysProblem> {
        // EXPOSE: read for its documented marks only; nothing of the text leaves here.
        read_pasted(first.expose(), Field::Secret(vendor)).map_err(KeysProblem::First)?;
        // EXPOSE: likewise.
        read_pasted(second.expose(), Field::Secret(vendor)).map_err(KeysProblem::Second)?;
        if first.same_as(&second) {
            return Err(KeysProblem::Same);
        }
        // EXPOSE: the part before the documented mark is the facility's code, which is not secret.
        match facility(first.expose()).zip(facility(second.expose())) {
            Some((one, two)) if one != two => {
                Err(KeysProblem::OtherFacility { first: one.into(), second: two.into() })
            }
            _ => Ok(Box::new(Self { first: Known::new(first, one), second: Known::new(second, other) })),
        }
    }

    pub(super) fn has(&self, key: &Secret) -> bool {
        self.first.key.same_as(key) || self.second.key.same_as(key)
    }

    pub(super) fn presentable(&self, name: KeyName) -> KeyName {
        name.without_key(&self.first.key).without_key(&self.second.key)
    }

    /// Takes what the vendor said of a key; returns it as a line of evidence.
    pub(super) fn know(&mut self, side: Side, mut said: Identity) -> String {
        said.key_name = said.key_name.map(|name| self.presentable(name));
        let (word, known) = match side {
            Side::First => ("first", &mut self.first),
            Side::Second => ("second", &mut self.second),
        };
        let name =
            said.key_name.as_ref().map_or_else(String::new, |name| format!(", named {}", name.as_str()));
        let community =
            said.community.as_ref().map_or_else(String::new, |code| format!(", for facility {code}"));
        known.said = Some(said);
        format!("The vendor accepts the {word} key{name}{community}.")
    }

    /// The two facility codes, when the vendor gave both and they differ.
    pub(super) fn other_facility(&self) -> Option<(String, String)> {
        let code = |known: &Known| known.said.as_ref().and_then(|said| said.community.clone());
        code(&self.first).zip(code(&self.second)).filter(|(first, second)| first != second)
    }

    /// The first of the two that is for another facility than when it was checked.
    pub(super) fn moved(&self) -> Option<Moved> {
        self.first.moved().or_else(|| self.second.moved())
    }

    pub(super) fn see(&self, text: &Secret) -> Seen {
        // EXPOSE: compared with the names that the vendor gave; never kept.
        let text = text.expose().trim();
        let (first, second) = (self.first.is_named(text), self.second.is_named(text));
        // EXPOSE: searched for in what was pasted, so that a key is never taken for a name.
        let holds_key = text.contains(self.first.key.expose()) || text.contains(self.second.key.expose());
        match (first, second) {
            _ if text.is_empty() => Seen::Empty,
            (true, true) => Seen::SameNames,
            (false, true) => Seen::Second,
            (true, false) => Seen::First,
            (false, false) if holds_key || KeyKind::of(text) != KeyKind::Unrecognised => Seen::AKey,
            (false, false) if self.second.shown().is_none() => Seen::NoName,
            (false, false) => Seen::Other,
        }
    }
}
