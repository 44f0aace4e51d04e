//! Putting text on the clipboard. It is never read.

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
