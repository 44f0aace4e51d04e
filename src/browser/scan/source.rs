//! What can be scanned: files that the operator chose or dropped, and pasted text.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, DragEvent, File, HtmlInputElement};

/// Something to scan. Nothing of it is read before the scan starts, and it never leaves this browser.
#[derive(Clone)]
pub struct Source {
    blob: Blob,
    name: String,
    changed: Option<i64>,
}

impl Source {
    /// Text under a name of the caller's choosing. `None` if the browser has no memory for it.
    pub fn text(name: &str, text: &str) -> Option<Self> {
        let parts = Array::of1(&Uint8Array::from(text.as_bytes()));
        let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
        Some(Self { blob, name: name.to_owned(), changed: None })
    }

    /// The files in an `<input type="file">`.
    pub fn chosen(input: &HtmlInputElement) -> Vec<Self> {
        input.files().map(|files| Self::all(&files)).unwrap_or_default()
    }

    /// The files of a drop. Directories come as files that cannot be read.
    pub fn dropped(event: &DragEvent) -> Vec<Self> {
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        files.map(|files| Self::all(&files)).unwrap_or_default()
    }

    fn all(files: &web_sys::FileList) -> Vec<Self> {
        (0..files.length()).filter_map(|at| files.get(at)).map(Self::file).collect()
    }

    fn file(file: File) -> Self {
        let name = file.name();
        // Whole milliseconds, far below the size at which they would be inexact.
        let changed = Some(file.last_modified() as i64);
        Self { blob: file.unchecked_into(), name, changed }
    }

    /// Other content in the place of this one's.
    pub(super) fn with(&self, blob: Blob) -> Self {
        Self { blob, ..self.clone() }
    }

    pub(super) fn blob(&self) -> &Blob {
        &self.blob
    }

    /// Its file name, or the name that the caller gave.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its size as it stands there, in bytes; a compressed file holds more.
    pub fn size(&self) -> u64 {
        self.blob.size() as u64
    }

    /// When the file was last changed, in milliseconds since 1970: no line of it can be younger.
    pub fn changed(&self) -> Option<i64> {
        self.changed
    }
}
