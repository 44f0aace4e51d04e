//! Reminds this tab, across a reload, that a key may still be on the clipboard. It holds no secret.

const KEY: &str = "keyturn-clipboard";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Stores whether a key may still be on the clipboard.
pub fn set(may_hold_key: bool) {
    if let Some(storage) = storage() {
        // Where storage is refused there is no vault to be locked either.
        let _ = if may_hold_key { storage.set_item(KEY, "1") } else { storage.remove_item(KEY) };
    }
}

/// Whether a key may still be on the clipboard, since before this page was loaded.
pub fn is_set() -> bool {
    storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).is_some()
}
