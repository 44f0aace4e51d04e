//! The QuickStream renewal: ask the vendor for the key to use from now on, and move to it in two phases.
//!
//! The stages are types ([`stage`]), so a key cannot be stored before it is tested, nor confirmed before its
//! storage is proven. [`Renewal`] puts them behind one face for the page: acts and answers go in through
//! [`Machine::apply`](crate::run::machine::Machine::apply), and everything shown is read off the state.
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

use crate::key::PasteFault;
use crate::run::frame::Frame;
use crate::run::phase::Phase;
use stage::{Asking, Confirming, Over, Preflight, Proving, Run, Storing, Testing};

/// The stages of a renewal, one at a time.
pub enum RenewalStages {
    /// Who is the current key?
    Preflight(Run<Preflight>),
    /// Which key does the vendor say to use?
    Asking(Run<Asking>),
    /// Does the newer key work?
    Testing(Run<Testing>),
    /// The tested key waits to be stored.
    Storing(Run<Storing>),
    /// Does what was read back work?
    Proving(Run<Proving>),
    /// Does the vendor name the new key?
    Confirming(Run<Confirming>),
    /// Over.
    Over(Run<Over>),
}

impl RenewalStages {
    fn newer(&self) -> Option<&Newer> {
        match self {
            Self::Preflight(_) | Self::Asking(_) => None,
            Self::Testing(run) => Some(run.newer()),
            Self::Storing(run) => Some(run.newer()),
            Self::Proving(run) => Some(run.newer()),
            Self::Confirming(run) => Some(run.newer()),
            Self::Over(run) => run.newer(),
        }
    }

    const fn result(&self) -> Option<&RenewalResult> {
        match self {
            Self::Over(run) => Some(run.result()),
            _ => None,
        }
    }
}

/// One renewal of one key.
pub type Renewal = Frame<RenewalStages>;

impl Renewal {
    /// Prepares a renewal; nothing is sent yet.
    ///
    /// # Errors
    /// When the current key cannot be a secret key, such as a publishable one. The words are those of
    /// [`Field::Secret`](crate::key::Field::Secret).
    pub fn begin(case: Case) -> Result<Self, PasteFault> {
        Ok(Self::new(RenewalStages::Preflight(Run::begin(case)?)))
    }

    /// What it started from. The current key in it is never replaced.
    pub fn case(&self) -> &Case {
        &self.stages.facts().case
    }

    /// The new key, from the moment it was compared.
    pub fn newer(&self) -> Option<&Newer> {
        self.stages.newer()
    }

    /// How it ended, once it has.
    pub const fn result(&self) -> Option<&RenewalResult> {
        self.stages.result()
    }

    /// What people should know although nothing failed.
    pub fn warnings(&self) -> &[Warning] {
        &self.stages.facts().warnings
    }

    /// What the current step offers.
    pub fn asks(&self) -> Ask {
        match (&self.phase, &self.stages) {
            (_, RenewalStages::Over(_)) | (Phase::Waiting(..), _) => Ask::Nothing,
            (Phase::Failed(_) | Phase::Unknown(_) | Phase::Refused(_), _) => Ask::Retry,
            (Phase::Idle, RenewalStages::Preflight(_)) => Ask::Check,
            (Phase::Idle, RenewalStages::Storing(run)) => Ask::Store {
                key: Arc::clone(&run.newer().key),
                name: run.newer().name.clone(),
                expiry: run.newer().expiry,
                mismatch: run.mismatch(),
            },
            (Phase::Idle, RenewalStages::Confirming(_)) => Ask::Confirm,
            // These never stand idle: the call that leads on goes out with the move that led here.
            (
                Phase::Idle,
                RenewalStages::Asking(_) | RenewalStages::Testing(_) | RenewalStages::Proving(_),
            ) => Ask::Nothing,
        }
    }

    /// In use and should use.
    pub fn names(&self) -> Names {
        let current = self.stages.facts().current_name();
        let should_use = match self.result() {
            Some(RenewalResult::Unchanged { name, .. }) => name.clone(),
            _ => self.newer().and_then(|newer| newer.name.clone()),
        };
        let switched = matches!(self.stages, RenewalStages::Confirming(_))
            || matches!(self.result(), Some(RenewalResult::Switched { .. }));
        Names { in_use: if switched { should_use.clone() } else { current }, should_use }
    }

    /// A fresh renewal that starts from the new key: possible once its storage was proven.
    pub fn fresh(&self) -> Option<Case> {
        let Some(RenewalResult::Switched { name, expiry, .. }) = self.result() else { return None };
        let facts = self.stages.facts();
        Some(Case {
            vendor: facts.case.vendor,
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
