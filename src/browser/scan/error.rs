//! Why a scan or a copy did not come about, in words.

use wasm_bindgen::JsValue;

use crate::browser::worker::WorkerError;
use keyturn_domain::explain::Explanation;

/// Why something was not scanned, or not to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanError {
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

impl ScanError {
    /// By the word that the worker has for it.
    pub(super) fn called(word: &JsValue) -> Self {
        match word.as_string().as_deref() {
            Some("not loaded") => Self::NotLoaded,
            Some("unreadable") => Self::Unreadable,
            Some("damaged") => Self::Damaged,
            Some("archive") => Self::Archive,
            _ => Self::Stopped,
        }
    }

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
                "The notice on this page says whether it can be reloaded without losing anything. Nothing was scanned.",
            ),
            Self::Unreadable => (
                "The file cannot be read. It was moved, changed or locked since it was chosen, or it is a folder.",
                "This computer",
                "Choose the file again. Of a folder, choose the files in it.",
            ),
            Self::Damaged => (
                "The file is compressed, and it is damaged or cut off, or something else stands behind what is compressed. What stood before that was read.",
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

impl From<WorkerError> for ScanError {
    fn from(cause: WorkerError) -> Self {
        match cause {
            WorkerError::Refused => Self::NoWorker,
            WorkerError::NotLoaded => Self::NotLoaded,
        }
    }
}
