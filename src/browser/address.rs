//! The address bar and its history.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// The path and the query (without its `?`) of the address.
pub fn current() -> (String, String) {
    let location = web_sys::window().map(|window| window.location());
    let part = |part: Option<Result<String, _>>| part.and_then(Result::ok).unwrap_or_default();
    let query = part(location.as_ref().map(web_sys::Location::search));
    let query = query.strip_prefix('?').unwrap_or(&query).to_owned();
    (part(location.as_ref().map(web_sys::Location::pathname)), query)
}

/// Shows another address: as a new line of the history, or in place of the present one.
pub fn show(address: &str, in_place: bool) {
    let Some(window) = web_sys::window() else { return };
    let Ok(history) = window.history() else { return };
    let nothing = wasm_bindgen::JsValue::NULL;
    // Browsers refuse only what is too much at once; the panel then shows the page under the old address.
    let _ = if in_place {
        history.replace_state_with_url(&nothing, "", Some(address))
    } else {
        window.scroll_to_with_x_and_y(0.0, 0.0);
        history.push_state_with_url(&nothing, "", Some(address))
    };
}

/// Where a click leads within the panel. `None` if it is no plain click on a link, or the link leads elsewhere.
pub fn followed(event: &MouseEvent) -> Option<String> {
    let held = event.meta_key() || event.ctrl_key() || event.alt_key() || event.shift_key();
    if held || event.button() != 0 || event.default_prevented() {
        return None;
    }
    let clicked = event.target()?.dyn_into::<Element>().ok()?;
    let link = clicked.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = web_sys::window()?.location().origin().ok()?;
    let elsewhere = link.origin() != here || !link.target().is_empty() || !link.rel().is_empty();
    (!elsewhere && link.hash().is_empty()).then(|| [link.pathname(), link.search()].concat())
}
