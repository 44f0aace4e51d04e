//! Starts workers of this page. Their script and module are only fetched then, and checked against hashes in the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

use super::fetch;
use super::js::{call, object, property};

/// Where the page's first script left the one Trusted Types policy that may name a worker's script. It makes the policy
/// before anything else runs, so that nothing else can take the policy's name.
const POLICY: &str = "keyturnWorker";

/// Why a worker did not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkerError {
    /// This browser, or a rule on this page, refuses workers.
    Refused,
    /// A file of the panel did not arrive, or is not the one this page was made with.
    NotLoaded,
}

/// The files of a worker, as the script tag in `index.html` names them.
pub(super) struct WorkerFiles {
    name: &'static str,
    script: String,
    script_integrity: String,
    pub(super) wasm: String,
    pub(super) wasm_integrity: String,
}

impl WorkerFiles {
    /// Development builds have no hashes; an empty one is not checked.
    pub(super) fn from_page(name: &'static str) -> Option<Self> {
        let tag = web_sys::window()?.document()?.query_selector(&format!("script[data-{name}]")).ok()??;
        let said = |what: &str| tag.get_attribute(&format!("data-{name}{what}"));
        Some(Self {
            name,
            script: said("")?,
            script_integrity: said("-integrity").unwrap_or_default(),
            wasm: absolute(&said("-wasm")?)?,
            wasm_integrity: said("-wasm-integrity").unwrap_or_default(),
        })
    }

    /// `new Worker` takes no hash, and would fetch the script once more. So the worker gets a blob of the very bytes that
    /// were fetched against the hash.
    async fn check_script(&self) -> Result<(), WorkerError> {
        if self.address().is_some() {
            return Ok(());
        }
        let fetched = fetch::get_checked(&self.script, &self.script_integrity).await;
        let bytes = Uint8Array::from(&*fetched.map_err(|_| WorkerError::NotLoaded)?);
        let copy = script_url(&bytes).map_err(|_| WorkerError::NotLoaded)?;
        COPIES.with_borrow_mut(|copies| copies.insert(self.script_integrity.clone(), copy));
        Ok(())
    }

    /// The address of the worker's script, once it was checked.
    fn address(&self) -> Option<String> {
        if self.script_integrity.is_empty() {
            return Some(self.script.clone());
        }
        COPIES.with_borrow(|copies| copies.get(&self.script_integrity).cloned())
    }
}

fn script_url(bytes: &Uint8Array) -> Result<String, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let copy = Blob::new_with_buffer_source_sequence_and_options(&Array::of1(bytes), &kind)?;
    Url::create_object_url_with_blob(&copy)
}

/// A worker that runs from a blob has no base for relative addresses.
fn absolute(address: &str) -> Option<String> {
    let page = web_sys::window()?.location().href().ok()?;
    Url::new_with_base(address, &page).ok().map(|url| url.href())
}

thread_local! {
    /// The addresses of the copies that were checked, by their hashes. A worker that is started again needs no server.
    static COPIES: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// A running worker; terminated on drop.
pub(super) struct WorkerHandle(Worker);

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.set_on_message(None);
        self.0.terminate();
    }
}

impl WorkerHandle {
    pub(super) async fn start(files: &WorkerFiles) -> Result<Self, WorkerError> {
        files.check_script().await?;
        Self::start_checked(files)
    }

    /// Starts from files whose script was checked already.
    pub(super) fn start_checked(files: &WorkerFiles) -> Result<Self, WorkerError> {
        let refused = |_| WorkerError::Refused;
        let window = web_sys::window().ok_or(WorkerError::Refused)?;
        let constructor: Function =
            property(&window, "Worker").ok_or(WorkerError::Refused)?.dyn_into().map_err(refused)?;
        let script = trusted(&files.address().ok_or(WorkerError::NotLoaded)?).map_err(refused)?;
        let name = format!("keyturn-{}", files.name);
        let options = object(&[("type", "module".into()), ("name", name.into())]);
        let worker = Reflect::construct(&constructor, &Array::of2(&script, &options)).map_err(refused)?;
        Ok(Self(worker.unchecked_into()))
    }

    /// The worker's messages go to the listener, and an event without data if it fails.
    pub(super) fn on_message(&self, listener: &Function) {
        self.set_on_message(Some(listener));
    }

    /// If the worker fails, an event goes to the listener; its messages are left alone.
    pub(super) fn on_error(&self, listener: &Function) {
        self.set_on_error(Some(listener));
    }

    fn set_on_message(&self, listener: Option<&Function>) {
        self.0.set_onmessage(listener);
        self.set_on_error(listener);
    }

    fn set_on_error(&self, listener: Option<&Function>) {
        self.0.set_onmessageerror(listener);
        self.0.set_onerror(listener);
    }

    /// Posts a message. What is `moved` is transferred, and no longer usable here.
    pub(super) fn post(&self, message: &JsValue, moved: &JsValue) -> Result<(), WorkerError> {
        self.0.post_message_with_transfer(message, moved).map_err(|_| WorkerError::Refused)
    }
}

/// The script's address in the form in which a browser with Trusted Types takes it. The policy passes copies that this page
/// made, and its workers' own scripts; without it, as in a page of tests, the address stays plain.
fn trusted(script: &str) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    match property(&window, POLICY) {
        Some(policy) => call(&policy, "createScriptURL", &Array::of1(&script.into())),
        None => Ok(script.into()),
    }
}
