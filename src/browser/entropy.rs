//! Chance.

use uuid::{Builder, Uuid};

/// An id for one call that changes something: random, so that nobody uses it twice.
///
/// A browser without a source of chance gets the nil id; the proxy passes it once at most, so even then nothing
/// is sent twice.
pub fn once_id() -> Uuid {
    let mut bytes = [0; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if filled { Builder::from_random_bytes(bytes).into_uuid() } else { Uuid::nil() }
}
