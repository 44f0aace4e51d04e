//! Searching a text that comes in pieces, in constant memory.

use crate::hit::Hit;
use crate::matcher::{Matcher, REACH_AHEAD, REACH_BACK};
use crate::resolve;

/// So many bytes of the text are at hand at a time.
const HELD: usize = 1536 << 10;
/// Less room than this is not worth a read.
const ROOM: usize = 512 << 10;

/// A piece of the text, and how far it has been searched. All places are counted from the start of the piece.
pub(crate) struct Search {
    held: Vec<u8>,
    length: usize,
    /// Where in the whole text the piece begins.
    pub(crate) base: u64,
    searched: usize,
    pending: Vec<Hit>,
    /// Where the last find ended.
    ended: usize,
}

/// What one step brought.
pub(crate) struct Step {
    /// In order, and apart from each other and from all before.
    pub(crate) hits: Vec<Hit>,
    /// Everything that begins before this place has been found.
    pub(crate) settled: usize,
}

impl Search {
    pub(crate) fn at(base: u64) -> Self {
        Self { held: vec![0; HELD], length: 0, base, searched: 0, pending: Vec::new(), ended: 0 }
    }

    pub(crate) fn text(&self) -> &[u8] {
        &self.held[..self.length]
    }

    /// How much of the piece has to be forgotten so that there is room; nothing of what stands from `needed` on.
    pub(crate) fn to_forget(&self, needed: usize) -> usize {
        if HELD - self.length >= ROOM {
            return 0;
        }
        let pending = self.pending.iter().map(|hit| hit.start).min();
        needed.min(self.searched).min(pending.unwrap_or(needed))
    }

    /// Forgets the beginning of the piece: every place moves by so much.
    pub(crate) fn forget(&mut self, moved: usize) {
        self.held.copy_within(moved..self.length, 0);
        self.length -= moved;
        self.base += moved as u64;
        self.searched -= moved;
        self.ended = self.ended.saturating_sub(moved);
        for hit in &mut self.pending {
            hit.start -= moved;
            hit.end -= moved;
        }
    }

    /// The free part of the piece.
    pub(crate) fn room(&mut self) -> &mut [u8] {
        &mut self.held[self.length..]
    }

    /// Takes so many bytes that were put into the room, and searches as far as that allows; to the end, if these are the
    /// `last`.
    pub(crate) fn fed(&mut self, count: usize, last: bool, matcher: &Matcher) -> Step {
        self.length = (self.length + count).min(HELD);
        let limit =
            if last { self.length } else { self.length.saturating_sub(REACH_AHEAD).max(self.searched) };
        matcher.find(&self.held[..self.length], self.searched, limit, &mut self.pending);
        self.searched = limit;
        let settled = if last { limit } else { limit.saturating_sub(REACH_BACK) };
        resolve::sort(&mut self.pending);
        let later = self.pending.split_off(self.pending.partition_point(|hit| hit.start < settled));
        let mut hits = resolve::apart(self.pending.drain(..), self.ended, &matcher.known);
        // One that goes on past what is settled may still overlap with another.
        let open = hits.pop_if(|hit| hit.end > settled && !last);
        self.pending = later;
        let settled = open.as_ref().map_or(settled, |hit| hit.start);
        self.pending.extend(open);
        self.ended = hits.last().map_or(self.ended, |hit| hit.end);
        Step { hits, settled }
    }
}
