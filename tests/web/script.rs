//! Script that a test runs in its page, to watch the browser or to make it fail.

use js_sys::Function;
use wasm_bindgen::JsValue;

/// Runs the body of a function, and gives what it returns.
pub(crate) fn run(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::UNDEFINED).unwrap()
}
