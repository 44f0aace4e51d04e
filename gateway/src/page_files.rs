//! The page's files, read once at start: what was there then is served, and nothing else, whatever becomes of the
//! folder. So no link, no file that is added later and no half-written build can get into an answer.

use std::collections::HashMap;
use std::fs::{self, DirEntry, File};
use std::io::{self, Read as _};
use std::path::Path;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::start_error::StartError;

/// The file that every address of the panel's own gets.
pub(crate) const INDEX: &str = "/index.html";

/// What the page is made of, by the ends of the names.
const KINDS: [(&str, &str); 8] = [
    ("css", "text/css"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
];

/// More is no page. The built one has some twenty files and two megabytes.
const MOST_FILES: usize = 2_000;
const MOST_BYTES: u64 = 64 << 20;
const DEEPEST: usize = 4;

/// One form of a file: as it is, or compressed.
pub(crate) struct Form {
    pub(crate) bytes: Bytes,
    /// As in an `ETag` header.
    pub(crate) tag: String,
}

pub(crate) struct PageFile {
    pub(crate) kind: &'static str,
    /// Whether a hash in its name says that it never changes.
    pub(crate) hashed: bool,
    pub(crate) plain: Form,
    pub(crate) brotli: Option<Form>,
    pub(crate) gzip: Option<Form>,
}

/// The page by its addresses.
#[derive(Default)]
pub(crate) struct PageFiles {
    files: HashMap<String, PageFile>,
    /// What lies in the folder and is not served.
    pub(crate) left_out: Vec<String>,
}

impl PageFiles {
    /// Reads the folder; nothing of it without an `index.html`.
    ///
    /// # Errors
    /// It cannot be read, or is too large to be a page.
    pub(crate) fn read(folder: &Path) -> Result<Self, StartError> {
        let mut found = Found::default();
        match fs::symlink_metadata(folder.join("index.html")) {
            Ok(index) if index.is_file() => {}
            _ => return Ok(Self::default()),
        }
        found.folder(folder, "", 0).map_err(|error| {
            StartError::new(format!(
                "page: {} cannot be used as the page ({error}). Name the folder that `cargo xtask build` has made, \
                 with --page or as `page` in keyturn.toml.",
                folder.display()
            ))
        })?;
        Ok(found.page())
    }

    pub(crate) fn get(&self, path: &str) -> Option<&PageFile> {
        self.files.get(path)
    }

    /// One line about what is left out, for whoever starts the gateway.
    pub(crate) fn notice(&self) -> Option<String> {
        const NAMED: usize = 8;
        let count = self.left_out.len();
        let names: Vec<_> = self.left_out.iter().take(NAMED).map(String::as_str).collect();
        let more = if count > NAMED { format!(" and {} more", count - NAMED) } else { String::new() };
        (count > 0).then(|| {
            format!(
                "the page's folder holds what is not served (links, names that begin with a dot, other kinds of files): \
                 {}{more}",
                names.join(", ")
            )
        })
    }
}

#[derive(Default)]
struct Found {
    /// By address, compressed copies included.
    bytes: HashMap<String, Bytes>,
    left_out: Vec<String>,
    total: u64,
}

impl Found {
    fn folder(&mut self, folder: &Path, address: &str, depth: usize) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            // Of the entry itself: a link is neither a file nor a folder.
            let kind = entry.file_type()?;
            let plain = name.to_str().filter(|name| is_plain(name));
            match plain {
                Some(name) if kind.is_dir() && depth < DEEPEST => {
                    self.folder(&entry.path(), &format!("{address}/{name}"), depth + 1)?;
                }
                Some(name) if kind.is_file() => self.file(&entry.path(), format!("{address}/{name}"))?,
                _ => self.leave_out(&format!("{address}/{}", name.to_string_lossy())),
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, address: String) -> io::Result<()> {
        if kind_of(uncompressed(&address)).is_none() {
            self.leave_out(&address);
            return Ok(());
        }
        let file = open(path)?;
        let length = file.metadata()?.len();
        self.total += length;
        if self.bytes.len() >= MOST_FILES || self.total > MOST_BYTES {
            return Err(io::Error::other("it holds more files, or larger ones, than a page has"));
        }
        let mut bytes = Vec::new();
        file.take(MOST_BYTES).read_to_end(&mut bytes)?;
        self.bytes.insert(address, bytes.into());
        Ok(())
    }

    fn leave_out(&mut self, address: &str) {
        // A name may hold anything, an end of a line too.
        self.left_out.push(address.trim_start_matches('/').escape_debug().to_string());
    }

    fn page(mut self) -> PageFiles {
        let addresses: Vec<String> =
            self.bytes.keys().filter(|address| uncompressed(address) == address.as_str()).cloned().collect();
        let mut files = HashMap::new();
        for address in addresses {
            let Some((plain, kind)) = self.bytes.remove(&address).zip(kind_of(&address)) else { continue };
            let mut form = |end: &str| self.bytes.remove(&format!("{address}.{end}")).map(Form::new);
            let (brotli, gzip) = (form("br"), form("gz"));
            let hashed = is_hashed(&address);
            files.insert(address, PageFile { kind, hashed, plain: Form::new(plain), brotli, gzip });
        }
        // Compressed copies of nothing.
        let mut alone: Vec<String> = self.bytes.into_keys().collect();
        alone.sort();
        self.left_out.extend(alone.iter().map(|address| address.trim_start_matches('/').to_owned()));
        PageFiles { files, left_out: self.left_out }
    }
}

impl Form {
    fn new(bytes: Bytes) -> Self {
        let hash = Sha256::digest(&bytes);
        let digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self { bytes, tag: format!("\"{digits}\"") }
    }
}

/// Names as a build makes them: nothing hidden, nothing that an address could not hold as it is.
fn is_plain(name: &str) -> bool {
    !name.starts_with('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// The address of what a compressed copy is of.
fn uncompressed(address: &str) -> &str {
    address.strip_suffix(".br").or_else(|| address.strip_suffix(".gz")).unwrap_or(address)
}

fn kind_of(address: &str) -> Option<&'static str> {
    if address == INDEX {
        return Some("text/html");
    }
    let end = address.rsplit_once('.')?.1;
    KINDS.iter().find(|(known, _)| *known == end).map(|(_, kind)| *kind)
}

/// The build puts a hash of 16 hexadecimal digits behind the last hyphen of the names that may be kept forever.
fn is_hashed(address: &str) -> bool {
    address.rsplit_once('-').is_some_and(|(_, rest)| {
        let hash = rest.split(['.', '_']).next().unwrap_or_default();
        hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Opens a file that was one a moment ago: not a link that took its place since, and never waiting for a pipe's other end.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::OFlags;
    let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).map_err(io::Error::other)?;
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("a file is none any more")) }
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
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
    fn only_what_a_page_is_made_of_has_a_kind() {
        for address in ["/other.html", "/a/index.html", "/keyturn.toml", "/a", "/a.js.map", "/a.JS", "/a.js~"]
        {
            assert_eq!(kind_of(address), None, "{address}");
        }
        assert_eq!(kind_of("/index.html"), Some("text/html"));
        assert_eq!(kind_of("/a/b.js"), Some("text/javascript"));
        assert_eq!(uncompressed("/index.html.br"), "/index.html");
    }
}
