//! What is to be looked through, as the bytes of its text.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use flate2::read::MultiGzDecoder;
use keyturn_scan::time::HEAD;

use crate::error::CliError;
use crate::utf16::{Order, Utf16};

/// Zip, Zstandard, xz, bzip2, 7-Zip.
const ARCHIVES: [&[u8]; 5] = [b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"BZh", b"7z\xbc\xaf"];
const GZIP: &[u8] = b"\x1f\x8b\x08";
const HELD: usize = 256 << 10;

/// A file or standard input.
pub(crate) struct Input {
    /// Its text, decompressed and in UTF-8.
    pub(crate) text: Box<dyn Read>,
    /// The beginning of the text.
    pub(crate) head: Vec<u8>,
    /// When it was last changed, in milliseconds since 1970: no line of it is younger.
    pub(crate) changed: i64,
}

impl Input {
    /// Opens a file, or standard input where that is `-`.
    pub(crate) fn open(path: &Path) -> Result<Self, CliError> {
        let unreadable = |cause| CliError::Unreadable(path.to_owned(), cause);
        let (bytes, changed): (Box<dyn Read>, _) = if path == Path::new("-") {
            (Box::new(io::stdin()), SystemTime::now())
        } else {
            let file = File::open(path).map_err(unreadable)?;
            let about = file.metadata().map_err(unreadable)?;
            (Box::new(file), about.modified().unwrap_or_else(|_| SystemTime::now()))
        };
        let mut bytes = Head::of(bytes).map_err(unreadable)?;
        if ARCHIVES.iter().any(|archive| bytes.starts_with(archive)) {
            return Err(CliError::Archive(path.to_owned()));
        }
        if bytes.starts_with(GZIP) {
            bytes = Head::of(Box::new(MultiGzDecoder::new(bytes.into_reader()))).map_err(unreadable)?;
        }
        let order = Order::of_mark(&bytes.first);
        let mut text: Box<dyn Read> = match order {
            Some(order) => Box::new(Utf16::new(bytes.into_reader(), order)),
            None => bytes.into_reader(),
        };
        // Where a file breaks off is for whoever reads it to find out.
        let mut head = Vec::new();
        let broken = text.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
        let rest: Box<dyn Read> = match broken {
            Some(error) => Box::new(Broken(Some(error))),
            None => text,
        };
        let text = Box::new(io::Cursor::new(head.clone()).chain(rest));
        let changed = changed.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Ok(Self { text, head, changed: i64::try_from(changed).unwrap_or(i64::MAX) })
    }
}

/// Fails as what stood here failed.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Bytes whose first ones have been looked at.
struct Head {
    first: Vec<u8>,
    rest: BufReader<Box<dyn Read>>,
}

impl Head {
    /// As long as the longest mark that is looked for.
    const LENGTH: u64 = 6;

    fn of(bytes: Box<dyn Read>) -> io::Result<Self> {
        let mut rest = BufReader::with_capacity(HELD, bytes);
        let mut first = Vec::new();
        rest.by_ref().take(Self::LENGTH).read_to_end(&mut first)?;
        // A directory opens on some systems and fails only when it is read.
        rest.fill_buf()?;
        Ok(Self { first, rest })
    }

    fn starts_with(&self, mark: &[u8]) -> bool {
        self.first.starts_with(mark)
    }

    fn into_reader(self) -> Box<dyn Read> {
        Box::new(io::Cursor::new(self.first).chain(self.rest))
    }
}
