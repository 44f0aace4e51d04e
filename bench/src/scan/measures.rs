//! All that was seen.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::browser::Kind;
use crate::medians::{Spread, spread};

/// What one run of one worker showed.
#[derive(Clone, Deserialize)]
pub(super) struct Seen {
    /// Milliseconds from the start of the worker, its loading included, to the whole result.
    pub(super) took: f64,
    /// Milliseconds to the first find.
    pub(super) first: Option<f64>,
    /// Finds; of reading alone, bytes.
    pub(super) result: u64,
    /// The longest task of the page's own thread above 50 ms, in milliseconds; 0 without any.
    pub(super) task: f64,
    /// The longest time between two frames of the page, in milliseconds.
    pub(super) frame: f64,
    /// Bytes that all processes of the browser took more, at most, than before; nothing if nobody looked.
    #[serde(skip)]
    pub(super) grown: Option<u64>,
}

#[derive(Default)]
pub(super) struct Measures {
    seen: BTreeMap<Kind, Vec<Seen>>,
    grown: BTreeMap<Kind, u64>,
    /// Milliseconds.
    pub(super) ripgrep: Vec<f64>,
}

impl Measures {
    pub(super) fn add(&mut self, kind: Kind, seen: Seen) {
        self.seen.entry(kind).or_default().push(seen);
    }

    /// From a run of its own.
    pub(super) fn add_memory(&mut self, kind: Kind, seen: &Seen) {
        self.grown.extend(seen.grown.map(|grown| (kind, grown)));
    }

    pub(super) fn grown(&self, kind: Kind) -> Option<u64> {
        self.grown.get(&kind).copied()
    }

    pub(super) fn of(&self, kind: Kind) -> &[Seen] {
        self.seen.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Milliseconds.
    pub(super) fn took(&self, kind: Kind) -> Spread {
        spread(self.of(kind).iter().map(|seen| seen.took).collect())
    }

    pub(super) fn ripgrep(&self) -> Spread {
        spread(self.ripgrep.clone())
    }

    /// The largest value of a figure.
    pub(super) fn most(&self, kind: Kind, figure: impl Fn(&Seen) -> f64) -> f64 {
        self.of(kind).iter().map(figure).fold(0.0, f64::max)
    }
}
