//! How long before its end a key is warned of, kept in this browser: the panel's own and the demo's apart.

use web_sys::Storage;

use super::demo_mode;
use keyturn_domain::moment::Thresholds;

/// What was chosen last on this computer; the panel's own choice where nothing was, or nothing that can be read.
pub fn remembered() -> Thresholds {
    let text = storage().and_then(|storage| storage.get_item(&key()).ok().flatten());
    text.as_deref().and_then(Thresholds::read).unwrap_or_default()
}

/// Keeps the choice. Whether this browser took it.
pub fn keep(thresholds: Thresholds) -> bool {
    storage().is_some_and(|storage| storage.set_item(&key(), &thresholds.written()).is_ok())
}

fn key() -> String {
    [demo_mode::storage_name(), "-warn-days"].concat()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
