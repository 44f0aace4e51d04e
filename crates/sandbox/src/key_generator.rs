//! Key texts and ids from a fixed seed: nothing here is secret, and every run of the sandbox is the same.

use uuid::{Builder, Uuid};

/// The alphabet of the random part of QuickStream's sample key.
pub(super) const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// The alphabet of the random part of SuperAPI's sample key.
pub(super) const MIXED: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// SplitMix64.
pub(super) struct KeyGenerator(u64);

impl KeyGenerator {
    pub(super) const fn seeded() -> Self {
        Self(0x6b65_7974_7572_6e21)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// `length` characters of a non-empty `alphabet`.
    pub(super) fn text(&mut self, length: usize, alphabet: &[u8]) -> String {
        (0..length)
            .map(|_| {
                let place = (self.next() >> 32) as usize % alphabet.len();
                char::from(alphabet[place])
            })
            .collect()
    }

    pub(super) fn uuid(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes());
        Builder::from_random_bytes(bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_texts_and_no_two_alike() {
        let (mut one, mut other) = (KeyGenerator::seeded(), KeyGenerator::seeded());
        let first = one.text(55, LOWER);
        assert_eq!(first, other.text(55, LOWER));
        assert_ne!(first, one.text(55, LOWER));
        assert!(first.bytes().all(|byte| LOWER.contains(&byte)));
    }

    #[test]
    fn ids_are_version_four() {
        let mut generator = KeyGenerator::seeded();
        let id = generator.uuid();
        assert_eq!(id.get_version_num(), 4);
        assert_ne!(id, generator.uuid());
    }
}
