//! Key text. It can be compared, masked and handed to one header; it cannot be printed, copied or serialised.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The text of a key.
///
/// It is wiped when dropped. It has no `Debug`, no `Display`, no serialisation and no `Clone`; share it as
/// `Arc<Secret>`.
///
/// ```compile_fail,E0277
/// let secret = keyturn_domain::secret::Secret::new("F_SEC_a2");
/// println!("{secret:?}");
/// ```
/// ```compile_fail,E0277
/// let secret = keyturn_domain::secret::Secret::new("F_SEC_a2");
/// println!("{secret}");
/// ```
/// ```compile_fail,E0599
/// let secret = keyturn_domain::secret::Secret::new("F_SEC_a2");
/// let twin = secret.clone();
/// ```
pub struct Secret(Zeroizing<Box<str>>);

/// The SHA-256 of a key's text: tells whether two keys are the same without holding either.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The first eight hexadecimal digits: enough for a person to tell two keys apart, useless to guess one.
    pub fn short(&self) -> String {
        self.hex()[..8].to_owned()
    }

    /// All of it in hexadecimal.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

/// How many characters of the tail a mask shows, at most.
const TAIL: usize = 4;

impl Secret {
    /// Takes the text as it is. Text that a person pasted comes through [`super::key::read_pasted`].
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself. Every call site says why in an `EXPOSE:` comment.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the text.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.0.as_bytes()).into())
    }

    /// Whether both are the same key.
    pub fn same_as(&self, other: &Self) -> bool {
        self.fingerprint() == other.fingerprint()
    }

    /// Whether it is a key of the sandbox or of the demo, which opens nothing else.
    pub fn is_synthetic(&self) -> bool {
        super::key::is_synthetic(&self.0)
    }

    /// What may be shown of it: what stands before the random part, and the last four characters. Text that
    /// is too short to hide anything behind four characters shows nothing of its tail.
    pub fn masked(&self) -> String {
        let text: &str = &self.0;
        let shown = super::key::public_prefix(text);
        let hidden = text.chars().count() - shown.chars().count();
        let tail: String = if hidden >= 4 * TAIL {
            text.chars().skip(text.chars().count() - TAIL).collect()
        } else {
            String::new()
        };
        format!("{shown}…{tail}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_the_prefix_and_four_characters() {
        let key = "FACILITYCODE_SEC_dcm89ugjh5jbcjq5pdymhgimdj7gwwd7dddhty6arjrjftv8hymz8zr";
        assert_eq!(Secret::new(key).masked(), "FACILITYCODE_SEC_…z8zr");
        assert_eq!(Secret::new("superapipartner_yourkeyQvyaXOF12345").masked(), "superapipartner_…2345");
    }

    #[test]
    fn a_short_key_shows_nothing_of_its_tail() {
        assert_eq!(Secret::new("F_SEC_a2").masked(), "F_SEC_…");
        assert_eq!(Secret::new("something").masked(), "…");
        assert_eq!(Secret::new("").masked(), "…");
    }

    #[test]
    fn fingerprints_tell_keys_apart() {
        assert!(Secret::new("a").same_as(&Secret::new("a")));
        assert!(!Secret::new("a").same_as(&Secret::new("A")));
        assert_eq!(Secret::new("a").fingerprint().short(), "ca978112");
    }
}
