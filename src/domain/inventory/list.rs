//! Which keys a list shows, in which order, and the cards above it.

use std::cmp::{Ordering, Reverse};

use super::{Inventory, KeyId, KeyRecord, Life, Standing};
use crate::domain::key::KeyKind;
use crate::domain::moment::{Expiry, Freshness, Moment, Nearness, Thresholds};
use crate::domain::vendor::Vendor;

/// What a list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every key.
    #[default]
    All,
    /// Past its end, or within the soon threshold.
    ExpiringSoon,
    /// A key in use that no vendor gave a verdict on within 24 hours.
    NotChecked,
    /// A key nobody proved to be stored, that may exist unseen, that was left alive without an end or a use, or that leaked.
    Unverified,
    /// QuickStream keys.
    QuickStream,
    /// SuperAPI keys.
    SuperApi,
}

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// What needs attention first: by expiry, then by last check.
    #[default]
    Attention,
    /// By title.
    Name,
    /// By end, soonest first.
    Expiry,
    /// By last check, longest ago first.
    Checked,
}

/// The counts that matter now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cards {
    /// Keys that expire soon, or have.
    pub expiring: usize,
    /// Keys that nobody asked about for a day.
    pub not_checked: usize,
    /// Unverified keys, keys left alive without an end or a use, and orphans together.
    pub unverified: usize,
}

impl Inventory {
    /// The keys that match, in order.
    pub fn list(
        &self,
        search: &str,
        filter: Filter,
        sort: Sort,
        now: Moment,
        thresholds: Thresholds,
    ) -> Vec<KeyId> {
        let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<&KeyRecord> = self
            .keys()
            .iter()
            .filter(|key| passes(key, filter, now, thresholds))
            .filter(|key| words.iter().all(|word| haystack(key).contains(word)))
            .collect();
        found.sort_by(|one, other| order(sort, one, other));
        found.into_iter().map(|key| key.id).collect()
    }

    /// The counts for the cards.
    pub fn cards(&self, now: Moment, thresholds: Thresholds) -> Cards {
        let count = |filter| self.keys().iter().filter(|key| passes(key, filter, now, thresholds)).count();
        Cards {
            expiring: count(Filter::ExpiringSoon),
            not_checked: count(Filter::NotChecked),
            unverified: count(Filter::Unverified) + self.orphans().len(),
        }
    }
}

fn passes(key: &KeyRecord, filter: Filter, now: Moment, thresholds: Thresholds) -> bool {
    let in_use = matches!(key.standing, Standing::Current | Standing::Unverified | Standing::Spare);
    match filter {
        Filter::All => true,
        Filter::ExpiringSoon => {
            let near = key.expiry.nearness(now, thresholds);
            in_use && matches!(near, Nearness::Expired | Nearness::Urgent | Nearness::Soon)
        }
        Filter::NotChecked => in_use && key.life != Life::Dead && key.freshness(now) != Freshness::Fresh,
        Filter::Unverified => {
            matches!(key.standing, Standing::Unverified | Standing::Spare)
                || key.is_left_behind()
                || key.is_loose()
        }
        Filter::QuickStream => key.vendor == Vendor::QuickStream,
        Filter::SuperApi => key.vendor == Vendor::SuperApi,
    }
}

fn order(sort: Sort, one: &KeyRecord, other: &KeyRecord) -> Ordering {
    let attention = |key: &KeyRecord| {
        (key.is_settled(), key.kind == KeyKind::SuperApiPartner, end(key.expiry), Reverse(key.added))
    };
    match sort {
        Sort::Name => one.title().to_lowercase().cmp(&other.title().to_lowercase()),
        Sort::Expiry => end(one.expiry).cmp(&end(other.expiry)),
        Sort::Checked => one.checked.cmp(&other.checked),
        Sort::Attention => attention(one).cmp(&attention(other)),
    }
}

/// Everything about a key that a person may search for; never its text.
fn haystack(key: &KeyRecord) -> String {
    let product = key.product.as_ref();
    [
        key.title(),
        &key.label,
        &key.masked,
        &key.connection,
        key.vendor.name(),
        key.kind.name(),
        key.life.word(),
        key.standing.word(),
        key.facility.as_deref().unwrap_or_default(),
        product.map_or("", |product| &product.name),
        &product.map(|product| product.id.to_string()).unwrap_or_default(),
    ]
    .join("\n")
    .to_lowercase()
}

/// Dates in order, then keys without a known date, then keys without an end.
fn end(expiry: Expiry) -> (u8, Option<Moment>) {
    match expiry {
        Expiry::At(at) => (0, Some(at)),
        Expiry::Unknown => (1, None),
        Expiry::Never => (2, None),
    }
}
