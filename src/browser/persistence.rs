//! Whether the browser promises to keep what is stored.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

use super::js::property;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Bytes in use, as far as the browser tells.
    pub used: f64,
    /// Bytes that this page may use in all.
    pub most: f64,
}

/// Whether the browser has promised not to clear this site's storage by itself.
pub async fn promised() -> bool {
    match manager().and_then(|manager| manager.persisted().ok()) {
        Some(answer) => JsFuture::from(answer).await.is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// Asks for that promise, and says whether it was given. Some browsers ask the operator.
pub async fn ask() -> bool {
    match manager().and_then(|manager| manager.persist().ok()) {
        Some(answer) => JsFuture::from(answer).await.is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// How much room there is, if the browser tells.
pub async fn room() -> Option<Room> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let estimate: StorageEstimate = estimate.unchecked_into();
    Some(Room { used: estimate.get_usage()?, most: estimate.get_quota()? })
}

/// Pages that are not served over HTTPS or from this computer have none.
fn manager() -> Option<StorageManager> {
    property(&web_sys::window()?.navigator(), "storage").map(JsCast::unchecked_into)
}
