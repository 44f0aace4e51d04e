//! Why stored bytes were not taken, or could not be made.

use keyturn_domain::explain::Explanation;

/// What stands in the way. Whatever it is, the stored bytes are kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultError {
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
    /// Records are missing at the end of a set.
    CutShort,
    /// The set that holds the list of keys is not there.
    NoList,
    /// The header of a set is not there, and with it the key that opened its records.
    NoSetKey,
    /// The header is not there, so no passphrase opens what is.
    NoHeader,
    /// A file that is no sealed export.
    NotAnExport,
    /// A sealed export that does not hold what it was made with.
    Damaged,
    /// The passphrase is long enough, and still among the first that anybody would try.
    PassphraseGuessable,
    /// A record was written by a tab that had lost the run to another one.
    StaleWriter,
    /// This device did not give the memory that opening the vault takes.
    OutOfMemory,
}

impl VaultError {
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
                "Reload the page to get the newer version; if it stays like this, the server still has the older one. Everything is kept as it is.",
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
            Self::CutShort => (
                "The last records of a set are missing.",
                "Whoever or whatever wrote to this browser's storage",
                "What is there is kept and not believed: a step that was taken would look as if it never was. Probe the keys at the vendor to see what is true.",
            ),
            Self::NoList => (
                "The vault's list of keys is missing.",
                "Whoever or whatever wrote to this browser's storage",
                "What is left is kept as it is. Save its sealed bytes, then go on from a sealed export.",
            ),
            Self::NoSetKey => (
                "The key of a stored journal is missing. Nobody can open that journal any more.",
                "Whoever or whatever wrote to this browser's storage",
                "Its records are kept as they are. Probe the keys at the vendor to see what is true, and go on from a sealed export if you have one.",
            ),
            Self::NoHeader => (
                "The vault's header is missing. Without it no passphrase opens the records that are left.",
                "Whoever or whatever wrote to this browser's storage",
                "What is left is kept as it is. Save its sealed bytes, then go on from a sealed export.",
            ),
            Self::NotAnExport => (
                "This file is no sealed export of Keyturn.",
                "The file",
                "Choose the file that Keyturn saved; its name begins with keyturn-sealed. Nothing was changed.",
            ),
            Self::Damaged => (
                "This sealed export is not as it was saved.",
                "Whatever carried or kept the file",
                "Get the file again from where it was saved first. Nothing of it was taken and nothing was changed.",
            ),
            Self::PassphraseGuessable => (
                "This passphrase is long enough, but among the first that anybody would try.",
                "The passphrase",
                "Use several words that have nothing to do with each other, with you or with the vendors.",
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
