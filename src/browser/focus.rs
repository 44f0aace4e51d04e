//! Focus, scrolling and visibility of the page.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Moves the focus to an element.
pub fn move_to(element: &HtmlElement) {
    // It only fails on an element that cannot be focused; then there is nothing to do.
    let _ = element.focus();
}

/// Moves the focus to the element with this id.
pub fn move_to_id(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        move_to(&element);
    }
}

/// Scrolls so that the whole element is visible, with as much as possible of what is above it; an element that is too
/// tall is shown from its beginning.
pub fn show_whole(element: &Element) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    element.scroll_into_view_with_scroll_into_view_options(&nearest());
}

/// Scrolls just far enough for an element to be visible.
pub fn bring_into_view(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    element.scroll_into_view_with_scroll_into_view_options(&nearest());
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// Whether the page has the focus; without it, the browser refuses access to the clipboard.
pub fn page_has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// Whether the page is hidden.
pub fn page_is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Whether a key press goes into a field, and so is no shortcut.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false))
}

/// Sets the window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}
