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

use crate::run::frame::Frame;
use crate::run::phase::Phase;
use crate::secret::Secret;
use stage::{Asking, CheckingFirst, CheckingSecond, Gathering, Over, Run, Watching};

enum Stage {
    Gathering(Run<Gathering>),
    CheckingFirst(Run<CheckingFirst>),
    CheckingSecond(Run<CheckingSecond>),
    Asking(Run<Asking>),
    Watching(Run<Watching>),
    Over(Run<Over>),
}

/// A rehearsal's stage, with what it started from.
pub struct RehearsalStages {
    case: Case,
    stage: Stage,
}

/// One rehearsal.
pub type Rehearsal = Frame<RehearsalStages>;

impl Rehearsal {
    /// Prepares a rehearsal; nothing is sent yet.
    pub fn begin(case: Case) -> Self {
        Self::new(RehearsalStages { case, stage: Stage::Gathering(Run::begin()) })
    }

    /// What it started from.
    pub const fn case(&self) -> &Case {
        &self.stages.case
    }

    /// Whether this is one of the two keys that the operator brought.
    pub fn was_brought(&self, key: &Secret) -> bool {
        match &self.stages.stage {
            Stage::Gathering(_) | Stage::Over(_) => false,
            Stage::CheckingFirst(run) => run.has(key),
            Stage::CheckingSecond(run) => run.has(key),
            Stage::Asking(run) => run.has(key),
            Stage::Watching(run) => run.has(key),
        }
    }

    /// How it ended, once it has.
    pub const fn result(&self) -> Option<&RehearsalResult> {
        self.stages.stage.result()
    }

    /// What the current step offers.
    pub fn asks(&self) -> Ask {
        match (&self.phase, &self.stages.stage) {
            (_, Stage::Over(_)) | (Phase::Waiting(..), _) => Ask::Nothing,
            (Phase::Failed(_) | Phase::Unknown(_) | Phase::Refused(_), _) => Ask::Retry,
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
