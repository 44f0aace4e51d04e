//! SuperAPI rotation: *Preflight, Provision, Test, Store, Roll out, Deactivate, Verify*.
//!
//! [`Rotation`] is the machine that the panel runs. What is legal when is in the types of [`stages`];
//! `moves` decides what an act or an answer does; `view` puts a state into words.

mod acts;
mod answers;
mod ending;
mod moves;
mod refusal;
pub mod stages;
mod step;
#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

use uuid::Uuid;

pub use ending::{EndingTone, EndingWords, further_keys};
use moves::Ledger;
pub use refusal::{Refusal, StoreMismatch};
pub use stages::{Case, Purpose};
use stages::{Checked, Deactivated, Draft, Judged, Provisioned, ReadBack, RolledOut, Run, Stored, Tested};
pub use step::Step;

use super::call::OnceId;
use super::fault::Fault;
use super::moment::Moment;
use super::product::Product;
use super::run::log::StepLog;
use super::run::machine::Ticket;
use super::run::probe::{Probe, Verdict};
use super::secret::Secret;

/// What an operator can do.
pub enum Act {
    /// Check everything that can be checked without changing anything.
    Check {
        /// Whether another run is open for the same product.
        other_run_open: bool,
    },
    /// Make a new key. Also the explicit new attempt after a lost reply.
    Provision {
        /// A fresh one-time id.
        once: OnceId,
    },
    /// Test the new key again.
    Test,
    /// What now stands where the new key was stored.
    ProveStored {
        /// The text that was read back.
        pasted: Secret,
    },
    /// Every consumer uses the new key.
    RollOut {
        /// Do not deactivate before this instant.
        hold_until: Option<Moment>,
    },
    /// End the waiting time now.
    EndHold,
    /// Deactivate the old key: at most one DELETE.
    Deactivate {
        /// What was typed to confirm.
        typed: String,
        /// A fresh one-time id.
        once: OnceId,
    },
    /// Probe both keys (again).
    Probe,
    /// The old key is still alive: go back to where another deactivation can be confirmed.
    DeactivateOnceMore,
    /// The new key is dead: make another one.
    StartOver,
    /// Take the verdict as the end of the run.
    Finish,
    /// Leave the run. Not between a request to deactivate and its verdict.
    Abandon {
        /// The operator's reason, kept in the record.
        reason: String,
    },
}

/// What the present step wants of the operator. It has no `Debug`: it may hold the new key.
pub enum Ask {
    /// Nothing: a call is on its way.
    Nothing,
    /// Start, or repeat, the checks.
    Check,
    /// Make the new key.
    Provision {
        /// Whether an earlier attempt's outcome is unknown, so that this one may make a second new key.
        again: bool,
    },
    /// Test the new key again.
    TestAgain,
    /// Store the new key and prove it.
    Store {
        /// The new key, to be shown masked.
        key: Arc<Secret>,
    },
    /// Confirm that every consumer uses the new key.
    RollOut,
    /// Confirm the deactivation.
    Deactivate {
        /// What must be typed; `None` for a sandboxed product.
        to_type: Option<String>,
        /// Locked until this instant.
        hold_until: Option<Moment>,
    },
    /// Probe both keys.
    Probe,
    /// Decide what to do about the verdict.
    Decide(Verdict),
    /// The run is over.
    Over,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With the probes' verdict.
    Judged(Verdict),
    /// The operator left it, for this reason.
    Abandoned(String),
}

/// What a run leaves behind. It has no `Debug`: it holds keys.
pub struct Outcome {
    /// How it ended.
    pub ending: Ending,
    /// The new key with its id, if one was received.
    pub new: Option<(Arc<Secret>, Option<Uuid>)>,
    /// Whether the new key was proven to be stored.
    pub stored: bool,
    /// Whether the operator had confirmed that every consumer uses the new key.
    pub rolled_out: bool,
    /// When that was.
    pub rolled_out_at: Option<Moment>,
    /// The earliest instant at which the new key can have been made.
    pub made_at: Option<Moment>,
    /// Requests to deactivate that the vendor may have acted upon.
    pub deactivations: u32,
    /// Keys that may have been made but were never received.
    pub orphans: u32,
}

