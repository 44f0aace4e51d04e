//! SuperAPI rotation: *Preflight, Provision, Test, Store, Roll out, Deactivate, Verify*.
//!
//! [`Rotation`] is the machine that the panel runs. What is legal when is in the types of [`stages`];
//! `moves` decides what an act or an answer does; `view` puts a state into words.

mod acts;
mod answers;
mod ending;
mod moves;
mod operator;
mod refusal;
pub mod stages;
mod step;
#[cfg(test)]
mod tests;
mod view;
mod wait;

use std::sync::Arc;

pub use ending::{EndingTone, EndingWords, further_keys};
use moves::Ledger;
pub use operator::{Act, Ask, Ending, Outcome};
pub use refusal::{Refusal, StoreMismatch};
pub use stages::{Case, Purpose};
use stages::{Checked, Deactivated, Draft, Judged, Provisioned, RolledOut, RotationAt, Stored, Tested};
pub use step::Step;
pub use wait::Wait;

use crate::product::Product;
use crate::run::frame::Frame;
use crate::run::phase::Phase;
use crate::run::probe::Probe;
use crate::secret::Secret;

enum State {
    Draft(RotationAt<Draft>),
    Checked(RotationAt<Checked>),
    Provisioned(RotationAt<Provisioned>),
    Tested(RotationAt<Tested>),
    Stored(RotationAt<Stored>),
    RolledOut(RotationAt<RolledOut>),
    Deactivated(RotationAt<Deactivated>),
    Judged(RotationAt<Judged>),
}

impl State {
    /// The DELETEs for the new key in hand that the vendor may have acted upon.
    const fn sent(&self) -> u32 {
        match self {
            Self::RolledOut(run) => run.stage.sent,
            Self::Deactivated(run) => run.stage.sent,
            Self::Judged(run) => run.stage.sent,
            _ => 0,
        }
    }
}

/// A rotation's state, with what it carries through all of them.
pub struct RotationStages {
    state: State,
    ledger: Ledger,
}

/// One rotation of one product's key.
pub type Rotation = Frame<RotationStages>;

impl Rotation {
    /// Begins a run; nothing is sent until [`Act::Check`].
    pub fn begin(case: Case) -> Self {
        Self::new(RotationStages { state: State::Draft(RotationAt::new(case)), ledger: Ledger::default() })
    }

    /// What the run is about.
    pub fn case(&self) -> &Case {
        self.stages.case()
    }

    /// The product, from preflight on.
    pub fn product(&self) -> Option<&Product> {
        self.stages.product()
    }

    /// The new key, from provisioning on.
    pub fn new_key(&self) -> Option<&Arc<Secret>> {
        self.stages.new_key()
    }

    /// Whether the new key is proven to be stored.
    pub const fn is_stored(&self) -> bool {
        use State::{Deactivated, Judged, RolledOut, Stored};
        matches!(self.stages.state, Stored(_) | RolledOut(_) | Deactivated(_) | Judged(_))
    }

    /// Keys that may have been made in this run but were never received. Nobody can list them.
    pub const fn orphans(&self) -> u32 {
        self.stages.ledger.orphans
    }

    /// Requests to deactivate that the vendor may have acted upon, over the whole run.
    pub const fn deactivations(&self) -> u32 {
        self.stages.deactivations()
    }

    /// What the probes said of the old and of the new key.
    pub const fn probes(&self) -> Option<(&Probe, &Probe)> {
        match &self.stages.state {
            State::Judged(run) => Some((&run.stage.old, &run.stage.new)),
            _ => None,
        }
    }

    /// What the run leaves behind, once it is over.
    pub fn outcome(&self) -> Option<Outcome> {
        let RotationStages { state, ledger } = &self.stages;
        let ending = ledger.ending.clone()?;
        let rolled_out = matches!(state, State::RolledOut(_) | State::Deactivated(_) | State::Judged(_));
        let hand = self.stages.in_hand();
        Some(Outcome {
            ending,
            new: hand.map(|hand| (Arc::clone(&hand.new), hand.new_id)),
            stored: self.is_stored(),
            rolled_out,
            rolled_out_at: self.log.at(Step::RollOut).filter(|_| rolled_out),
            made_at: ledger.made_at.filter(|_| hand.is_some()),
            deactivations: self.deactivations(),
            orphans: ledger.orphans,
        })
    }

    /// What the present step wants of the operator.
    pub fn ask(&self) -> Ask {
        match (&self.phase, &self.stages.state) {
            (Phase::Waiting(..), _) => Ask::Nothing,
            _ if self.stages.ledger.ending.is_some() => Ask::Over,
            (_, State::Draft(_)) => Ask::Check,
            (phase, State::Checked(_)) => Ask::Provision { again: matches!(phase, Phase::Unknown(_)) },
            (_, State::Provisioned(_)) => Ask::TestAgain,
            (_, State::Tested(run)) => Ask::Store { key: Arc::clone(&run.stage.0.new) },
            (_, State::Stored(_)) => Ask::RollOut,
            (_, State::RolledOut(run)) => {
                Ask::Deactivate { to_type: run.to_type(), hold_until: run.stage.hold_until }
            }
            (_, State::Deactivated(_)) => Ask::Probe,
            (_, State::Judged(run)) => Ask::Decide(run.verdict()),
        }
    }
}

impl RotationStages {
    fn case(&self) -> &Case {
        match &self.state {
            State::Draft(run) => &run.case,
            State::Checked(run) => &run.case,
            State::Provisioned(run) => &run.case,
            State::Tested(run) => &run.case,
            State::Stored(run) => &run.case,
            State::RolledOut(run) => &run.case,
            State::Deactivated(run) => &run.case,
            State::Judged(run) => &run.case,
        }
    }

    fn product(&self) -> Option<&Product> {
        match &self.state {
            State::Checked(run) => Some(&run.stage.product),
            _ => self.in_hand().map(|hand| &hand.product),
        }
    }

    fn new_key(&self) -> Option<&Arc<Secret>> {
        self.in_hand().map(|hand| &hand.new)
    }

    const fn deactivations(&self) -> u32 {
        self.ledger.earlier + self.state.sent()
    }

    fn in_hand(&self) -> Option<&stages::InHand> {
        match &self.state {
            State::Draft(_) | State::Checked(_) => None,
            State::Provisioned(run) => Some(&run.stage.0),
            State::Tested(run) => Some(&run.stage.0),
            State::Stored(run) => Some(&run.stage.0),
            State::RolledOut(run) => Some(&run.stage.hand),
            State::Deactivated(run) => Some(&run.stage.hand),
            State::Judged(run) => Some(&run.stage.hand),
        }
    }
}
