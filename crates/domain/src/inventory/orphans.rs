//! Keys that a vendor may have made and nobody received: alive, unlisted, unknown, until somebody says what became of
//! them.

use super::{Inventory, KeyId, KeyRecord};
use crate::moment::Moment;
use crate::product::ProductId;

/// Such a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The connection.
    pub connection: String,
    /// The product that may have one key too many.
    pub product: ProductId,
    /// When the reply was lost.
    pub at: Moment,
}

/// What became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// The vendor removed it, or somebody did with the vendor's own means.
    Removed,
    /// It was found, and is in the list.
    Found(KeyId),
    /// It was never made.
    NeverMade,
}

impl Fate {
    /// The words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Removed => "removed at the vendor",
            Self::Found(_) => "found and stored",
            Self::NeverMade => "never existed",
        }
    }
}

/// An orphan that is one no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// What it was.
    pub orphan: Orphan,
    /// What became of it.
    pub fate: Fate,
    /// How that is known, in the operator's words.
    pub reason: String,
    /// When that was said.
    pub at: Moment,
}

impl Inventory {
    /// Keys that may exist and that nobody has.
    pub fn orphans(&self) -> &[Orphan] {
        &self.orphans
    }

    /// Those that somebody has accounted for, oldest first.
    pub fn resolved(&self) -> &[Resolved] {
        &self.resolved
    }

    /// With the orphans that were accounted for before.
    pub fn with_resolved(self, resolved: Vec<Resolved>) -> Self {
        Self { resolved, ..self }
    }

    /// Somebody says what became of an orphan. Without a reason, or without such an orphan, nothing changes.
    pub fn resolve(&mut self, orphan: &Orphan, fate: Fate, reason: &str, now: Moment) -> bool {
        let reason = reason.trim();
        let place = self.orphans.iter().position(|one| one == orphan);
        let Some(place) = place.filter(|_| !reason.is_empty()) else { return false };
        let orphan = self.orphans.remove(place);
        let text = format!("A key of this product that nobody had received: {}. {reason}", fate.words());
        let same = |key: &&mut KeyRecord| {
            key.connection == orphan.connection
                && key.product.as_ref().is_some_and(|product| product.id == orphan.product)
        };
        self.keys.iter_mut().filter(same).for_each(|key| key.note(now, &text));
        self.resolved.push(Resolved { orphan, fate, reason: reason.to_owned(), at: now });
        true
    }
}
