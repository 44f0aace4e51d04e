//! The vendor's own renewal drill, guided, with a result to keep (QuickStream "API keys API", testing your
//! automatic renewal): two secret keys are made in the Portal, the application is set to the first, and it has
//! to move to the second by itself.
//!
//! The panel checks both keys and asks the vendor as the application would. Whether the application itself
//! moved only the operator can say; without that word the result says so.

mod apply;
mod result;
pub mod stage;
mod step;
#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

pub use result::{Evidence, Proof, RehearsalResult, Verdict, Why};
pub use stage::{KeysProblem, Seen};
pub use step::Step;

use super::explain::{Explanation, explain};
use super::fault::Fault;
use super::key::KeyKind;
use super::key_name::KeyName;
use super::machine::StepLog;
use super::phase::Phase;
use super::secret::Secret;
use super::vendor::Environment;
use stage::{Asking, CheckingFirst, CheckingSecond, Gathering, Over, Run, Watching};

/// What a rehearsal starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The connection's label.
    pub connection: String,
    /// What the connection reaches.
    pub environment: Environment,
}

/// What the operator can do.
pub enum Act {
    /// Give the two keys; also after a check of them failed.
    Keys {
        /// The key that the application is set to.
        first: Secret,
        /// The key that it should move to.
        second: Secret,
    },
    /// Try the failed step again.
    Retry,
    /// A key name seen in the application's log. It is a secret here because people paste keys by mistake.
    Saw(Secret),
    /// The operator states that the application switched.
    Switched,
    /// The operator states that it did not.
    DidNotSwitch,
    /// Leave the application out of the result.
    SkipWatch,
    /// End the run here.
    Abandon,
}

/// What the current step offers the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// [`Act::Keys`].
    Keys {
        /// Why the last two were not taken.
        problem: Option<KeysProblem>,
    },
    /// [`Act::Saw`], [`Act::Switched`], [`Act::DidNotSwitch`] or [`Act::SkipWatch`].
    Watch {
        /// The name to look for in the application's log.
        expected: Option<KeyName>,
        /// What the last name seen told.
        seen: Option<Seen>,
    },
    /// [`Act::Retry`]; while the keys are checked also [`Act::Keys`].
    Retry,
    /// Nothing: a call is on its way, or the run is over.
    Nothing,
}

enum Stage {
    Gathering(Run<Gathering>),
    CheckingFirst(Run<CheckingFirst>),
    CheckingSecond(Run<CheckingSecond>),
    Asking(Run<Asking>),
    Watching(Run<Watching>),
    Over(Run<Over>),
}

/// One rehearsal.
pub struct Rehearsal {
    case: Case,
    stage: Stage,
    phase: Phase<Box<Fault>>,
    log: StepLog<{ Step::ALL.len() }>,
}

impl Rehearsal {
    /// Prepares a rehearsal; nothing is sent yet.
    pub fn begin(case: Case) -> Self {
        let stage = Stage::Gathering(Run::begin());
        Self { case, stage, phase: Phase::Idle, log: StepLog::default() }
    }

    /// What it started from.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// How it ended, once it has.
    pub const fn result(&self) -> Option<&RehearsalResult> {
        match &self.stage {
            Stage::Over(run) => Some(run.result()),
            _ => None,
        }
    }

    /// The step at which the run stands: the result's, once it is over.
    pub const fn step(&self) -> Step {
        match &self.stage {
            Stage::Gathering(_) => Step::TwoKeys,
            Stage::CheckingFirst(_) | Stage::CheckingSecond(_) => Step::CheckBoth,
            Stage::Asking(_) => Step::Ask,
            Stage::Watching(_) => Step::Watch,
            Stage::Over(_) => Step::Result,
        }
    }

    /// What the current step offers.
    pub fn asks(&self) -> Ask {
        match (&self.phase, &self.stage) {
            (_, Stage::Over(_)) | (Phase::Waiting(_), _) => Ask::Nothing,
            (Phase::Failed(_), _) => Ask::Retry,
            (Phase::Idle, Stage::Gathering(run)) => Ask::Keys { problem: run.problem().cloned() },
            (Phase::Idle, Stage::Watching(run)) => {
                Ask::Watch { expected: run.expected().cloned(), seen: run.seen() }
            }
            // These never stand idle: the call that leads on goes out with the move that led here.
            (Phase::Idle, Stage::CheckingFirst(_) | Stage::CheckingSecond(_) | Stage::Asking(_)) => {
                Ask::Nothing
            }
        }
    }

    /// The present failure in words, where a call failed.
    pub fn explanation(&self) -> Option<Explanation> {
        let fault = self.phase.failure()?;
        // EXPOSE: the kind stands in the text's documented marks; nothing of the text leaves here.
        let kind = self.stage.asking_key().map_or(KeyKind::Unrecognised, |key| KeyKind::of(key.expose()));
        Some(explain(fault, kind))
    }
}

impl Stage {
    const fn asking_key(&self) -> Option<&Arc<Secret>> {
        match self {
            Self::CheckingFirst(run) => Some(run.first()),
            Self::CheckingSecond(run) => Some(run.second()),
            Self::Asking(run) => Some(run.first()),
            Self::Gathering(_) | Self::Watching(_) | Self::Over(_) => None,
        }
    }
}
