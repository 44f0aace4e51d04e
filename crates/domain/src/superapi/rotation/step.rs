//! The seven steps.

use crate::run::step::{MachineStep, StepId};

/// A step of a rotation, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Harmless questions about the partner key and the old key.
    Preflight,
    /// The one POST that makes the new key.
    Provision,
    /// `GET /product` with the new key.
    Test,
    /// The operator stores the new key and proves it by reading it back.
    Store,
    /// The operator switches what uses the key.
    RollOut,
    /// The one DELETE.
    Deactivate,
    /// Probes of both keys.
    Verify,
}

impl MachineStep for Step {
    const ALL: &'static [Self] = &[
        Self::Preflight,
        Self::Provision,
        Self::Test,
        Self::Store,
        Self::RollOut,
        Self::Deactivate,
        Self::Verify,
    ];

    fn id(self) -> StepId {
        match self {
            Self::Preflight => StepId::new("superapi.preflight", "Preflight"),
            Self::Provision => StepId::new("superapi.provision", "Provision"),
            Self::Test => StepId::new("superapi.test", "Test"),
            Self::Store => StepId::new("superapi.store", "Store"),
            Self::RollOut => StepId::new("superapi.roll_out", "Roll out"),
            Self::Deactivate => StepId::new("superapi.deactivate", "Deactivate"),
            Self::Verify => StepId::new("superapi.verify", "Verify"),
        }
    }
}
