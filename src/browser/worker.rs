//! Starting a worker of this page: a script and a module that are loaded only then, against the page's own hashes.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

use super::deferred::{call, member, object};
use super::fetch;

/// Where the page's first script left the one Trusted Types policy that may name a worker's script. It makes the policy
/// before anything else runs, so that nothing else can take the policy's name.
const POLICY: &str = "keyturnWorker";

/// Why a worker did not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotStarted {
    /// This browser, or a rule on this page, refuses workers.
    Refused,
    /// A file of the panel did not arrive, or is not the one this page was made with.
    NotLoaded,
}

/// What a worker is made of, as the page's own script tag says.
pub(super) struct Files {
    name: &'static str,
    script: String,
    script_integrity: String,
    pub(super) wasm: String,
    pub(super) wasm_integrity: String,
}

impl Files {
    /// The page as Trunk serves it in development knows no hashes; an empty one is not checked.
    pub(super) fn of_this_page(name: &'static str) -> Option<Self> {
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

    /// A worker's script cannot be given a hash when it is started, and a browser that keeps nothing would ask the server
    /// for it once more. So the worker gets the very copy that was fetched against its hash.
    async fn check_script(&self) -> Result<(), NotStarted> {
        if self.address().is_some() {
            return Ok(());
        }
        let fetched = fetch::get_checked(&self.script, &self.script_integrity).await;
        let bytes = Uint8Array::from(&*fetched.map_err(|_| NotStarted::NotLoaded)?);
        let copy = script_url(&bytes).map_err(|_| NotStarted::NotLoaded)?;
        COPIES.with_borrow_mut(|copies| copies.insert(self.script_integrity.clone(), copy));
        Ok(())
    }

    /// Where the worker's script stands once it was checked.
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

/// A worker that runs from a copy knows no page that an address could be relative to.
fn absolute(address: &str) -> Option<String> {
    let page = web_sys::window()?.location().href().ok()?;
    Url::new_with_base(address, &page).ok().map(|url| url.href())
}

thread_local! {
    /// The addresses of the copies that were checked, by their hashes. A worker that is started again needs no server.
    static COPIES: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// The worker; it ends when this is dropped.
pub(super) struct Running(Worker);

impl Drop for Running {
    fn drop(&mut self) {
        self.tell(None);
        self.0.terminate();
    }
}

impl Running {
    pub(super) async fn start(files: &Files) -> Result<Self, NotStarted> {
        files.check_script().await?;
        Self::of_checked(files)
    }

    /// For files whose script was checked.
    pub(super) fn of_checked(files: &Files) -> Result<Self, NotStarted> {
        let refused = |_| NotStarted::Refused;
        let window = web_sys::window().ok_or(NotStarted::Refused)?;
        let constructor: Function =
            member(&window, "Worker").ok_or(NotStarted::Refused)?.dyn_into().map_err(refused)?;
        let script = trusted(&files.address().ok_or(NotStarted::NotLoaded)?).map_err(refused)?;
        let name = format!("keyturn-{}", files.name);
        let options = object(&[("type", "module".into()), ("name", name.into())]);
        let worker = Reflect::construct(&constructor, &Array::of2(&script, &options)).map_err(refused)?;
        Ok(Self(worker.unchecked_into()))
    }

    /// Everything that the worker says goes there; an event without a message if it fails.
    pub(super) fn tell_to(&self, listener: &Function) {
        self.tell(Some(listener));
    }

    /// An event goes there if it fails; what it says is left alone.
    pub(super) fn fail_to(&self, listener: &Function) {
        self.fail(Some(listener));
    }

    fn tell(&self, listener: Option<&Function>) {
        self.0.set_onmessage(listener);
        self.fail(listener);
    }

    fn fail(&self, listener: Option<&Function>) {
        self.0.set_onmessageerror(listener);
        self.0.set_onerror(listener);
    }

    /// Gives the worker its task. What is `moved` is no longer here afterwards.
    pub(super) fn give(&self, task: &JsValue, moved: &JsValue) -> Result<(), NotStarted> {
        self.0.post_message_with_transfer(task, moved).map_err(|_| NotStarted::Refused)
    }
}

/// The script's address in the form in which a browser with Trusted Types takes it. The policy passes copies that this page
/// made, and its workers' own scripts; without it, as in a page of tests, the address stays plain.
fn trusted(script: &str) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    match member(&window, POLICY) {
        Some(policy) => call(&policy, "createScriptURL", &Array::of1(&script.into())),
        None => Ok(script.into()),
    }
}
