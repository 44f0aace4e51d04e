//! Telling keys apart without carrying them.

use sha2::{Digest, Sha256};

use crate::finding::SaltedFingerprint;

/// The SHA-256 of a key's text.
pub fn digest(key: &[u8]) -> [u8; 32] {
    Sha256::digest(key).into()
}

/// What a scan that was given this salt says of a key whose text has this SHA-256. The salt is chosen anew for every
/// scan, so a fingerprint is of no use to anybody who does not hold it.
pub fn salted_fingerprint(salt: &[u8; 32], digest: &[u8; 32]) -> SaltedFingerprint {
    Sha256::new().chain_update(salt).chain_update(digest).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_tells_keys_apart_under_one_salt_only() {
        let (one, other) = (digest(b"FAKE_SEC_1"), digest(b"FAKE_SEC_2"));
        assert_eq!(salted_fingerprint(&[1; 32], &one), salted_fingerprint(&[1; 32], &one));
        assert_ne!(salted_fingerprint(&[1; 32], &one), salted_fingerprint(&[1; 32], &other));
        assert_ne!(salted_fingerprint(&[1; 32], &one), salted_fingerprint(&[2; 32], &one));
    }
}
