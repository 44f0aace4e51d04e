//! IndexedDB as futures. A write is done when its transaction is complete, not when its request succeeded.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::error::StoreError;
use crate::browser::js::{call, deferred, object, property};

/// This page's databases.
pub(super) fn factory() -> Result<IdbFactory, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Absent)?;
    // A page that may not store anything has no factory, or throws when asked for it.
    property(&window, "indexedDB").map(JsCast::unchecked_into).ok_or(StoreError::Absent)
}

/// Milliseconds after which another tab is taken to hold on to the storage: while it is about to be deleted
/// elsewhere, a browser lets others wait without a word.
const PATIENCE: u32 = 5_000;

/// Waits for an open or delete request; [`StoreError::Blocked`] when other tabs do not let go.
pub(super) async fn opened(request: &IdbOpenDbRequest) -> Result<JsValue, StoreError> {
    let (promise, settle) = deferred();
    request.set_onsuccess(Some(&settle));
    request.set_onerror(Some(&settle));
    request.set_onblocked(Some(&settle));
    let late = settle.clone();
    let timer = Timeout::new(PATIENCE, move || drop(late.call0(&JsValue::UNDEFINED)));
    let event = JsFuture::from(promise).await.map_err(aborted)?;
    drop(timer);
    match event.dyn_into::<web_sys::Event>() {
        Ok(event) if event.type_() != "blocked" => result(request),
        _ => {
            let_go_of(request);
            Err(StoreError::Blocked)
        }
    }
}

/// Nobody waits for it any more: what it may still open must not be held, and what it would make is not made.
fn let_go_of(request: &IdbOpenDbRequest) {
    request.set_onerror(None);
    request.set_onblocked(None);
    let opening = request.clone();
    let close = Closure::once_into_js(move || {
        if let Some(database) = opening.result().ok().and_then(|found| found.dyn_into::<IdbDatabase>().ok()) {
            database.close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
    let making = request.clone();
    let take_back = Closure::once_into_js(move || {
        // It fails only on a transaction that the browser has taken back already.
        let _ = making.transaction().map(|transaction| transaction.abort());
    });
    request.set_onupgradeneeded(Some(take_back.unchecked_ref()));
}

fn aborted(_: JsValue) -> StoreError {
    StoreError::Aborted
}

/// Waits for one question within a transaction.
pub(super) async fn answered(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
    let request = request.map_err(|thrown| StoreError::thrown(&thrown))?;
    let (promise, settle) = deferred();
    request.set_onsuccess(Some(&settle));
    request.set_onerror(Some(&settle));
    JsFuture::from(promise).await.map_err(aborted)?;
    result(&request)
}

fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    match request.error() {
        Ok(None) => request.result().map_err(|thrown| StoreError::thrown(&thrown)),
        Ok(Some(error)) => Err(StoreError::named(error.name())),
        Err(thrown) => Err(StoreError::thrown(&thrown)),
    }
}

/// A transaction, watched from its beginning so that its end is never missed.
pub(super) struct Transaction {
    transaction: IdbTransaction,
    end: Promise,
}

impl Transaction {
    /// One that reads.
    pub(super) fn read(database: &IdbDatabase, stores: &[&str]) -> Result<Self, StoreError> {
        Self::begin(database, stores, "readonly")
    }

    /// One that writes, and is complete only when the disk has it.
    pub(super) fn write(database: &IdbDatabase, stores: &[&str]) -> Result<Self, StoreError> {
        Self::begin(database, stores, "readwrite")
    }

    fn begin(database: &IdbDatabase, stores: &[&str], mode: &str) -> Result<Self, StoreError> {
        let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = object(&[("durability", "strict".into())]);
        let transaction: IdbTransaction =
            call(database, "transaction", &Array::of3(&stores, &mode.into(), &options))
                .map_err(|thrown| StoreError::thrown(&thrown))?
                .unchecked_into();
        let (end, settle) = deferred();
        transaction.set_oncomplete(Some(&settle));
        transaction.set_onabort(Some(&settle));
        Ok(Self { transaction, end })
    }

    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, StoreError> {
        self.transaction.object_store(name).map_err(|thrown| StoreError::thrown(&thrown))
    }

    /// Waits until everything asked for is durable.
    pub(super) async fn complete(self) -> Result<(), StoreError> {
        let event: web_sys::Event = JsFuture::from(self.end).await.map_err(aborted)?.unchecked_into();
        if event.type_() == "complete" {
            return Ok(());
        }
        Err(self.transaction.error().map_or(StoreError::Aborted, |error| StoreError::named(error.name())))
    }

    /// Takes everything back, and waits until that is done.
    pub(super) async fn refuse(self, why: StoreError) -> StoreError {
        // It fails only on a transaction that is over, which then wrote nothing more either.
        let _ = self.transaction.abort();
        let _ = JsFuture::from(self.end).await;
        why
    }
}
