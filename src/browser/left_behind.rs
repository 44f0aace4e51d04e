//! One thing that this tab knows of itself across a reload: that a key may still be on the clipboard. No secret.

const KEY: &str = "keyturn-clipboard";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Keeps in mind whether a key may still be on the clipboard.
pub fn on_clipboard(may_be: bool) {
    if let Some(storage) = storage() {
        // Where storage is refused there is no vault to be locked either.
        let _ = if may_be { storage.set_item(KEY, "1") } else { storage.remove_item(KEY) };
    }
}

/// Whether a key may still be on the clipboard, since before this page was loaded.
pub fn is_on_clipboard() -> bool {
    storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).is_some()
}
