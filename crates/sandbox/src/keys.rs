//! A key of either vendor, and what became of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// QuickStream, for servers: may ask for the latest key.
    Secret,
    /// QuickStream, for browsers: passes Root only.
    Publishable,
    /// SuperAPI: products and their keys.
    Partner,
    /// SuperAPI: day-to-day use of one product.
    Product,
}

/// Something done to a key: when, and by which call or by whom.
#[derive(Clone)]
pub(super) struct Stamp {
    pub(super) at: DateTime<Utc>,
    pub(super) by: String,
}

pub(super) struct Key {
    pub(super) id: Uuid,
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) name: String,
    /// A sentence for people.
    pub(super) what: &'static str,
    pub(super) starter: bool,
    /// The product that a product key opens.
    pub(super) product: Option<Uuid>,
    pub(super) made: Stamp,
    /// QuickStream secret keys only.
    pub(super) expires: Option<DateTime<Utc>>,
    /// The revocation or deactivation. The row itself stays.
    pub(super) ended: Option<Stamp>,
    /// The key that a renewal made for this one.
    pub(super) successor: Option<Uuid>,
    /// QuickStream: the keys that this one was handed out to, and that end when it is first used.
    pub(super) ends_when_used: Vec<Uuid>,
    /// How many more `GET /product` this key fails before it has spread.
    pub(super) refusals_left: u32,
}

impl Key {
    pub(super) fn new(id: Uuid, kind: Kind, text: String, name: String, made: Stamp) -> Self {
        Self {
            id,
            kind,
            text,
            name,
            what: "Made while the sandbox was running.",
            starter: false,
            product: None,
            made,
            expires: None,
            ended: None,
            successor: None,
            ends_when_used: Vec::new(),
            refusals_left: 0,
        }
    }

    /// Marks it as part of the starter world, with a sentence for people.
    pub(super) fn mark_as_starter(&mut self, what: &'static str) {
        self.what = what;
        self.starter = true;
    }

    /// Whether the vendor still accepts it.
    pub(super) fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.ended.is_none() && self.expires.is_none_or(|expiry| expiry > now)
    }

    /// Brings its expiry forward to `now`; one that has passed stays where it was.
    pub(super) fn expire(&mut self, now: DateTime<Utc>) {
        self.expires = Some(self.expires.map_or(now, |expiry| expiry.min(now)));
    }

    /// Ends it once; a key that has ended keeps its first ending.
    pub(super) fn end(&mut self, stamp: Stamp) -> bool {
        let ends = self.ended.is_none();
        if ends {
            self.ended = Some(stamp);
        }
        ends
    }

    /// Whether an order that says `named` means this key.
    pub(super) fn has_text_or_id(&self, named: &str) -> bool {
        self.text == named || self.id.to_string() == named
    }
}
