//! Which keys a list shows, in which order, and the cards above it.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use super::attention::{AttentionItem, ConcernGroup, Outlook, Subject, attention};
use super::{Inventory, KeyId, KeyRecord};
use crate::key::KeyKind;
use crate::moment::{Expiry, Moment};
use crate::vendor::Vendor;

/// What a list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every key.
    #[default]
    All,
    /// Keys that need a person for a concern of this group.
    Group(ConcernGroup),
    /// Keys of this vendor.
    Vendor(Vendor),
}

/// What a list is ordered by.
#[derive(Clone, Copy, Default)]
pub enum Sort {
    /// What needs a person first, most severe first; what is settled last.
    #[default]
    Attention,
    /// By what this compares.
    By(fn(&KeyRecord, &KeyRecord) -> Ordering),
}

impl KeyRecord {
    /// Orders by title.
    pub fn by_name(&self, other: &Self) -> Ordering {
        self.title().to_lowercase().cmp(&other.title().to_lowercase())
    }

    /// Orders by end, soonest first.
    pub fn by_expiry(&self, other: &Self) -> Ordering {
        end(self.expiry).cmp(&end(other.expiry))
    }

    /// Orders by last check, longest ago first.
    pub fn by_last_check(&self, other: &Self) -> Ordering {
        self.checked.cmp(&other.checked)
    }
}

/// How much of what needs a person is of each group. Together the counts are all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cards {
    /// What does not work, or is in the wrong hands.
    pub broken: usize,
    /// Keys to be replaced in time.
    pub ending: usize,
    /// Keys that somebody has to look into, and orphans.
    pub unverified: usize,
    /// Keys that nobody asked about for a day, or asked in vain.
    pub not_checked: usize,
}

impl Cards {
    /// Counts what needs a person.
    pub fn of(items: &[AttentionItem]) -> Self {
        let count = |group| items.iter().filter(|item| item.concern.group() == group).count();
        Self {
            broken: count(ConcernGroup::Broken),
            ending: count(ConcernGroup::Ending),
            unverified: count(ConcernGroup::Unverified),
            not_checked: count(ConcernGroup::NotChecked),
        }
    }
}

/// A key's place among what needs a person, and the group of its concern.
type Places = HashMap<KeyId, (usize, ConcernGroup)>;

impl Inventory {
    /// The keys that match, in order.
    pub fn list(&self, search: &str, filter: Filter, sort: Sort, outlook: &Outlook) -> Vec<KeyId> {
        let places: Places = attention(self, outlook)
            .iter()
            .enumerate()
            .filter_map(|(place, item)| match item.subject {
                Subject::Key(id) => Some((id, (place, item.concern.group()))),
                Subject::Orphan(_) | Subject::Run(_) => None,
            })
            .collect();
        let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<&KeyRecord> = self
            .keys()
            .iter()
            .filter(|key| passes(key, filter, &places))
            .filter(|key| words.iter().all(|word| haystack(key).contains(word)))
            .collect();
        found.sort_by(|one, other| order(sort, one, other, &places));
        found.into_iter().map(|key| key.id).collect()
    }
}

fn passes(key: &KeyRecord, filter: Filter, places: &Places) -> bool {
    match filter {
        Filter::All => true,
        Filter::Group(group) => places.get(&key.id).is_some_and(|(_, its)| *its == group),
        Filter::Vendor(vendor) => key.vendor == vendor,
    }
}

fn order(sort: Sort, one: &KeyRecord, other: &KeyRecord, places: &Places) -> Ordering {
    let attention = |key: &KeyRecord| {
        let place = places.get(&key.id).map_or(usize::MAX, |(place, _)| *place);
        (place, key.is_settled(), key.kind == KeyKind::SuperApiPartner, end(key.expiry), Reverse(key.added))
    };
    match sort {
        Sort::By(compare) => compare(one, other),
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
        key.kind.name_at(key.vendor),
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
