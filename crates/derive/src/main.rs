//! The worker's module: one function for `boot/derive.js`.

/// The key, or nothing if there was no memory for it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn derive(passphrase: Vec<u8>, salt: &[u8], m: u32, t: u32, p: u32) -> Vec<u8> {
    let passphrase = zeroize::Zeroizing::new(passphrase);
    keyturn_derive::derive(&passphrase, salt, keyturn_derive::Cost { m, t, p })
        .map(|key| key.to_vec())
        .unwrap_or_default()
}

fn main() {}
