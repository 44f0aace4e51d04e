//! Promises that Rust resolves, and properties and methods that web-sys has no stable binding for.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A promise, and the function that resolves it. It is never rejected.
pub(super) fn deferred() -> (Promise, Function) {
    // Not `Function::default()`: it compiles text, which the page's policy refuses.
    let mut settle = JsValue::UNDEFINED;
    let promise = Promise::new(&mut |resolve, _| settle = resolve.into());
    (promise, settle.unchecked_into())
}

/// A property; `None` if it is missing or null.
pub(super) fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &JsValue::from_str(name)).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// Calls a method by its name.
pub(super) fn call(of: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &JsValue::from_str(name))?.dyn_into()?;
    Reflect::apply(&method, of, arguments)
}

/// A plain object with these properties.
pub(super) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in members {
        // A new plain object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// The name of a thrown `DOMException`. Its message is left out: it may quote what was stored.
pub(super) fn exception_name(thrown: &JsValue) -> String {
    property(thrown, "name").and_then(|name| name.as_string()).unwrap_or_default()
}
