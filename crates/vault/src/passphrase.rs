//! From a passphrase to a key: Argon2id with a floor and a ceiling.

use keyturn_derive::{Cost, NotDerived};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::bytes::{self, Bytes};
use super::error::VaultError;

/// Shortest passphrase, in characters (the floor for a single secret in SP 800-63B-4).
pub const SHORTEST: usize = 15;

/// The cost of one guess, and the salt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kdf {
    /// Memory in KiB.
    pub m: u32,
    /// Passes.
    pub t: u32,
    /// Lanes.
    pub p: u32,
    /// Random, 16 bytes, one for each vault and passphrase.
    #[serde(with = "bytes")]
    pub salt: Bytes<16>,
}

impl Kdf {
    /// 64 MiB, three passes, one lane: about a quarter of a second in a page.
    pub fn new(salt: [u8; 16]) -> Self {
        Self { m: 64 * 1024, t: 3, p: 1, salt: Bytes(salt) }
    }

    /// Refuses costs outside what Keyturn will ever work with, before any work is done: below 19 MiB and two
    /// passes guessing is cheap, above 256 MiB and ten passes the page would hang.
    ///
    /// # Errors
    /// [`VaultError::KdfTooCheap`] or [`VaultError::KdfTooDear`].
    pub const fn bearable(&self) -> Result<(), VaultError> {
        if self.m < 19 * 1024 || self.t < 2 || self.p < 1 {
            Err(VaultError::KdfTooCheap)
        } else if self.m > 256 * 1024 || self.t > 10 || self.p > 4 {
            Err(VaultError::KdfTooDear)
        } else {
            Ok(())
        }
    }

    /// Derives the key. Takes a while on purpose; the page does it in a worker.
    ///
    /// # Errors
    /// A cost out of bounds, or no memory.
    pub fn derive(&self, passphrase: &str) -> Result<PassphraseKey, VaultError> {
        self.bearable()?;
        let cost = Cost { m: self.m, t: self.t, p: self.p };
        let key =
            keyturn_derive::derive(passphrase.as_bytes(), &self.salt.0, cost).map_err(
                |cause| match cause {
                    NotDerived::Impossible => VaultError::Malformed,
                    NotDerived::OutOfMemory => VaultError::OutOfMemory,
                },
            )?;
        Ok(PassphraseKey(key))
    }
}

/// What a passphrase opens a vault with. It has no `Debug` and is wiped when dropped.
pub struct PassphraseKey(Zeroizing<[u8; 32]>);

impl PassphraseKey {
    /// Takes over a key that was derived in another thread of the page.
    pub fn from_bytes(key: Zeroizing<[u8; 32]>) -> Self {
        Self(key)
    }

    /// The key's bytes, for the way from the worker to the page and for sealing.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Whether a new passphrase may be used.
///
/// # Errors
/// [`VaultError::PassphraseTooShort`].
pub fn long_enough(passphrase: &str) -> Result<(), VaultError> {
    if passphrase.chars().count() < SHORTEST { Err(VaultError::PassphraseTooShort) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kdf(m: u32, t: u32, p: u32) -> Kdf {
        Kdf { m, t, p, salt: Bytes([7; 16]) }
    }

    #[test]
    fn the_default_is_bearable() {
        assert_eq!(Kdf::new([0; 16]).bearable(), Ok(()));
    }

    #[test]
    fn costs_out_of_bounds_are_refused_before_any_work() {
        for cheap in [kdf(19 * 1024 - 1, 2, 1), kdf(19 * 1024, 1, 1), kdf(19 * 1024, 2, 0), kdf(8, 1, 1)] {
            assert_eq!(cheap.derive("x").err(), Some(VaultError::KdfTooCheap));
        }
        for dear in
            [kdf(256 * 1024 + 1, 3, 1), kdf(65_536, 11, 1), kdf(65_536, 3, 5), kdf(u32::MAX, u32::MAX, 1)]
        {
            assert_eq!(dear.derive("x").err(), Some(VaultError::KdfTooDear));
        }
    }

    #[test]
    fn the_same_words_and_salt_give_the_same_key() {
        let cheap = kdf(19 * 1024, 2, 1);
        let key = cheap.derive("correct horse battery").ok().unwrap();
        assert_eq!(key.bytes(), cheap.derive("correct horse battery").ok().unwrap().bytes());
        assert_ne!(key.bytes(), cheap.derive("correct horse batterz").ok().unwrap().bytes());
        let salted = Kdf { salt: Bytes([8; 16]), ..cheap };
        assert_ne!(key.bytes(), salted.derive("correct horse battery").ok().unwrap().bytes());
    }

    #[test]
    fn fifteen_characters_are_enough_whatever_they_are() {
        assert_eq!(long_enough("ünïcödé ünïcödé"), Ok(()));
        assert_eq!(long_enough("fourteen chars"), Err(VaultError::PassphraseTooShort));
    }
}
