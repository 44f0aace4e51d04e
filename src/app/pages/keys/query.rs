//! What the list is narrowed to and ordered by, as it stands in the address. What is searched for never does: somebody
//! may paste a key there.

use keyturn_domain::inventory::{ConcernGroup, Filter};
use keyturn_domain::vendor::Vendor;

/// What the list is narrowed to, as it stands in the address and in words.
pub(super) fn filters() -> Vec<(&'static str, Filter, &'static str)> {
    let vendors = Vendor::ALL.iter().map(|vendor| (vendor.id(), Filter::Vendor(*vendor), vendor.name()));
    FILTERS.into_iter().chain(vendors).collect()
}

const FILTERS: [(&str, Filter, &str); 5] = [
    ("", Filter::All, "All keys"),
    ("broken", Filter::Group(ConcernGroup::Broken), "Down, dead or leaked"),
    ("expiring", Filter::Group(ConcernGroup::Ending), "To switch or ending soon"),
    ("unverified", Filter::Group(ConcernGroup::Unverified), "To investigate"),
    ("unchecked", Filter::Group(ConcernGroup::NotChecked), "Not checked in 24 h"),
];

/// What an id of the address means; the first of the list for anything unknown.
pub(super) fn meaning<T: Copy>(list: &[(&str, T, &str)], id: &str) -> T {
    list.iter().find(|(name, ..)| *name == id).unwrap_or(&list[0]).1
}

/// Ids and words, for a field.
pub(super) fn options<T>(list: &[(&str, T, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(id, _, words)| ((*id).to_owned(), (*words).to_owned())).collect()
}

/// The query of the list narrowed and ordered so.
pub(super) const fn query<'a>(filter: &'a str, sort: &'a str) -> [(&'static str, &'a str); 2] {
    [("filter", filter), ("sort", sort)]
}
