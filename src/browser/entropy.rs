//! Chance.

use uuid::{Builder, Uuid};
use zeroize::Zeroizing;

/// An id for one call that changes something: random, so that nobody uses it twice.
///
/// A browser without a source of chance gets the nil id, which the proxy refuses: nothing is sent then.
pub fn once_id() -> Uuid {
    random().map_or_else(Uuid::nil, |bytes| Builder::from_random_bytes(*bytes).into_uuid())
}

/// So many random bytes; nothing without a source of chance, and then nothing may be sealed.
pub fn random<const N: usize>() -> Option<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut *bytes).ok().map(|_| bytes)
}
