//! Highlights one element of the page, on screen and for screen readers, without changing what it does.

use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::mount::document;

/// The attribute of the highlighted element; the stylesheet draws it.
const HIGHLIGHTED: &str = "data-demo-here";
const DESCRIBED_BY: &str = "aria-describedby";

/// Highlights the first visible element that matches `selector` and whose text contains `words`; the element with the id
/// `described_by` describes it. The one before is cleared. `true` if the highlight moved.
pub fn show(selector: &str, words: &str, described_by: &str) -> bool {
    let found = select(selector)
        .find(|element| is_visible(element) && element.text_content().unwrap_or_default().contains(words));
    let Some(element) = found else {
        clear(described_by);
        return false;
    };
    if element.has_attribute(HIGHLIGHTED) {
        return false;
    }
    clear(described_by);
    let before = element.get_attribute(DESCRIBED_BY).unwrap_or_default();
    set(&element, HIGHLIGHTED, "");
    set(&element, DESCRIBED_BY, format!("{before} {described_by}").trim());
    true
}

/// Clears the highlight.
pub fn clear(described_by: &str) {
    for element in select(&format!("[{HIGHLIGHTED}]")) {
        let others: Vec<_> = element
            .get_attribute(DESCRIBED_BY)
            .unwrap_or_default()
            .split_whitespace()
            .filter(|id| *id != described_by)
            .map(str::to_owned)
            .collect();
        let _ = element.remove_attribute(HIGHLIGHTED);
        if others.is_empty() {
            let _ = element.remove_attribute(DESCRIBED_BY);
        } else {
            set(&element, DESCRIBED_BY, &others.join(" "));
        }
    }
}

/// Scrolls the highlighted element to the middle of the window, at once: nothing on the page moves by itself.
pub fn scroll_into_view() {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    if let Some(element) = select(&format!("[{HIGHLIGHTED}]")).next() {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // It fails only on names that are none.
    let _ = element.set_attribute(name, value);
}

fn is_visible(element: &Element) -> bool {
    let shape = element.get_bounding_client_rect();
    shape.width() > 1.0 && shape.height() > 1.0
}

fn select(selector: &str) -> impl Iterator<Item = Element> {
    let list: Option<NodeList> = document().and_then(|document| document.query_selector_all(selector).ok());
    let length = list.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}
