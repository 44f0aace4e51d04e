//! Files that the operator saves or chooses.

use gloo_timers::callback::Timeout;
use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Milliseconds after which the object URL of a saved file is revoked.
const REVOKE_AFTER: u32 = 60_000;

/// The largest file that is read, in bytes.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// Hands a file to the browser to be saved. `false` if the page cannot.
pub fn save(name: &str, text: &str) -> bool {
    offer(name, text).is_some()
}

fn offer(name: &str, text: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers only read it once the operator has chosen where to save it.
    Timeout::new(REVOKE_AFTER, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// A file that was chosen.
#[derive(Clone)]
pub struct ChosenFile(File);

impl ChosenFile {
    /// The one file of this event's field.
    pub fn of(event: &web_sys::Event) -> Option<Self> {
        let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
        field.files()?.get(0).map(Self)
    }

    /// Its text; `None` if it is too large, or cannot be read.
    pub async fn text(self) -> Option<String> {
        if self.0.size() > LARGEST {
            return None;
        }
        let text = JsFuture::from(self.0.text()).await.ok()?;
        text.dyn_into::<JsString>().ok().map(String::from)
    }
}
