//! Putting text on the clipboard, and reading it where somebody presses for it.

use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Puts `text` on the clipboard and then says whether the browser let it. An empty text clears the clipboard.
pub fn copy(text: &str, then: Box<dyn FnOnce(bool)>) {
    let Some(clipboard) = web_sys::window().map(|window| window.navigator().clipboard()) else {
        return then(false);
    };
    // Pages that are not served over HTTPS or from this computer have no clipboard at all.
    if clipboard.is_undefined() {
        return then(false);
    }
    let written = JsFuture::from(clipboard.write_text(text));
    spawn_local(async move { then(written.await.is_ok()) });
}

/// What text is on the clipboard. `None` if the browser, or whoever it asked, does not let the page read it.
pub async fn read() -> Option<String> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    if clipboard.is_undefined() {
        return None;
    }
    JsFuture::from(clipboard.read_text()).await.ok()?.as_string()
}
