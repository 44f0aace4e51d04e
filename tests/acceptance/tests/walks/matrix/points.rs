//! The points at which runs are killed.

use std::collections::{BTreeMap, VecDeque};
use std::env;

use super::Act;

/// The points that one walk of several alike kills at: every so many of each act. Together they kill at each of them.
/// `cargo xtask test --full` has every walk kill at all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// Which of the walks, from 0.
    pub(crate) nth: usize,
    /// How many there are.
    pub(crate) of: usize,
}

impl Share {
    fn takes(self, at: usize) -> bool {
        env::var_os("KEYTURN_FULL").is_some() || at % self.of == self.nth
    }
}

/// What is still to be killed, by act.
#[derive(Debug)]
pub(crate) struct Points(BTreeMap<Act, VecDeque<String>>);

impl Points {
    /// The points of this share that the acts passed. While a run goes on, the keys are sealed beside it, which has its
    /// own time; at its end, that is part of it.
    pub(crate) fn of(learnt: &BTreeMap<Act, Vec<String>>, share: Share) -> Self {
        let points = |passed: &Vec<String>| {
            let appends = passed.iter().filter(|point| is_append(point)).count();
            let last = format!("seal {appends}.");
            let ends = passed.iter().any(|point| point.starts_with("sweep"));
            let counts = |point: &&String| !may_be_missed(point) || (ends && point.starts_with(&last));
            let counted = passed.iter().filter(counts).enumerate();
            counted.filter(|(at, _)| share.takes(*at)).map(|(_, point)| point.clone()).collect()
        };
        Self(learnt.iter().map(|(act, passed)| (*act, points(passed))).collect())
    }

    /// The next point of this act.
    pub(crate) fn next(&mut self, act: Act) -> Option<String> {
        self.0.get_mut(act)?.pop_front()
    }

    pub(crate) fn are_done(&self) -> bool {
        self.0.values().all(VecDeque::is_empty)
    }
}

fn is_append(point: &str) -> bool {
    point.starts_with("append") && point.ends_with("after")
}

/// How often the keys are sealed depends on how fast the run is.
pub(crate) fn may_be_missed(point: &str) -> bool {
    point.starts_with("seal")
}
