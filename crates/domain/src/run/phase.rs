//! Where a run stands with its present step, whatever that step is.

use super::machine::Ticket;

/// Orthogonal to the stage: what is going on there.
pub(crate) enum Phase<F> {
    /// Nothing is on its way.
    Idle,
    /// The answer under this ticket is awaited; no other one counts.
    Waiting(Ticket),
    /// It did not come off. Only an explicit act leads on.
    Failed(F),
}

impl<F> Phase<F> {
    pub(crate) const fn is_idle(&self) -> bool {
        matches!(self, Self::Idle)
    }

    pub(crate) const fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting(_))
    }

    pub(crate) fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self, Self::Waiting(awaited) if *awaited == ticket)
    }

    pub(crate) const fn failure(&self) -> Option<&F> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Idle | Self::Waiting(_) => None,
        }
    }

    /// When a run ends: an awaited answer no longer matters, a failure stays to be seen.
    pub(crate) fn ended(self) -> Self {
        match self {
            Self::Failed(failure) => Self::Failed(failure),
            Self::Idle | Self::Waiting(_) => Self::Idle,
        }
    }
}
