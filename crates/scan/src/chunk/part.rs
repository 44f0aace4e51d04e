//! What was found in one part of a source.

use std::collections::VecDeque;

use super::When;
use crate::counts::Counter;
use crate::finding::Finding;

/// What was found in a chunk. Lines are counted from the part's first byte.
#[derive(Clone, Default)]
pub(crate) struct Part {
    /// The occurrences to be told, and whether each is in the line that was open when the part began.
    pub(crate) told: VecDeque<(Finding, bool)>,
    pub(crate) found: u64,
    pub(crate) leaks: u64,
    pub(crate) lines: u64,
    pub(crate) counter: Counter,
    /// Counts of the line that was open when the part began: its time stands before the part.
    pub(crate) in_open_line: Counter,
    /// The time of the line that is open where the part ends.
    pub(crate) end: When,
    /// Whether a line without an end stands there.
    pub(crate) unended: bool,
}

impl Part {
    /// Puts the same part in its place as it stood later; what it has to tell comes behind what there is to tell here.
    pub(crate) fn grow(&mut self, later: Self) {
        let mut told = std::mem::take(&mut self.told);
        told.extend(later.told);
        *self = Self { told, ..later };
    }
}
