//! Persistent storage: whether the browser may clear what is stored by itself.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

use super::js::property;

/// How much storage is used and available.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Bytes in use, as far as the browser tells.
    pub used: f64,
    /// Bytes that this site may use in all.
    pub most: f64,
}

/// Whether this site's storage is persistent.
pub async fn is_granted() -> bool {
    match manager().and_then(|manager| manager.persisted().ok()) {
        Some(answer) => JsFuture::from(answer).await.is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// Asks for persistent storage, and says whether it was granted. Some browsers ask the operator.
pub async fn request() -> bool {
    match manager().and_then(|manager| manager.persist().ok()) {
        Some(answer) => JsFuture::from(answer).await.is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// The estimate, if the browser gives one.
pub async fn estimate() -> Option<Estimate> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let estimate: StorageEstimate = estimate.unchecked_into();
    Some(Estimate { used: estimate.get_usage()?, most: estimate.get_quota()? })
}

/// Pages that are not served over HTTPS or from this computer have none.
fn manager() -> Option<StorageManager> {
    property(&web_sys::window()?.navigator(), "storage").map(JsCast::unchecked_into)
}
