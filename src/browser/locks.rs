//! Web Locks: one tab at a time works with the vault. The browser releases the lock when the tab dies.
//!
//! Stealing a lock does not stop the old holder's code; the storage's fencing number does.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::js::{call, deferred, object, property};

/// Why a lock cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockError {
    /// The browser offers this page no locks: it is not served over HTTPS or from this computer, or is too old.
    Absent,
    /// The browser refused.
    Refused,
}

impl LockError {
    /// What happened, whose fault it is and what to do next.
    pub fn words(self) -> keyturn_domain::explain::Explanation {
        let (happened, owner, next) = match self {
            Self::Absent => (
                "This browser cannot tell whether another tab works on the same run, so none is started.",
                "This browser, or the address of this page",
                "Open the panel over HTTPS in an up-to-date browser.",
            ),
            Self::Refused => (
                "This browser did not let this tab claim the run, so nothing was started.",
                "This browser",
                "Reload the page and try again.",
            ),
        };
        keyturn_domain::explain::Explanation {
            happened: happened.into(),
            owner,
            causes: Vec::new(),
            next: next.into(),
        }
    }
}

/// A lock that this tab holds until the guard is dropped.
pub struct LockGuard {
    let_go: Function,
    ended: Promise,
    dropped: Rc<Cell<bool>>,
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        self.dropped.set(true);
        // The resolve function of a promise does not fail.
        let _ = self.let_go.call0(&JsValue::UNDEFINED);
    }
}

impl LockGuard {
    /// Releases the lock, and waits until other tabs can take it.
    pub async fn release(self) {
        let ended = self.ended.clone();
        drop(self);
        let _ = JsFuture::from(ended).await;
    }
}

/// Takes the lock if nobody has it. `stolen` is called if another tab takes it away later.
///
/// # Errors
/// No locks here.
pub async fn take(name: &str, stolen: impl FnOnce() + 'static) -> Result<Option<LockGuard>, LockError> {
    request(name, "ifAvailable", stolen).await
}

/// Takes the lock away from whoever has it. `stolen` is called if another tab takes it away later.
///
/// # Errors
/// No locks here.
pub async fn steal(name: &str, stolen: impl FnOnce() + 'static) -> Result<LockGuard, LockError> {
    request(name, "steal", stolen).await?.ok_or(LockError::Refused)
}

fn refused(_: JsValue) -> LockError {
    LockError::Refused
}

fn manager() -> Result<JsValue, LockError> {
    let window = web_sys::window().ok_or(LockError::Absent)?;
    property(&window.navigator(), "locks").ok_or(LockError::Absent)
}

async fn request(
    name: &str,
    how: &str,
    stolen: impl FnOnce() + 'static,
) -> Result<Option<LockGuard>, LockError> {
    let (granted, grant) = deferred();
    let (held, let_go) = deferred();
    // The lock is held until the promise returned here is settled.
    let on_lock = Closure::once(move |lock: JsValue| -> JsValue {
        let has = !lock.is_null();
        let _ = grant.call1(&JsValue::UNDEFINED, &has.into());
        if has { held.into() } else { JsValue::UNDEFINED }
    });
    let options = object(&[(how, true.into())]);
    let arguments = Array::of3(&name.into(), &options, on_lock.as_ref());
    let ended: Promise = call(&manager()?, "request", &arguments).map_err(refused)?.unchecked_into();
    let first = JsFuture::from(Promise::race(&Array::of2(&granted, &ended))).await.map_err(refused)?;
    if !first.is_truthy() {
        return Ok(None);
    }
    let dropped = Rc::new(Cell::new(false));
    let guard = LockGuard { let_go, ended: ended.clone(), dropped: dropped.clone() };
    spawn_local(async move {
        if JsFuture::from(ended).await.is_err() && !dropped.get() {
            stolen();
        }
    });
    Ok(Some(guard))
}
