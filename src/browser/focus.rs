//! Where the keyboard is.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Moves the focus to an element.
pub fn move_to(element: &HtmlElement) {
    // It only fails on elements that cannot be focused, where nothing is to be done.
    let _ = element.focus();
}

/// Moves the focus to the element with this id.
pub fn move_to_id(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        move_to(&element);
    }
}

/// Scrolls to where all of an element is seen with as much as can be of what stands above it; where it is too tall, to
/// its beginning.
pub fn show_whole(element: &Element) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    element.scroll_into_view_with_scroll_into_view_options(&nearest());
}

/// Scrolls just far enough for an element to be seen.
pub fn bring_into_view(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    element.scroll_into_view_with_scroll_into_view_options(&nearest());
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// Whether the page has the keyboard; without it, the browser refuses to touch the clipboard.
pub fn page_has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// Whether the page cannot be seen at the moment.
pub fn page_is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Whether a key press goes into a field, so that it is no shortcut.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false))
}

/// Names the page in the window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}
