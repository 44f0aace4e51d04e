//! Redacted copies.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::job::Job;
use super::worker_pool::WorkerPool;
use super::{Scan, ScanError, Source, number};
use crate::browser::js::{call, property};

/// A redacted copy of up to so many bytes can be had as text.
pub const SHOWABLE: u64 = 1 << 20;

/// What a redaction tells while it runs.
pub enum CopyEvent {
    /// Bytes read so far, and in all.
    Progress(u64, u64),
    /// The copy is complete; nothing follows.
    Done(RedactedCopy),
    /// There is no copy; nothing follows.
    Failed(ScanError),
}

/// A source with every whole key replaced by its mask. It lies with the browser, not in the page's memory.
pub struct RedactedCopy {
    source: Source,
    /// How many keys were replaced.
    pub replaced: u64,
}

/// Starts to make a redacted copy. Everything, faults too, comes through `tell`. Dropping what this returns ends it.
#[must_use]
pub fn redact(source: &Source, mut tell: impl FnMut(CopyEvent) + 'static) -> Scan {
    let original = source.clone();
    Scan(Job::start(vec![("file", source.blob().into())], WorkerPool::with_one(), move |message| {
        let message = match message {
            Ok(message) => message,
            Err(fault) => return tell(CopyEvent::Failed(fault)),
        };
        match property(&message, "copy").and_then(|copy| copy.dyn_into::<Blob>().ok()) {
            Some(copy) => tell(CopyEvent::Done(RedactedCopy {
                source: original.with(copy),
                replaced: number(&message, "replaced") as u64,
            })),
            None => tell(CopyEvent::Progress(number(&message, "read") as u64, number(&message, "of") as u64)),
        }
    }))
}

impl RedactedCopy {
    /// The copy, to be scanned again. A compressed source's copy is plain text.
    pub fn source(&self) -> Source {
        self.source.clone()
    }

    /// Has the browser save it as a file of this name.
    pub fn save(&self, name: &str) {
        // Where a link cannot be made there is nothing to save with, and nothing was lost: the copy is still here.
        let _ = self.offer(name);
    }

    fn offer(&self, name: &str) -> Result<(), JsValue> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
        let link: HtmlAnchorElement = document.create_element("a")?.dyn_into().map_err(JsValue::from)?;
        let address = Url::create_object_url_with_blob(self.source.blob())?;
        link.set_href(&address);
        Reflect::set(&link, &"download".into(), &name.into())?;
        link.click();
        // The browser has taken hold of the content by now; the address alone would keep it for as long as the page lives.
        Url::revoke_object_url(&address)
    }

    /// Its text, for one small enough to be shown or copied: `None` above [`SHOWABLE`] bytes. What is not UTF-8 in it
    /// is replaced.
    pub async fn text(&self) -> Option<String> {
        if self.source.size() > SHOWABLE {
            return None;
        }
        let text = call(self.source.blob(), "text", &Array::new()).ok()?;
        JsFuture::from(js_sys::Promise::from(text)).await.ok()?.as_string()
    }
}
