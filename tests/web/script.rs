//! Script that a test runs in its page, to watch the browser or to make it fail.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs the body of a function, and gives what it returns.
pub(crate) fn run(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::UNDEFINED).unwrap()
}

/// Runs the body of a function that returns a promise, and waits for it.
pub(crate) async fn wait(body: &str) -> JsValue {
    JsFuture::from(run(body).unchecked_into::<Promise>()).await.unwrap()
}
