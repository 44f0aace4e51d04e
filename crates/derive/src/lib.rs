//! From a passphrase to a key: Argon2id. It stands apart from the panel so that the worker that runs it is small.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

/// What one derivation costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub m: u32,
    /// Passes.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

/// Why there is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDerived {
    /// Argon2id knows no such cost or salt.
    Impossible,
    /// There is not as much memory as the cost asks for.
    OutOfMemory,
}

/// Derives a key. Takes as long as the cost says; bounds are the caller's.
///
/// # Errors
/// A cost or salt that Argon2id does not know, or no memory.
pub fn derive(passphrase: &[u8], salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 32]>, NotDerived> {
    let params = Params::new(cost.m, cost.t, cost.p, Some(32)).map_err(|_| NotDerived::Impossible)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase, salt, &mut *key)
        .map_err(|error| match error {
            argon2::Error::OutOfMemory => NotDerived::OutOfMemory,
            _ => NotDerived::Impossible,
        })?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with the reference implementation (version 20190702): Argon2id 1.3, 4 MiB, three passes, one lane.
    const KNOWN: &str = "3122d2d52efa86235762e24f86a9a95f491a416746ab8ed8fa327c0fc4f124f6";

    #[test]
    fn the_reference_implementation_gives_the_same_key() {
        let cost = Cost { m: 4096, t: 3, p: 1 };
        let key = derive(b"correct horse battery", b"sixteen bytes of", cost).unwrap();
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, KNOWN);
    }

    #[test]
    fn impossible_costs_and_salts_are_refused() {
        let one = Cost { m: 4096, t: 1, p: 1 };
        for (salt, cost) in
            [(&b"short"[..], one), (&[7; 16], Cost { m: 7, ..one }), (&[7; 16], Cost { t: 0, ..one })]
        {
            assert_eq!(derive(b"words", salt, cost).err(), Some(NotDerived::Impossible));
        }
    }
}
