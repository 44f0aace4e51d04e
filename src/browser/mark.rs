//! Pointing at one element of the page, for eyes and for ears, without touching what it does.

use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::mount::document;

/// On the element that is pointed at.
const HERE: &str = "data-demo-here";
const DESCRIBED_BY: &str = "aria-describedby";

/// Points at the first visible element of `selector` whose text has `words` in it, which the element with the id
/// `described_by` describes from now on. What was pointed at before is let go. `true` if this one is another.
pub fn point_at(selector: &str, words: &str, described_by: &str) -> bool {
    let found = all(selector)
        .find(|element| is_visible(element) && element.text_content().unwrap_or_default().contains(words));
    let Some(element) = found else {
        let_go(described_by);
        return false;
    };
    if element.has_attribute(HERE) {
        return false;
    }
    let_go(described_by);
    let before = element.get_attribute(DESCRIBED_BY).unwrap_or_default();
    set(&element, HERE, "");
    set(&element, DESCRIBED_BY, format!("{before} {described_by}").trim());
    true
}

/// Points at nothing any more.
pub fn let_go(described_by: &str) {
    for element in all(&format!("[{HERE}]")) {
        let left: Vec<_> = element
            .get_attribute(DESCRIBED_BY)
            .unwrap_or_default()
            .split_whitespace()
            .filter(|id| *id != described_by)
            .map(str::to_owned)
            .collect();
        let _ = element.remove_attribute(HERE);
        if left.is_empty() {
            let _ = element.remove_attribute(DESCRIBED_BY);
        } else {
            set(&element, DESCRIBED_BY, &left.join(" "));
        }
    }
}

/// Scrolls so that what is pointed at stands clear of the page's edges. At once: nothing moves by itself.
pub fn bring_here_into_view() {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    if let Some(element) = all(&format!("[{HERE}]")).next() {
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

fn all(selector: &str) -> impl Iterator<Item = Element> {
    let list: Option<NodeList> = document().and_then(|document| document.query_selector_all(selector).ok());
    let length = list.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}
