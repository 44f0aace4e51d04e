//! The QuickStream renewal: ask the vendor for the key to use from now on, and move to it in two phases.
//!
//! The stages are types ([`stage`]), so a key cannot be stored before it is tested, nor confirmed before its
//! storage is proven. [`Renewal`] puts them behind one face for the page: acts and answers go in through
//! [`Machine::apply`](super::run::machine::Machine::apply), and everything shown is read off the state.
//!
//! Every call is a harmless GET, so a lost reply is a plain failure: asking again loses nothing. Nothing is
//! ever asked again without an act of the operator, because repeated failures can get the proxy's address
//! blocked for everyone behind it (QuickStream security page).

mod answers;
mod apply;
mod finding;
mod operator;
mod result;
pub mod stage;
mod step;
#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

pub use finding::{Newer, Refusal, StoreMismatch, Warning};
pub use operator::{Act, Ask, Case, Names};
pub use result::{Confirmation, RenewalResult};
pub use step::Step;

use super::fault::Fault;
use super::key::PasteFault;
use super::run::log::StepLog;
use super::run::phase::Phase;
use stage::{Asking, Confirming, Over, Preflight, Proving, Run, Storing, Testing};

/// Why a step failed.
enum Failure {
    /// The call brought no answer to go on with.
    Fault(Box<Fault>),
    /// The answer must not be followed.
    Refused(Refusal),
}

enum Stage {
    Preflight(Run<Preflight>),
    Asking(Run<Asking>),
    Testing(Run<Testing>),
    Storing(Run<Storing>),
    Proving(Run<Proving>),
    Confirming(Run<Confirming>),
    Over(Run<Over>),
}

/// One renewal of one key.
pub struct Renewal {
    stage: Stage,
    phase: Phase<Failure>,
    log: StepLog<Step>,
}

impl Renewal {
    /// Prepares a renewal; nothing is sent yet.
    ///
    /// # Errors
    /// When the current key cannot be a QuickStream secret key, such as a publishable one. The words are
    /// those of [`Field::WestpacSecret`](super::key::Field::WestpacSecret).
    pub fn begin(case: Case) -> Result<Self, PasteFault> {
        Ok(Self { stage: Stage::Preflight(Run::begin(case)?), phase: Phase::Idle, log: StepLog::default() })
    }

    /// What it started from. The current key in it is never replaced.
    pub fn case(&self) -> &Case {
        &self.stage.facts().case
    }

    /// The new key, from the moment it was compared.
    pub fn newer(&self) -> Option<&Newer> {
        match &self.stage {
            Stage::Preflight(_) | Stage::Asking(_) => None,
            Stage::Testing(run) => Some(run.newer()),
            Stage::Storing(run) => Some(run.newer()),
            Stage::Proving(run) => Some(run.newer()),
            Stage::Confirming(run) => Some(run.newer()),
            Stage::Over(run) => run.newer(),
        }
    }

    /// How it ended, once it has.
    pub const fn result(&self) -> Option<&RenewalResult> {
        match &self.stage {
            Stage::Over(run) => Some(run.result()),
            _ => None,
        }
    }

    /// What people should know although nothing failed.
    pub fn warnings(&self) -> &[Warning] {
        &self.stage.facts().warnings
    }

    /// The step at which the run stands, or ended.
    pub const fn step(&self) -> Step {
        match (&self.stage, &self.phase) {
            (Stage::Preflight(_), _) => Step::Preflight,
            (Stage::Asking(_), Phase::Failed(Failure::Refused(_))) => Step::Compare,
            (Stage::Asking(_), _) => Step::AskLatest,
            (Stage::Testing(_), _) => Step::Test,
            (Stage::Storing(_) | Stage::Proving(_), _) => Step::Store,
            (Stage::Confirming(_), _) => Step::Confirm,
            (Stage::Over(run), _) => run.ended_at(),
        }
    }

    /// What the current step offers.
    pub fn asks(&self) -> Ask {
        match (&self.phase, &self.stage) {
            (_, Stage::Over(_)) | (Phase::Waiting(_), _) => Ask::Nothing,
            (Phase::Failed(_), _) => Ask::Retry,
            (Phase::Idle, Stage::Preflight(_)) => Ask::Check,
            (Phase::Idle, Stage::Storing(run)) => Ask::Store {
                key: Arc::clone(&run.newer().key),
                name: run.newer().name.clone(),
                expiry: run.newer().expiry,
                mismatch: run.mismatch(),
            },
            (Phase::Idle, Stage::Confirming(_)) => Ask::Confirm,
            // These never stand idle: the call that leads on goes out with the move that led here.
            (Phase::Idle, Stage::Asking(_) | Stage::Testing(_) | Stage::Proving(_)) => Ask::Nothing,
        }
    }

    /// In use and should use.
    pub fn names(&self) -> Names {
        let current = self.stage.facts().current_name();
        let should_use = match self.result() {
            Some(RenewalResult::Unchanged { name, .. }) => name.clone(),
            _ => self.newer().and_then(|newer| newer.name.clone()),
        };
        let switched = matches!(self.stage, Stage::Confirming(_))
            || matches!(self.result(), Some(RenewalResult::Switched { .. }));
        Names { in_use: if switched { should_use.clone() } else { current }, should_use }
    }

    /// Why the vendor's answer was not followed, where that is why the step failed.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self.phase.failure() {
            Some(Failure::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }

    /// A fresh renewal that starts from the new key: possible once its storage was proven.
    pub fn fresh(&self) -> Option<Case> {
        let Some(RenewalResult::Switched { name, expiry, .. }) = self.result() else { return None };
        let facts = self.stage.facts();
        Some(Case {
            connection: facts.case.connection.clone(),
            environment: facts.case.environment,
            current: Arc::clone(&self.newer()?.key),
            name: name.clone(),
            expiry: *expiry,
            facility: facts.community().map(str::to_owned),
            known: facts.facility(),
            next: Vec::new(),
        })
    }
}
