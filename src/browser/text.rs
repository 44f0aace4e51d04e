//! Text that is put in the page without passing through the view, so that no copy of it stays behind there.

use web_sys::HtmlElement;

/// Replaces all that an element shows.
pub fn show(element: &HtmlElement, text: &str) {
    element.set_text_content(Some(text));
}
