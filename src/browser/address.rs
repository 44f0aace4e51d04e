//! The address bar and its history.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, Location, MouseEvent};

use super::demo_mode;

/// In the demo, the query parameter that holds the panel's path. The real path stays: a plain file server knows no other.
const AT: &str = "at";

fn location() -> Option<Location> {
    web_sys::window().map(|window| window.location())
}

fn query() -> String {
    location().and_then(|location| location.search().ok()).unwrap_or_default()
}

/// The path and the query (without its `?`) of the address.
pub fn current() -> (String, String) {
    let query = query();
    if demo_mode::is_demo() {
        let (own, other): (Vec<_>, Vec<_>) = demo_mode::query_parameters(&query)
            .partition(|(name, _)| [AT, demo_mode::PARAMETER].contains(name));
        let at = own.iter().find(|(name, _)| *name == AT).map_or("/", |(_, path)| *path);
        let other: Vec<_> = other.into_iter().map(|(name, value)| [name, "=", value].concat()).collect();
        return (at.to_owned(), other.join("&"));
    }
    let path = location().and_then(|location| location.pathname().ok()).unwrap_or_default();
    (path, query.strip_prefix('?').unwrap_or(&query).to_owned())
}

/// The story that the demo was opened with; empty for none.
pub fn story() -> String {
    let query = query();
    let story = demo_mode::query_parameters(&query).find(|(name, _)| *name == demo_mode::PARAMETER);
    story.map(|(_, id)| id.to_owned()).unwrap_or_default()
}

/// An address of the panel in the form that the address bar shows.
fn shown(address: &str) -> String {
    if !demo_mode::is_demo() {
        return address.to_owned();
    }
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let more = if query.is_empty() { String::new() } else { format!("&{query}") };
    format!("?{}={}&{AT}={path}{more}", demo_mode::PARAMETER, story())
}

/// Shows another address: as a new entry of the history, or in place of the current one.
pub fn show(address: &str, in_place: bool) {
    let Some(window) = web_sys::window() else { return };
    let Ok(history) = window.history() else { return };
    let nothing = wasm_bindgen::JsValue::NULL;
    let address = shown(address);
    // Browsers only refuse too many changes at once; the panel then shows the page under the old address.
    let _ = if in_place {
        history.replace_state_with_url(&nothing, "", Some(&address))
    } else {
        window.scroll_to_with_x_and_y(0.0, 0.0);
        history.push_state_with_url(&nothing, "", Some(&address))
    };
}

/// Loads another address in place of this page.
pub fn leave_for(address: &str) {
    if let Some(location) = location() {
        // It only fails on an invalid address.
        let _ = location.assign(address);
    }
}

/// The panel's own address that a click leads to. `None` if it is no plain click on a link, or the link leads elsewhere.
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
