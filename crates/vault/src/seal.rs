//! Sealing: XChaCha20-Poly1305 with a random nonce and everything that matters in the associated data.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::bytes::{self, Bytes};
use super::error::VaultError;

/// A random key that seals one set of records. It has no `Debug` and is wiped when dropped.
pub struct DataKey(pub(super) Zeroizing<[u8; 32]>);

impl DataKey {
    /// From fresh random bytes.
    pub fn new(random: Zeroizing<[u8; 32]>) -> Self {
        Self(random)
    }
}

/// Sealed bytes with the nonce they were sealed under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    #[serde(with = "bytes")]
    nonce: Bytes<24>,
    #[serde(with = "bytes")]
    body: Vec<u8>,
}

/// Seals `plain` under `key`; `context` must be the same when it is opened. The nonce is random and never
/// used again: at 24 bytes, chance does not repeat it.
pub(super) fn seal(key: &[u8; 32], nonce: [u8; 24], context: &[u8], plain: &[u8]) -> Sealed {
    let payload = Payload { msg: plain, aad: context };
    // The cipher fails on messages of 256 GiB and more only; an empty body opens for nobody.
    let body = XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
    Sealed { nonce: Bytes(nonce), body }
}

/// Opens what was sealed.
///
/// # Errors
/// [`VaultError::Forged`] if the key, the context or any bit differs.
pub(super) fn open(
    key: &[u8; 32],
    context: &[u8],
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let payload = Payload { msg: &sealed.body, aad: context };
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(sealed.nonce.0), payload)
        .map(Zeroizing::new)
        .map_err(|_| VaultError::Forged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_and_context_alone() {
        let sealed = seal(&[1; 32], [2; 24], b"context", b"the key");
        assert_eq!(open(&[1; 32], b"context", &sealed).unwrap().as_slice(), b"the key");
        assert_eq!(open(&[3; 32], b"context", &sealed).err(), Some(VaultError::Forged));
        assert_eq!(open(&[1; 32], b"contexT", &sealed).err(), Some(VaultError::Forged));
    }

    #[test]
    fn no_bit_may_differ() {
        let sealed = seal(&[1; 32], [2; 24], b"", b"the key");
        for bit in 0..sealed.body.len() * 8 {
            let mut changed = sealed.clone();
            changed.body[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(&[1; 32], b"", &changed).err(), Some(VaultError::Forged));
        }
    }
}
