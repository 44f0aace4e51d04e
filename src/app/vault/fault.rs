//! Why the vault could not do what was asked.

use crate::browser::derive::DeriveFault;
use crate::browser::locks::LockFault;
use crate::browser::store::StoreFault;
use crate::domain::explain::Explanation;
use crate::vault::fault::VaultFault;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What is stored, or the passphrase.
    Vault(VaultFault),
    /// The storage.
    Store(StoreFault),
    /// Deriving the key.
    Derive(DeriveFault),
    /// The lock between tabs.
    Lock(LockFault),
    /// The browser has no source of chance.
    NoChance,
    /// Another tab has the vault open.
    Elsewhere,
    /// The proxy could not be asked for a parked reply.
    NoProxy,
}

impl Fault {
    /// What happened, whose fault it is and what to do next.
    pub fn words(&self) -> Explanation {
        let (happened, owner, next) = match self {
            Self::Vault(fault) => return fault.words(),
            Self::Store(fault) => return fault.words(),
            Self::Derive(fault) => return fault.words(),
            Self::Lock(fault) => return fault.words(),
            Self::NoChance => (
                "This browser gives the page no random numbers, so nothing can be sealed.",
                "This browser",
                "Use an up-to-date browser. Nothing was written and nothing was sent.",
            ),
            Self::Elsewhere => (
                "Another tab of this browser has the vault open.",
                "Two tabs of Keyturn at once",
                "Go on in the other tab, or take the vault over here: the other tab is then locked.",
            ),
            Self::NoProxy => (
                "The proxy could not be asked for the reply that it may have kept for this run.",
                "The network, or the proxy",
                "Try again: the proxy keeps such a reply for 15 minutes. Taking the reply as lost makes the outcome unknown.",
            ),
        };
        Explanation { happened: happened.into(), owner, causes: Vec::new(), next: next.into() }
    }
}

impl From<VaultFault> for Fault {
    fn from(fault: VaultFault) -> Self {
        Self::Vault(fault)
    }
}

impl From<StoreFault> for Fault {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

impl From<DeriveFault> for Fault {
    fn from(fault: DeriveFault) -> Self {
        Self::Derive(fault)
    }
}

impl From<LockFault> for Fault {
    fn from(fault: LockFault) -> Self {
        Self::Lock(fault)
    }
}
