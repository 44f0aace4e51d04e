//! The vendor's own renewal drill, guided, with a result to keep (QuickStream "API keys API", testing your
//! automatic renewal): two secret keys are made in the Portal, the application is set to the first, and it has
//! to move to the second by itself.
//!
//! The panel checks both keys and asks the vendor as the application would. Whether the application itself
//! moved only the operator can say; without that word the result says so.

mod answers;
mod apply;
mod operator;
mod result;
pub mod stage;
mod step;
#[cfg(test)]
mod tests;
mod view;

pub use operator::{Act, Ask, Case};
pub use result::{Evidence, Proof, RehearsalResult, Verdict, Why};
pub use stage::{KeysProblem, Seen};
pub use step::Step;

use super::fault::Fault;
use super::run::log::StepLog;
use super::run::phase::Phase;
use super::secret::Secret;
use stage::{Asking, CheckingFirst, CheckingSecond, Gathering, Over, Run, Watching};

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
    log: StepLog<Step>,
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

    /// Whether this is one of the two keys that the operator brought.
    pub fn was_brought(&self, key: &Secret) -> bool {
        match &self.stage {
            Stage::Gathering(_) | Stage::Over(_) => false,
            Stage::CheckingFirst(run) => run.has(key),
            Stage::CheckingSecond(run) => run.has(key),
            Stage::Asking(run) => run.has(key),
            Stage::Watching(run) => run.has(key),
        }
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
}
