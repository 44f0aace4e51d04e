//! What is known of a key's life: when it was first seen or made, what its vendor said of it and when, and which key
//! took its place. From this, and nothing else, comes the answer to "was it valid then?".

mod status;
#[cfg(test)]
mod tests;

pub use status::{Place, StatusAt, Valid, Why};

use super::inventory::KeyId;
use super::moment::Moment;

/// One thing that is known of a key at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The panel came to know the key. It may be older.
    Seen,
    /// The vendor made it: it did not exist before.
    Made,
    /// The vendor accepted it.
    Alive,
    /// The vendor rejected it.
    Dead,
    /// It became the one to use.
    Current,
    /// Another key took its place; which one, where that is known.
    Superseded(Option<KeyId>),
    /// A rotation deactivated it and proved it dead.
    Deactivated,
    /// A run ended without proof of what became of it.
    Unverified,
    /// Somebody saw it where it must not be.
    Leaked,
}

/// A mark and its instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Marked {
    /// When.
    pub at: Moment,
    /// What.
    pub mark: Mark,
}

/// A key's marks, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    marks: Vec<Marked>,
}

impl Mark {
    /// Whether it is a vendor's word on whether the key works.
    const fn verdict(self) -> Option<bool> {
        match self {
            Self::Alive => Some(true),
            Self::Dead | Self::Deactivated => Some(false),
            _ => None,
        }
    }
}

impl History {
    /// A key that the panel has just come to know.
    pub fn begun(at: Moment) -> Self {
        Self { marks: vec![Marked { at, mark: Mark::Seen }] }
    }

    /// The marks that were kept, in any order.
    pub fn restore(mut marks: Vec<Marked>) -> Self {
        marks.sort_by_key(|marked| marked.at);
        Self { marks }
    }

    /// The marks, oldest first.
    pub fn marks(&self) -> &[Marked] {
        &self.marks
    }

    /// Adds a mark. Of many verdicts in a row that say the same, the first and the last are kept: a key that is
    /// checked every day must not grow for ever.
    pub fn note(&mut self, at: Moment, mark: Mark) {
        if mark == Mark::Alive
            && let [.., before, last] = self.verdicts().as_slice()
            && [before, last].iter().all(|index| self.marks[**index].mark == Mark::Alive)
            && self.marks[*last].at <= at
        {
            self.marks.remove(*last);
        }
        let place = self.marks.partition_point(|marked| marked.at <= at);
        self.marks.insert(place, Marked { at, mark });
    }

    /// When the panel came to know the key; `None` if that was not kept.
    pub fn seen(&self) -> Option<Moment> {
        self.first(Mark::Seen)
    }

    /// When the vendor made it, where that is known.
    pub fn made(&self) -> Option<Moment> {
        self.first(Mark::Made)
    }

    fn first(&self, mark: Mark) -> Option<Moment> {
        self.marks.iter().find(|marked| marked.mark == mark).map(|marked| marked.at)
    }

    /// The places of the verdicts, oldest first.
    fn verdicts(&self) -> Vec<usize> {
        let verdict = |(index, marked): (usize, &Marked)| marked.mark.verdict().map(|_| index);
        self.marks.iter().enumerate().filter_map(verdict).collect()
    }
}
