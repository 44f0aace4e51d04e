//! Why stored bytes were not taken, or could not be made.

use crate::domain::explain::Explanation;

/// What stands in the way. Whatever it is, the stored bytes are kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultFault {
    /// The passphrase is shorter than [`super::passphrase::SHORTEST`] characters.
    PassphraseTooShort,
    /// The passphrase does not open this vault.
    WrongPassphrase,
    /// The stored cost of guessing is below what is safe: somebody may have lowered it.
    KdfTooCheap,
    /// The stored cost of guessing is above what a page can bear: opening it would hang the page.
    KdfTooDear,
    /// Written by a newer Keyturn.
    NewerVersion,
    /// Not the form of anything that Keyturn writes.
    Malformed,
    /// It was written by Keyturn, but not with this key, or it was changed since.
    Forged,
    /// A record of the journal is missing, stands twice or stands in another's place.
    OutOfOrder,
    /// A record was written by a tab that had lost the run to another one.
    StaleWriter,
    /// This device did not give the memory that opening the vault takes.
    OutOfMemory,
}

impl VaultFault {
    /// What happened, whose fault it is and what to do next.
    pub fn words(self) -> Explanation {
        let (happened, owner, next) = match self {
            Self::PassphraseTooShort => (
                "The passphrase is too short.",
                "The passphrase",
                "Use at least 15 characters; several plain words in a row are good.",
            ),
            Self::WrongPassphrase => (
                "This passphrase does not open the vault.",
                "The passphrase, or the vault's header",
                "Type it again. Nothing was changed and nothing was lost.",
            ),
            Self::KdfTooCheap => (
                "The vault's header asks for less protection than Keyturn ever writes, so it was not opened.",
                "Whoever changed the header",
                "Do not type the passphrase again on this device until you know who changed it. Import your sealed export elsewhere.",
            ),
            Self::KdfTooDear => (
                "The vault's header asks for more work than a page can do, so it was not opened.",
                "Whoever changed the header",
                "Import your sealed export, or ask whoever looks after this device.",
            ),
            Self::NewerVersion => (
                "This was written by a newer Keyturn.",
                "This page's version",
                "Reload the page to get the newer version. The record is kept as it is.",
            ),
            Self::Malformed => (
                "A stored record cannot be read.",
                "This browser's storage",
                "It is kept as it is. Export it for help, and go on from a sealed export if you have one.",
            ),
            Self::Forged => (
                "A stored record was changed, or belongs to another vault.",
                "Whoever or whatever wrote to this browser's storage",
                "It is kept as it is and not believed. Go on from a sealed export if you have one.",
            ),
            Self::OutOfOrder => (
                "The journal of this run has a gap, or records stand in the wrong order.",
                "Whoever or whatever wrote to this browser's storage",
                "It is kept as it is and not believed. Probe the keys at the vendor to see what is true.",
            ),
            Self::StaleWriter => (
                "Another tab took this run over.",
                "Two tabs working on the same run",
                "Go on in the other tab, or take the run over here.",
            ),
            Self::OutOfMemory => (
                "This device did not give the memory that opening the vault takes.",
                "This device",
                "Close other tabs and try again.",
            ),
        };
        Explanation { happened: happened.into(), owner, causes: Vec::new(), next: next.into() }
    }
}
