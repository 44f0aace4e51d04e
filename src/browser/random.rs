//! Random numbers from the browser.

use uuid::{Builder, Uuid};
use zeroize::Zeroizing;

/// A random id, for a call that changes something or for a new set of the vault.
///
/// A browser without a random source gets the nil id, which the gateway refuses: nothing is sent then.
pub fn random_uuid() -> Uuid {
    random_bytes().map_or_else(Uuid::nil, |bytes| Builder::from_random_bytes(*bytes).into_uuid())
}

/// `N` random bytes; `None` without a random source, and then nothing may be sealed.
pub fn random_bytes<const N: usize>() -> Option<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut *bytes).ok().map(|_| bytes)
}
