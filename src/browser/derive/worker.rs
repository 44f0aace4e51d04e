//! Starting the one worker that this page has.

use std::cell::OnceCell;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Worker};

use super::DeriveFault;
use crate::browser::deferred::{call, member, object};

/// The name of the one Trusted Types policy that may name a worker's script, as the page's headers allow it.
const POLICY: &str = "keyturn-worker";

/// What the worker is made of, as the page's own script tag says.
pub(super) struct Files {
    script: String,
    script_integrity: String,
    pub(super) wasm: String,
    pub(super) wasm_integrity: String,
}

impl Files {
    /// The page as Trunk serves it in development knows no hashes; an empty one is not checked.
    pub(super) fn of_this_page() -> Option<Self> {
        let tag = web_sys::window()?.document()?.query_selector("script[data-derive]").ok()??;
        let said = |name: &str| tag.get_attribute(name);
        Some(Self {
            script: said("data-derive")?,
            script_integrity: said("data-derive-integrity").unwrap_or_default(),
            wasm: said("data-derive-wasm")?,
            wasm_integrity: said("data-derive-wasm-integrity").unwrap_or_default(),
        })
    }

    /// A worker's script cannot be given a hash when it is started, so the same file is fetched against its hash
    /// first. Its name follows from its content and it is kept by the browser: the worker then gets these bytes.
    pub(super) async fn check_script(&self) -> Result<(), DeriveFault> {
        let window = web_sys::window().ok_or(DeriveFault::NoWorker)?;
        let options = RequestInit::new();
        options.set_integrity(&self.script_integrity);
        let fetched = JsFuture::from(window.fetch_with_str_and_init(&self.script, &options)).await;
        fetched.map(drop).map_err(|_| DeriveFault::NotLoaded)
    }
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
    pub(super) fn start(files: &Files) -> Result<Self, DeriveFault> {
        let refused = |_| DeriveFault::NoWorker;
        let window = web_sys::window().ok_or(DeriveFault::NoWorker)?;
        let constructor: Function =
            member(&window, "Worker").ok_or(DeriveFault::NoWorker)?.dyn_into().map_err(refused)?;
        let script = trusted(&files.script).map_err(refused)?;
        let options = object(&[("type", "module".into()), ("name", "keyturn-derive".into())]);
        let worker = Reflect::construct(&constructor, &Array::of2(&script, &options)).map_err(refused)?;
        Ok(Self(worker.unchecked_into()))
    }

    pub(super) fn tell_when_done(&self, settle: &Function) {
        self.tell(Some(settle));
    }

    fn tell(&self, settle: Option<&Function>) {
        self.0.set_onmessage(settle);
        self.0.set_onmessageerror(settle);
        self.0.set_onerror(settle);
    }

    pub(super) fn give(&self, task: &JsValue, moved: &JsValue) -> Result<(), DeriveFault> {
        self.0.post_message_with_transfer(task, moved).map_err(|_| DeriveFault::NoWorker)
    }
}

thread_local! {
    /// The browser lets a page make a policy of this name once.
    static TRUSTED: OnceCell<JsValue> = const { OnceCell::new() };
}

/// The script's address in the form in which a browser with Trusted Types takes it. Whatever the policy is asked,
/// it names the worker's script and no other.
fn trusted(script: &str) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let Some(types) = member(&window, "trustedTypes") else { return Ok(script.into()) };
    let policy = match TRUSTED.with(|made| made.get().cloned()) {
        Some(policy) => policy,
        None => {
            let rule = || Files::of_this_page().map(|files| files.script);
            let rule = Closure::<dyn Fn() -> Option<String>>::new(rule).into_js_value();
            let rules = object(&[("createScriptURL", rule)]);
            let policy = call(&types, "createPolicy", &Array::of2(&POLICY.into(), &rules))?;
            TRUSTED.with(|made| made.get_or_init(|| policy).clone())
        }
    };
    call(&policy, "createScriptURL", &Array::of1(&script.into()))
}
