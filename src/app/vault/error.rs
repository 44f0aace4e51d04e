//! Why the vault could not do what was asked.

use crate::browser::derive::DeriveError;
use crate::browser::indexed_db::StoreError;
use crate::browser::locks::LockError;
use keyturn_domain::explain::Explanation;
use keyturn_vault::error::VaultError;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VaultAccessError {
    /// What is stored, or the passphrase.
    Vault(VaultError),
    /// The storage.
    Store(StoreError),
    /// Deriving the key.
    Derive(DeriveError),
    /// The lock between tabs.
    Lock(LockError),
    /// The browser has no source of random_or_error.
    NoChance,
    /// Another tab has the vault open.
    Elsewhere,
    /// The proxy could not be asked for a parked reply.
    NoProxy,
    /// A run is in the middle of a call, or of something that could not be written.
    Busy,
    /// The page could not hand a file to the browser.
    NotSaved,
    /// The passphrase does not open the export.
    WrongFilePassphrase,
}

impl VaultAccessError {
    /// Whether another tab writes what this one wanted to write.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Store(StoreError::Stale | StoreError::Taken))
    }

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
                "Go on in the other tab, or lock it there first.",
            ),
            Self::NoProxy => (
                "The proxy could not be asked for the reply that it may have kept for this run.",
                "The network, or the proxy",
                "Try again: the proxy keeps such a reply for 15 minutes. Taking the reply as lost makes the outcome unknown.",
            ),
            Self::Busy => (
                "A run is in the middle of a request, or stands still because something could not be written.",
                "Nobody: it takes its time",
                "Wait until it has been answered, or deal with what stands in its way, and save the export then. Nothing was handed over.",
            ),
            Self::NotSaved => (
                "The browser did not let the page save the file.",
                "This browser, or a rule of whoever looks after it",
                "Allow this site to save files and try again. Runs that were handed over can be taken back on their pages.",
            ),
            Self::WrongFilePassphrase => (
                "This passphrase does not open the export.",
                "The passphrase, or the head of the file",
                "It is the one that the file was sealed under, which may not be the vault's present one. Type it again. Nothing was changed.",
            ),
        };
        Explanation { happened: happened.into(), owner, causes: Vec::new(), next: next.into() }
    }
}

impl From<VaultError> for VaultAccessError {
    fn from(fault: VaultError) -> Self {
        Self::Vault(fault)
    }
}

impl From<StoreError> for VaultAccessError {
    fn from(fault: StoreError) -> Self {
        Self::Store(fault)
    }
}

impl From<DeriveError> for VaultAccessError {
    fn from(fault: DeriveError) -> Self {
        Self::Derive(fault)
    }
}

impl From<LockError> for VaultAccessError {
    fn from(fault: LockError) -> Self {
        Self::Lock(fault)
    }
}
