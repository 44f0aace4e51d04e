//! A copy of a text in which every key, whole or in part, is replaced by its mask.

use crate::matcher::Matcher;
use crate::search::Search;

/// Makes the copy, piece by piece.
pub struct Redactor {
    matcher: Matcher,
    search: Search,
    /// The text before this place of the piece has been copied.
    copied: usize,
    replaced: u64,
    copy: Vec<u8>,
}

impl Default for Redactor {
    fn default() -> Self {
        Self { matcher: Matcher::new(&[]), search: Search::at(0), copied: 0, replaced: 0, copy: Vec::new() }
    }
}

impl Redactor {
    /// Where the next bytes of the text go.
    pub fn room(&mut self) -> &mut [u8] {
        let moved = self.search.to_forget(self.copied.saturating_sub(crate::matcher::REACH_BACK));
        self.search.forget(moved);
        self.copied -= moved;
        self.search.room()
    }

    /// Takes so many bytes that were put into the room, and returns the next piece of the copy.
    pub fn fed(&mut self, count: usize, last: bool) -> &[u8] {
        let step = self.search.fed(count, last, &self.matcher);
        self.copy.clear();
        let text = self.search.text();
        for hit in step.hits.iter().filter(|hit| hit.kind.is_replaced()) {
            self.copy.extend_from_slice(text.get(self.copied..hit.start).unwrap_or_default());
            self.copy.extend_from_slice(hit.label.as_bytes());
            // A key may be written over several lines. Lines keep their numbers.
            let ends = text.get(hit.start..hit.end).unwrap_or_default().iter().filter(|byte| **byte == b'\n');
            self.copy.extend(ends);
            self.copied = hit.end;
            self.replaced += 1;
        }
        self.copy.extend_from_slice(text.get(self.copied..step.settled).unwrap_or_default());
        self.copied = self.copied.max(step.settled);
        &self.copy
    }

    /// How many keys were replaced so far.
    pub fn replaced(&self) -> u64 {
        self.replaced
    }
}
