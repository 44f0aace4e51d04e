//! How often each label stood in the text, over time. Takes the same memory whatever the text's size.

mod counter;

pub(crate) use counter::{Counter, Subject};

use crate::finding::{Kind, SaltedFingerprint};

/// So many labels are counted apart.
pub const LABELS: usize = 64;
/// So many points in time are kept for each.
pub const BUCKETS: usize = 128;

/// A span of time and what was counted in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// When it begins, in milliseconds since 1970. A multiple of [`Counts::width`].
    pub start: i64,
    /// Lines that said their zone: `start` is in UTC.
    pub zoned: u32,
    /// Lines that did not: `start` is by their own clock.
    pub unzoned: u32,
}

/// One label's counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// As in [`crate::finding::Finding::label`].
    pub label: String,
    /// What carries the label.
    pub kind: Kind,
    /// Of a whole key: two keys may have one mask.
    pub fingerprint: Option<SaltedFingerprint>,
    /// As in [`crate::finding::Finding::known`].
    pub known: Option<u32>,
    /// How often in all.
    pub total: u64,
    /// How often in lines whose time is not known.
    pub untimed: u64,
    /// The others, in order of time; spans without any are left out.
    pub buckets: Vec<Bucket>,
}

/// All counts so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The length of every bucket in milliseconds; 0 while no line had a time.
    pub width: i64,
    /// The first [`LABELS`] labels, in the order in which they turned up.
    pub tallies: Vec<Tally>,
    /// Occurrences of further labels.
    pub others: u64,
}
