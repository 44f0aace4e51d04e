//! The back/forward cache: a browser may keep a page that was left as it is, and show it again on Back.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use super::js::property;

/// Calls `left` when the page is left, before the browser caches it, and `back` when it is restored from the cache. For
/// as long as the page exists.
pub fn watch(mut left: impl FnMut() + 'static, mut back: impl FnMut() + 'static) {
    listen("pagehide", move |_| left());
    listen("pageshow", move |event| {
        if property(&JsValue::from(event), "persisted").is_some_and(|kept| kept.is_truthy()) {
            back();
        }
    });
}

fn listen(name: &str, hear: impl FnMut(Event) + 'static) {
    let hear = Closure::<dyn FnMut(Event)>::new(hear).into_js_value();
    if let Some(window) = web_sys::window() {
        // It fails only on functions that are none.
        let _ = window.add_event_listener_with_callback(name, hear.unchecked_ref());
    }
}
