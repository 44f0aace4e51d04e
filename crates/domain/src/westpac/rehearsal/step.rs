//! The five steps, by name.

use crate::run::step::{MachineStep, StepId};

/// A step of a rehearsal, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The operator makes two keys and gives them.
    TwoKeys,
    /// `GET /` with each.
    CheckBoth,
    /// `GET /api-keys/latest` with the first.
    Ask,
    /// The operator looks at the application itself.
    Watch,
    /// What came of it.
    Result,
}

impl MachineStep for Step {
    const ALL: &'static [Self] = &[Self::TwoKeys, Self::CheckBoth, Self::Ask, Self::Watch, Self::Result];

    fn id(self) -> StepId {
        match self {
            Self::TwoKeys => StepId::new("quickstream.rehearse.keys", "Two keys"),
            Self::CheckBoth => StepId::new("quickstream.rehearse.check", "Check both"),
            Self::Ask => StepId::new("quickstream.rehearse.ask", "Ask as the application"),
            Self::Watch => StepId::new("quickstream.rehearse.watch", "Watch the application"),
            Self::Result => StepId::new("quickstream.rehearse.result", "Result"),
        }
    }
}
