//! What the operator does and is offered, and what a run leaves behind.

use std::sync::Arc;

use uuid::Uuid;

use crate::call::OnceId;
use crate::moment::Moment;
use crate::run::probe::Verdict;
use crate::secret::Secret;

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
