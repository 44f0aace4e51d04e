//! The page's files, loaded into memory at start and on reload, and served from there. So no link, no file that is added
//! later and no half-written build is ever served.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::page::folder::PageFolder;
use crate::start_error::StartError;

/// The file that is served for the panel's own routes.
pub(crate) const INDEX: &str = "/index.html";

/// The content types of a page's files, by extension.
const CONTENT_TYPES: [(&str, &str); 8] = [
    ("css", "text/css"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
];

/// A representation of a file: as it is, or compressed.
pub(crate) struct Representation {
    pub(crate) bytes: Bytes,
    /// The value of its `ETag` header.
    pub(crate) etag: String,
}

pub(crate) struct PageFile {
    pub(crate) content_type: &'static str,
    /// Whether its name contains a hash, so that it never changes.
    pub(crate) hashed: bool,
    pub(crate) plain: Representation,
    pub(crate) brotli: Option<Representation>,
    pub(crate) gzip: Option<Representation>,
}

/// The page's files by address.
#[derive(Default)]
pub(crate) struct PageFiles {
    files: HashMap<String, PageFile>,
    /// Whether none of its scripts has a hash, as in a page that Trunk has built for development.
    unhashed: bool,
    /// The files in the folder that are not served.
    skipped: Vec<String>,
}

impl PageFiles {
    /// Loads the folder, or nothing if it has no `index.html`.
    ///
    /// # Errors
    /// It cannot be read, or is too large to be a page.
    pub(crate) fn read(folder: &Path) -> Result<Self, StartError> {
        match fs::symlink_metadata(folder.join("index.html")) {
            Ok(index) if index.is_file() => {}
            _ => return Ok(Self::default()),
        }
        PageFolder::read(folder).map(Self::of).map_err(|error| {
            StartError::new(format!(
                "page: {} cannot be used as the page ({error}). Name the folder that `cargo xtask build` has made, \
                 with --page or as `page` in keyturn.toml.",
                folder.display()
            ))
        })
    }

    /// Groups each file with its compressed copies.
    fn of(mut folder: PageFolder) -> Self {
        let is_plain = |address: &&String| uncompressed(address) == address.as_str();
        let addresses: Vec<String> = folder.files.keys().filter(is_plain).cloned().collect();
        let mut files = HashMap::new();
        for address in addresses {
            let Some((plain, kind)) = folder.files.remove(&address).zip(content_type_of(&address)) else {
                continue;
            };
            let mut form =
                |end: &str| folder.files.remove(&format!("{address}.{end}")).map(Representation::new);
            let (brotli, gzip) = (form("br"), form("gz"));
            let hashed = is_hashed(&address);
            files.insert(
                address,
                PageFile { content_type: kind, hashed, plain: Representation::new(plain), brotli, gzip },
            );
        }
        // Compressed copies without their file.
        let mut alone: Vec<String> = folder.files.drain().map(|(address, _)| address).collect();
        alone.sort();
        alone.iter().for_each(|address| folder.skip(address));
        let unhashed = files
            .get(INDEX)
            .is_some_and(|index: &PageFile| starts_scripts_without_any_hash(&index.plain.bytes));
        Self { files, unhashed, skipped: folder.skipped }
    }

    /// Whether the page was built with hashes, so that browsers are told to refuse a script without one.
    pub(crate) fn is_hashed(&self) -> bool {
        !self.unhashed
    }

    pub(crate) fn get(&self, path: &str) -> Option<&PageFile> {
        self.files.get(path)
    }

    /// What to tell the operator about the page.
    pub(crate) fn notice(&self) -> Option<String> {
        let skipped = (!self.skipped.is_empty()).then(|| self.describe_skipped());
        let unhashed = self.unhashed.then(|| {
            "no script of the page has a hash, so browsers are not told to refuse such: it is one for development. \
             `cargo xtask build` makes the page for everybody else"
                .to_owned()
        });
        let notices: Vec<String> = skipped.into_iter().chain(unhashed).collect();
        (!notices.is_empty()).then(|| notices.join("; "))
    }

    fn describe_skipped(&self) -> String {
        const NAMED: usize = 8;
        let count = self.skipped.len();
        let names: Vec<_> = self.skipped.iter().take(NAMED).map(String::as_str).collect();
        let more = if count > NAMED { format!(" and {} more", count - NAMED) } else { String::new() };
        format!(
            "the page's folder holds what is not served (links, names that begin with a dot, other kinds of files): \
             {}{more}",
            names.join(", ")
        )
    }
}

impl Representation {
    fn new(bytes: Bytes) -> Self {
        let hash = Sha256::digest(&bytes);
        let digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self { bytes, etag: format!("\"{digits}\"") }
    }
}

/// The address of the file that a compressed copy belongs to.
pub(crate) fn uncompressed(address: &str) -> &str {
    address.strip_suffix(".br").or_else(|| address.strip_suffix(".gz")).unwrap_or(address)
}

pub(crate) fn content_type_of(address: &str) -> Option<&'static str> {
    if address == INDEX {
        return Some("text/html");
    }
    let end = address.rsplit_once('.')?.1;
    CONTENT_TYPES.iter().find(|(known, _)| *known == end).map(|(_, kind)| *kind)
}

/// Of a page that has lost one hash of several, browsers are still told to refuse the script that has none.
fn starts_scripts_without_any_hash(index: &[u8]) -> bool {
    let html = String::from_utf8_lossy(index);
    let mut tags = html.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let starts_any = html.contains("<script");
    starts_any && !tags.any(|tag| tag.contains(" integrity="))
}

/// The build puts a hash of 16 hexadecimal digits after the last hyphen of the names that may be cached forever.
fn is_hashed(address: &str) -> bool {
    address.rsplit_once('-').is_some_and(|(_, rest)| {
        let hash = rest.split(['.', '_']).next().unwrap_or_default();
        hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_live_forever() {
        for (file, hashed) in [
            ("/keyturn-0123456789abcdef.js", true),
            ("/keyturn-0123456789abcdef_bg.wasm", true),
            ("/index.html", false),
            ("/boot.js", false),
            ("/key-turn.js", false),
            ("/a-0123456789abcdeg.js", false),
        ] {
            assert_eq!(is_hashed(file), hashed, "{file}");
        }
    }

    #[test]
    fn only_a_page_without_any_hash_is_one_for_development() {
        for (index, unhashed) in [
            ("<!doctype html>", false),
            ("<script defer src=\"/a.js\" integrity=\"sha384-x\"></script>", false),
            ("<script src=\"/a.js\" data-js-integrity=\"sha384-x\"></script>", true),
            (
                "<script integrity=\"sha384-x\"></script><link integrity=\"y\"><script src=\"/b.js\"></script>",
                false,
            ),
        ] {
            assert_eq!(starts_scripts_without_any_hash(index.as_bytes()), unhashed, "{index}");
        }
    }

    #[test]
    fn only_what_a_page_is_made_of_has_a_kind() {
        for address in ["/other.html", "/a/index.html", "/keyturn.toml", "/a", "/a.js.map", "/a.JS", "/a.js~"]
        {
            assert_eq!(content_type_of(address), None, "{address}");
        }
        assert_eq!(content_type_of("/index.html"), Some("text/html"));
        assert_eq!(content_type_of("/a/b.js"), Some("text/javascript"));
        assert_eq!(uncompressed("/index.html.br"), "/index.html");
    }
}
