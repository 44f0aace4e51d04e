//! Sets an element's text without passing it through the view, which would keep a copy.

use web_sys::HtmlElement;

/// Replaces the text of an element.
pub fn set(element: &HtmlElement, text: &str) {
    element.set_text_content(Some(text));
}
