//! Reads the page's folder. Symbolic links are not followed.

use std::collections::HashMap;
use std::fs::{self, DirEntry, File};
use std::io::{self, Read as _};
use std::path::Path;

use bytes::Bytes;

use crate::page::files::{content_type_of, uncompressed};

/// A folder with more is not a page. The built one has some twenty files and two megabytes.
const MAX_FILES: usize = 2_000;
const MAX_BYTES: u64 = 64 << 20;
const MAX_DEPTH: usize = 4;

/// What was found in the folder.
#[derive(Default)]
pub(crate) struct PageFolder {
    /// The files of a page by address, compressed copies included.
    pub(crate) files: HashMap<String, Bytes>,
    /// The names of other files.
    pub(crate) skipped: Vec<String>,
    bytes: u64,
}

impl PageFolder {
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut found = Self::default();
        found.read_dir(folder, "", 0)?;
        Ok(found)
    }

    pub(crate) fn skip(&mut self, address: &str) {
        // A name may contain anything, even a line feed.
        self.skipped.push(address.trim_start_matches('/').escape_debug().to_string());
    }

    fn read_dir(&mut self, folder: &Path, address: &str, depth: usize) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            // The type of the entry itself: a link is neither a file nor a folder.
            let kind = entry.file_type()?;
            let plain = name.to_str().filter(|name| is_plain_name(name));
            match plain {
                Some(name) if kind.is_dir() && depth < MAX_DEPTH => {
                    self.read_dir(&entry.path(), &format!("{address}/{name}"), depth + 1)?;
                }
                Some(name) if kind.is_file() => self.read_file(&entry.path(), format!("{address}/{name}"))?,
                _ => self.skip(&format!("{address}/{}", name.to_string_lossy())),
            }
        }
        Ok(())
    }

    fn read_file(&mut self, path: &Path, address: String) -> io::Result<()> {
        if content_type_of(uncompressed(&address)).is_none() {
            self.skip(&address);
            return Ok(());
        }
        let file = open(path).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", address.trim_start_matches('/')))
        })?;
        let length = file.metadata()?.len();
        self.bytes += length;
        if self.files.len() >= MAX_FILES || self.bytes > MAX_BYTES {
            return Err(io::Error::other("it holds more files, or larger ones, than a page has"));
        }
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes)?;
        self.files.insert(address, bytes.into());
        Ok(())
    }
}

/// Whether a build may make this name: not hidden, and without characters that a URL would escape.
fn is_plain_name(name: &str) -> bool {
    !name.starts_with('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// Opens a file, but no link or pipe that has replaced it since it was listed.
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
