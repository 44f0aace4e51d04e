//! Scanning files and text for keys in a worker. The worker and its module are loaded only then.

mod source;

use keyturn_scan::counts::Counts;
use keyturn_scan::sighting::Sighting;

use crate::domain::explain::Explanation;
pub use source::Source;

/// What is to be scanned, and what is known beforehand.
pub struct Order {
    /// In this order; [`Sighting::file`] is the index.
    pub sources: Vec<Source>,
    /// Texts to look for letter by letter besides everything that has the shape of a key or a name: names of an unusual
    /// shape and SuperAPI short tokens. [`Sighting::known`] is the index. Shorter ones than
    /// [`keyturn_scan::SHORTEST_KNOWN`] bytes are not looked for.
    pub known: Vec<String>,
    /// Random, new for this scan: see [`keyturn_scan::print`].
    pub salt: [u8; 32],
}

/// What a scan tells while it runs.
pub enum News {
    /// More was found, in the order of files and lines. At most [`KEPT`] are told in all; all are counted.
    Found(Vec<Sighting>),
    /// All counts so far, of all sources; replaces what was told before.
    Counted(Counts),
    /// How far it has come.
    Progress(Progress),
    /// A source could not be read to its end; what was told of it before stands, and the scan goes on with the next.
    Unread {
        /// Which source.
        file: u32,
        /// Why.
        fault: ScanFault,
    },
    /// All sources are done; nothing follows.
    Done(Summary),
    /// The scan could not start, or broke off; nothing follows.
    Failed(ScanFault),
}

/// So many occurrences are told one by one.
pub const KEPT: usize = 10_000;

/// How far a scan has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The source that is being read.
    pub file: u32,
    /// Bytes read so far of all sources, as they lie there.
    pub read: u64,
    /// Bytes of all sources, as they lie there.
    pub of: u64,
}

/// What a whole scan came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Bytes looked at, after decompression.
    pub bytes: u64,
    /// Lines looked at.
    pub lines: u64,
    /// Occurrences, whether told one by one or not.
    pub found: u64,
    /// Those of them in which a whole credential stood that must not be in a text (see `Kind::is_leak`).
    pub leaks: u64,
    /// How long it took, in milliseconds.
    pub took: u32,
}

/// Why something was not scanned, or not to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanFault {
    /// This browser, or a rule on this page, refuses workers.
    NoWorker,
    /// A file of the panel did not arrive, or is not the one this page was made with.
    NotLoaded,
    /// The file cannot be read: it was moved, changed or locked meanwhile, or it is a directory.
    Unreadable,
    /// It calls itself compressed, and its content is damaged or cut off.
    Damaged,
    /// A kind of archive that the panel does not read (zip, zst, xz, bzip2, 7z).
    Archive,
    /// The worker stopped.
    Stopped,
}

impl ScanFault {
    /// What happened, whose fault it is and what to do next.
    pub fn words(self) -> Explanation {
        let (happened, owner, next) = match self {
            Self::NoWorker => (
                "This browser does not let the page work in the background, and files are scanned nowhere else.",
                "This browser, or an extension in it",
                "Allow workers for this site, or use an up-to-date browser.",
            ),
            Self::NotLoaded => (
                "The part of the panel that scans did not load, or is not the one this page was made with.",
                "The network, or whoever runs this panel's server",
                "Reload the page. If it fails again, tell whoever runs the panel. Nothing was scanned.",
            ),
            Self::Unreadable => (
                "The file cannot be read. It was moved, changed or locked since it was chosen, or it is a folder.",
                "This computer",
                "Choose the file again. Of a folder, choose the files in it.",
            ),
            Self::Damaged => (
                "The file is compressed, and its content is damaged or cut off. What stood before that was scanned.",
                "Whoever made the file",
                "Get the file again, or decompress it yourself and choose what comes out.",
            ),
            Self::Archive => (
                "The panel reads plain text and gzip. It does not open archives of this kind.",
                "Nobody",
                "Unpack the archive and choose the files that were in it.",
            ),
            Self::Stopped => (
                "The scan stopped before its end: the browser ended the worker, perhaps for want of memory.",
                "This browser",
                "Close other tabs and scan again. Choose fewer files at a time.",
            ),
        };
        Explanation { happened: happened.into(), owner, causes: Vec::new(), next: next.into() }
    }
}

/// A scan that runs. Dropping it ends the worker at once, and nothing is told any more.
pub struct Scan(());

/// Starts a scan and tells what it finds. Everything, faults too, comes through `tell`, after this has returned.
#[must_use]
pub fn start(order: Order, tell: impl FnMut(News) + 'static) -> Scan {
    let _ = (order, tell);
    Scan(())
}

/// What a redaction tells while it runs.
pub enum CopyNews {
    /// Bytes read so far, and in all.
    Progress(u64, u64),
    /// The copy is complete; nothing follows.
    Done(RedactedCopy),
    /// There is no copy; nothing follows.
    Failed(ScanFault),
}

/// A source with every whole key replaced by its mask. It lies with the browser, not in the page's memory.
pub struct RedactedCopy {
    source: Source,
    /// How many keys were replaced.
    pub replaced: u64,
}

impl RedactedCopy {
    /// The copy, to be scanned again. A compressed source's copy is plain text.
    pub fn source(&self) -> Source {
        self.source.clone()
    }

    /// Has the browser save it as a file of this name.
    pub fn save(&self, name: &str) {
        let _ = name;
    }

    /// Its text, for one small enough to be shown or copied: `None` above [`SHOWABLE`] bytes. What is not UTF-8 in it
    /// is replaced.
    pub async fn text(&self) -> Option<String> {
        None
    }
}

/// A redacted copy of up to so many bytes can be had as text.
pub const SHOWABLE: u64 = 1 << 20;

/// Starts to make a redacted copy. Everything, faults too, comes through `tell`. Dropping what this returns ends it.
#[must_use]
pub fn redact(source: &Source, tell: impl FnMut(CopyNews) + 'static) -> Scan {
    let _ = (source, tell);
    Scan(())
}
