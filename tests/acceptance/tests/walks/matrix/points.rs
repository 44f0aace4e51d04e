//! The points at which runs are killed.

use std::collections::{BTreeMap, VecDeque};

use super::Act;

/// What is still to be killed, by act.
#[derive(Debug)]
pub(crate) struct Points(BTreeMap<Act, VecDeque<String>>);

impl Points {
    /// Every point that the acts passed. While a run goes on, the keys are sealed beside it, which has its own time;
    /// at its end, that is part of it.
    pub(crate) fn of(learnt: &BTreeMap<Act, Vec<String>>) -> Self {
        let points = |passed: &Vec<String>| {
            let appends = passed.iter().filter(|point| is_append(point)).count();
            let last = format!("seal {appends}.");
            let ends = passed.iter().any(|point| point.starts_with("sweep"));
            let counts = |point: &&String| !may_be_missed(point) || (ends && point.starts_with(&last));
            passed.iter().filter(counts).cloned().collect()
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