enum State {
    Draft(Run<Draft>),
    Checked(Run<Checked>),
    Provisioned(Run<Provisioned>),
    Tested(Run<Tested>),
    Stored(Run<Stored>),
    RolledOut(Run<RolledOut>),
    Deactivated(Run<Deactivated>),
    Judged(Run<Judged>),
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

/// What the run is doing at its stage.
enum Phase {
    Idle,
    Waiting(Ticket, Wait),
    Failed(Fault),
    Unknown(Fault),
    Refused(Refusal),
    Over(Ending),
}

/// Which answer it waits for.
enum Wait {
    Partner,
    OldKey,
    Minted,
    NewKey { tries: u8 },
    StoredKey(ReadBack),
    LastNew { confirmation: stages::Confirmation, once: OnceId },
    LastOld { confirmation: stages::Confirmation, once: OnceId },
    Deletion,
    ProbeOld,
    ProbeNew { old: Probe },
}

/// One rotation of one product's key.
pub struct Rotation {
    state: State,
    ledger: Ledger,
}

impl Rotation {
    /// Begins a run; nothing is sent until [`Act::Check`].
    pub fn begin(case: Case) -> Self {
        let ledger = Ledger {
            phase: Phase::Idle,
            log: StepLog::default(),
            made_at: None,
            orphans: 0,
            earlier: 0,
            refused: None,
        };
        Self { state: State::Draft(Run::new(case)), ledger }
    }

    /// What the run is about.
    pub fn case(&self) -> &Case {
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

    /// The product, from preflight on.
    pub fn product(&self) -> Option<&Product> {
        match &self.state {
            State::Checked(run) => Some(&run.stage.product),
            _ => self.in_hand().map(|hand| &hand.product),
        }
    }

    /// The new key, from provisioning on.
    pub fn new_key(&self) -> Option<&Arc<Secret>> {
        self.in_hand().map(|hand| &hand.new)
    }

    /// Whether the new key is proven to be stored.
    pub const fn is_stored(&self) -> bool {
        use State::{Deactivated, Judged, RolledOut, Stored};
        matches!(self.state, Stored(_) | RolledOut(_) | Deactivated(_) | Judged(_))
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

    /// Keys that may have been made in this run but were never received. Nobody can list them.
    pub fn orphans(&self) -> u32 {
        self.ledger.orphans
    }

    /// Requests to deactivate that the vendor may have acted upon, over the whole run.
    pub fn deactivations(&self) -> u32 {
        self.ledger.earlier + self.state.sent()
    }

    /// The check of Keyturn's own that the run stands before.
    pub fn refusal(&self) -> Option<Refusal> {
        match &self.ledger.phase {
            Phase::Refused(refusal) => Some(refusal.clone()),
            _ => None,
        }
    }

    /// The fault that the run stands before, whether it failed or its outcome is unknown.
    pub fn fault(&self) -> Option<&Fault> {
        match &self.ledger.phase {
            Phase::Failed(fault) | Phase::Unknown(fault) => Some(fault),
            _ => None,
        }
    }

    /// What the probes said of the old and of the new key.
    pub fn probes(&self) -> Option<(&Probe, &Probe)> {
        match &self.state {
            State::Judged(run) => Some((&run.stage.old, &run.stage.new)),
            _ => None,
        }
    }

    /// What the run leaves behind, once it is over.
    pub fn outcome(&self) -> Option<Outcome> {
        let Phase::Over(ending) = &self.ledger.phase else { return None };
        let rolled_out = matches!(self.state, State::RolledOut(_) | State::Deactivated(_) | State::Judged(_));
        Some(Outcome {
            ending: ending.clone(),
            new: self.in_hand().map(|hand| (Arc::clone(&hand.new), hand.new_id)),
            stored: self.is_stored(),
            rolled_out,
            rolled_out_at: self.ledger.log.at(Step::RollOut).filter(|_| rolled_out),
            made_at: self.ledger.made_at.filter(|_| self.in_hand().is_some()),
            deactivations: self.deactivations(),
            orphans: self.ledger.orphans,
        })
    }

    /// What the present step wants of the operator.
    pub fn ask(&self) -> Ask {
        match (&self.ledger.phase, &self.state) {
            (Phase::Waiting(..), _) => Ask::Nothing,
            (Phase::Over(_), _) => Ask::Over,
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
