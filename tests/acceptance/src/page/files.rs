//! Files that are dropped, chosen and saved.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Page;
use crate::must;

/// A file for the page: its name, its content, and whether it comes compressed.
pub struct Given<'a> {
    /// Its name.
    pub name: &'a str,
    /// What stands in it.
    pub text: &'a [u8],
    /// Whether the page gets it through gzip.
    pub zipped: bool,
}

impl<'a> Given<'a> {
    /// A file as it stands.
    pub const fn plain(name: &'a str, text: &'a [u8]) -> Self {
        Self { name, text, zipped: false }
    }

    fn told(&self) -> Value {
        json!({ "name": self.name, "text": STANDARD.encode(self.text), "zipped": self.zipped })
    }
}

const MAKE: &str = "const made = await Promise.all(arguments[1].map(async ({ name, text, zipped }) => { \
                      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)); \
                      const stream = () => new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip')); \
                      const body = zipped ? await new Response(stream()).arrayBuffer() : bytes; \
                      return new File([body], name); \
                    })); \
                    const data = new DataTransfer(); \
                    for (const file of made) data.items.add(file);";

impl Page {
    /// Drops the files on the part of the page with this label.
    pub async fn drop_files(&self, label: &str, files: &[Given<'_>]) {
        let drop = format!(
            "return (async function () {{ {MAKE} \
             const target = document.querySelector(`[aria-label=\"${{arguments[0]}}\"]`); \
             for (const type of ['dragenter', 'dragover', 'drop']) {{ \
               target.dispatchEvent(new DragEvent(type, {{ bubbles: true, cancelable: true, dataTransfer: data }})); \
             }} }}).apply(null, arguments)"
        );
        self.give(&drop, label, files).await;
    }

    /// Chooses the files in the field with this label.
    pub async fn choose_files(&self, label: &str, files: &[Given<'_>]) {
        let choose = format!(
            "return (async function () {{ {MAKE} \
             const [field] = __walk.find('field', arguments[0]); \
             field.files = data.files; \
             field.dispatchEvent(new Event('change', {{ bubbles: true }})); }}).apply(null, arguments)"
        );
        self.give(&choose, label, files).await;
    }

    async fn give(&self, script: &str, label: &str, files: &[Given<'_>]) {
        let files: Vec<Value> = files.iter().map(Given::told).collect();
        self.ask::<Value>(script, &[json!(label), Value::Array(files)]).await;
    }

    /// From now on, what the page saves goes to this folder.
    pub async fn save_to(&self, folder: &Path) {
        let told = json!({ "behavior": "allow", "downloadPath": folder });
        self.browser.command("Browser.setDownloadBehavior", told).await;
    }

    /// Waits until the page has saved a file of this name there, and reads it.
    pub async fn saved(&self, folder: &Path, name: &str) -> Vec<u8> {
        self.until(&format!("the file {name}"), async || {
            let names: Vec<String> = must("the folder", fs::read_dir(folder))
                .flatten()
                .map(|file| file.file_name().to_string_lossy().into_owned())
                .collect();
            // A file that is still being written bears another name.
            if names.iter().any(|it| it == name) { Ok(()) } else { Err(format!("{names:?}")) }
        })
        .await;
        must("the saved file", fs::read(folder.join(name)))
    }

    /// Lets the page read the clipboard without asking a person.
    pub async fn allow_clipboard(&self) {
        let told = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": self.origin });
        self.browser.command("Browser.grantPermissions", told).await;
    }
}
