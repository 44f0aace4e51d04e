//! How many days before its end a key is warned of, in local storage: the panel's and the demo's apart.

use web_sys::Storage;

use super::demo_mode;
use keyturn_domain::moment::Thresholds;

/// The stored choice; the default where there is none, or none that can be read.
pub fn load() -> Thresholds {
    let text = storage().and_then(|storage| storage.get_item(&key()).ok().flatten());
    text.as_deref().and_then(Thresholds::read).unwrap_or_default()
}

/// Stores the choice. `false` if the browser refused.
pub fn save(thresholds: Thresholds) -> bool {
    storage().is_some_and(|storage| storage.set_item(&key(), &thresholds.written()).is_ok())
}

fn key() -> String {
    [demo_mode::storage_name(), "-warn-days"].concat()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
