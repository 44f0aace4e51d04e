//! Telling keys apart without carrying them.

use sha2::{Digest, Sha256};

use crate::finding::Print;

/// The SHA-256 of a key's text.
pub fn digest(key: &[u8]) -> [u8; 32] {
    Sha256::digest(key).into()
}

/// What a scan that was given this salt says of a key whose text has this SHA-256. The salt is chosen anew for every
/// scan, so a print is of no use to anybody who does not hold it.
pub fn print(salt: &[u8; 32], digest: &[u8; 32]) -> Print {
    Sha256::new().chain_update(salt).chain_update(digest).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_tells_keys_apart_under_one_salt_only() {
        let (one, other) = (digest(b"FAKE_SEC_1"), digest(b"FAKE_SEC_2"));
        assert_eq!(print(&[1; 32], &one), print(&[1; 32], &one));
        assert_ne!(print(&[1; 32], &one), print(&[1; 32], &other));
        assert_ne!(print(&[1; 32], &one), print(&[2; 32], &one));
    }
}
