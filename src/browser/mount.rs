//! Where the panel is mounted in `index.html`.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that the panel fills; the body if the page has no such element.
pub fn root() -> Option<HtmlElement> {
    let document = document()?;
    let place = document.get_element_by_id("app").and_then(|place| place.dyn_into().ok());
    place.or_else(|| document.body())
}

/// Removes the static shell, once the panel is mounted.
pub fn remove_shell() {
    if let Some(shell) = document().and_then(|document| document.get_element_by_id("shell")) {
        shell.remove();
    }
}
