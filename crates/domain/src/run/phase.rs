//! What is going on at a run's current step, whatever that step is.

use super::machine::Ticket;
use crate::fault::Fault;

/// Orthogonal to the stage. `W` tells which answer is awaited, `R` why a machine itself refuses to go on.
pub enum Phase<W, R> {
    /// Nothing is on its way.
    Idle,
    /// The answer under this ticket is awaited; no other one counts.
    Waiting(Ticket, W),
    /// The call did not bring what the step needs. Only an explicit act leads on.
    Failed(Box<Fault>),
    /// The call may have had its effect, and nobody can say.
    Unknown(Box<Fault>),
    /// A check of the machine's own was not passed.
    Refused(R),
}

impl<W, R> Phase<W, R> {
    /// Whether nothing is on its way and nothing stands in the way.
    pub const fn is_idle(&self) -> bool {
        matches!(self, Self::Idle)
    }

    /// Whether an answer is awaited.
    pub const fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting(..))
    }

    /// Whether the step did not succeed.
    pub const fn is_stopped(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Unknown(_) | Self::Refused(_))
    }

    /// What the last call brought in place of an answer.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Failed(fault) | Self::Unknown(fault) => Some(fault),
            Self::Idle | Self::Waiting(..) | Self::Refused(_) => None,
        }
    }

    /// Why the machine refuses to go on.
    pub const fn refusal(&self) -> Option<&R> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// When a run ends: an awaited answer no longer matters, a failure stays to be seen.
    pub(crate) fn ended(self) -> Self {
        match self {
            Self::Waiting(..) => Self::Idle,
            phase => phase,
        }
    }
}
