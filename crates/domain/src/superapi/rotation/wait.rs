//! Which answer a rotation waits for.

use super::stages::{Confirmation, ReadBack};
use crate::call::OnceId;
use crate::run::probe::Probe;

/// Which answer it waits for, with what is needed once it comes.
pub enum Wait {
    /// Whether the partner key is good.
    Partner,
    /// Which product the old key opens.
    OldKey,
    /// The new key.
    Minted,
    /// Which product the new key opens.
    NewKey {
        /// How often it was not accepted yet.
        tries: u8,
    },
    /// Whether what was read back works.
    StoredKey(ReadBack),
    /// Whether the new key is alive, a last time.
    LastNew {
        /// The confirmation that the DELETE uses up.
        confirmation: Confirmation,
        /// The DELETE's one-time id.
        once: OnceId,
    },
    /// Whether the old key is alive, a last time.
    LastOld {
        /// The confirmation that the DELETE uses up.
        confirmation: Confirmation,
        /// The DELETE's one-time id.
        once: OnceId,
    },
    /// What came of the DELETE.
    Deletion,
    /// Whether the old key is dead.
    ProbeOld,
    /// Whether the new key is alive.
    ProbeNew {
        /// What the old key's probe said.
        old: Probe,
    },
}
