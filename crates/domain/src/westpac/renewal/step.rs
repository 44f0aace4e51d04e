//! The six steps, by name.

use crate::run::step::{MachineStep, StepId};

/// A step of a renewal, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// `GET /` with the current key.
    Preflight,
    /// `GET /api-keys/latest` with the current key.
    AskLatest,
    /// Is it the same key?
    Compare,
    /// `GET /` with the new key.
    Test,
    /// The operator stores the new key and proves it by reading it back.
    Store,
    /// `GET /api-keys/latest` with the new key.
    Confirm,
}

impl MachineStep for Step {
    const ALL: &'static [Self] =
        &[Self::Preflight, Self::AskLatest, Self::Compare, Self::Test, Self::Store, Self::Confirm];

    fn id(self) -> StepId {
        match self {
            Self::Preflight => StepId::new("quickstream.renew.preflight", "Preflight"),
            Self::AskLatest => StepId::new("quickstream.renew.ask", "Ask for latest"),
            Self::Compare => StepId::new("quickstream.renew.compare", "Compare"),
            Self::Test => StepId::new("quickstream.renew.test", "Test the new key"),
            Self::Store => StepId::new("quickstream.renew.store", "Store"),
            Self::Confirm => StepId::new("quickstream.renew.confirm", "Confirm"),
        }
    }
}
