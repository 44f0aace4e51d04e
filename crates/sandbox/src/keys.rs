//! A key of any vendor, and its lifecycle.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// QuickStream, for servers: may request the latest key.
    Secret,
    /// QuickStream, for browsers: accepted by Root only.
    Publishable,
    /// SuperAPI: manages products and their keys.
    Partner,
    /// SuperAPI: uses one product.
    Product,
}

/// When something was done to a key, and by which call or by whom.
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
    /// The product of a product key.
    pub(super) product: Option<Uuid>,
    pub(super) made: Stamp,
    /// QuickStream secret keys only.
    pub(super) expires: Option<DateTime<Utc>>,
    /// Its revocation or deactivation. The key itself stays on record.
    pub(super) ended: Option<Stamp>,
    /// The key that a renewal made for this one.
    pub(super) successor: Option<Uuid>,
    /// QuickStream: the keys that received this one as their successor and end when it is first used.
    pub(super) ends_when_used: Vec<Uuid>,
    /// How many more times `GET /product` refuses this key, as if it had not propagated yet.
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

    /// Marks it as part of the starter world, with a description.
    pub(super) fn mark_as_starter(&mut self, what: &'static str) {
        self.what = what;
        self.starter = true;
    }

    /// Whether the vendor still accepts it.
    pub(super) fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.ended.is_none() && self.expires.is_none_or(|expiry| expiry > now)
    }

    /// Brings its expiry forward to `now`; one in the past is unchanged.
    pub(super) fn expire(&mut self, now: DateTime<Utc>) {
        self.expires = Some(self.expires.map_or(now, |expiry| expiry.min(now)));
    }

    /// Ends the key unless it has ended already. Returns whether it did.
    pub(super) fn end(&mut self, stamp: Stamp) -> bool {
        let ends = self.ended.is_none();
        if ends {
            self.ended = Some(stamp);
        }
        ends
    }

    /// Whether `named` is this key's text or id.
    pub(super) fn has_text_or_id(&self, named: &str) -> bool {
        self.text == named || self.id.to_string() == named
    }
}
