//! Scanning files and text for keys in workers, which are loaded when a scan starts or is about to start.

mod copy;
mod error;
mod job;
mod source;
mod worker_pool;

use js_sys::{Array, Uint8Array};
use keyturn_scan::counts::Counts;
use keyturn_scan::finding::Finding;
use keyturn_scan::message::{read_counts, read_findings};
use wasm_bindgen::JsValue;

use super::js::property;
pub use copy::{CopyEvent, RedactedCopy, SHOWABLE, redact};
pub use error::ScanError;
use job::Job;
pub use source::Source;
pub use worker_pool::PreloadedPool;
use worker_pool::WorkerPool;

/// What is to be scanned, and what is known beforehand.
pub struct ScanRequest {
    /// In the order in which they are read; [`Finding::file`] is the index.
    pub sources: Vec<Source>,
    /// Texts to look for letter by letter besides everything that has the shape of a key or a name: names of an unusual
    /// shape and SuperAPI short tokens. [`Finding::known`] is the index. Shorter ones than
    /// [`keyturn_scan::SHORTEST_KNOWN`] bytes are not looked for.
    pub known: Vec<String>,
    /// Random, new for this scan: see [`keyturn_scan::fingerprint`].
    pub salt: [u8; 32],
}

/// What a scan reports while it runs.
pub enum ScanEvent {
    /// More was found, in the order of files and lines. At most [`keyturn_scan::KEPT`] are listed in all; all are counted.
    Found(Vec<Finding>),
    /// All counts so far, of all sources; replaces the counts before.
    Counted(Counts),
    /// How far it has come.
    Progress(Progress),
    /// A source could not be read to its end. What was found in it stands, and the scan goes on with the next.
    Unread {
        /// Which source.
        file: u32,
        /// Why.
        fault: ScanError,
    },
    /// All sources are done; nothing follows.
    Done(Summary),
    /// The scan could not start, or broke off; nothing follows.
    Failed(ScanError),
}

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
    /// Occurrences, whether listed or not.
    pub found: u64,
    /// Those of them in which a whole credential stood that must not be in a text (see `Kind::is_leak`).
    pub leaks: u64,
    /// How long it took, in milliseconds.
    pub took: u32,
}

/// A running scan. Dropping it ends the workers at once, and no event follows.
pub struct Scan(Job);

impl Scan {
    /// Whether the last event has been sent.
    pub fn has_ended(&self) -> bool {
        self.0.has_ended()
    }
}

/// Starts a scan, on preloaded workers if there are any. Events, errors among them, go to `tell` after this has returned.
#[must_use]
pub fn start(
    request: ScanRequest,
    preloaded: Option<PreloadedPool>,
    mut tell: impl FnMut(ScanEvent) + 'static,
) -> Scan {
    let now = js_sys::Date::now();
    let latest = |source: &Source| JsValue::from(source.changed().map_or(now, |changed| changed as f64));
    let files: Array = request.sources.iter().map(|source| JsValue::from(source.blob())).collect();
    let message = vec![
        ("files", files.into()),
        ("latest", request.sources.iter().map(latest).collect::<Array<JsValue>>().into()),
        ("known", one_to_a_line(&request.known).into()),
        ("salt", Uint8Array::from(&request.salt[..]).into()),
    ];
    let preloaded = preloaded.and_then(PreloadedPool::take);
    let pool = async {
        match preloaded {
            Some(pool) => Ok(pool),
            None => WorkerPool::with_all().await,
        }
    };
    Scan(Job::start(message, pool, move |message| match message {
        Err(fault) => tell(ScanEvent::Failed(fault)),
        Ok(message) => events(&message).into_iter().for_each(&mut tell),
    }))
}

/// Known texts are told apart by their lines; one that has several is none that could be found in a line.
fn one_to_a_line(known: &[String]) -> String {
    let lines = known.iter().map(|text| if text.contains(['\n', '\r']) { "" } else { text });
    lines.collect::<Vec<_>>().join("\n")
}

/// What one message of the worker says.
fn events(message: &JsValue) -> Vec<ScanEvent> {
    if let Some(fault) = property(message, "fault") {
        return vec![ScanEvent::Unread {
            file: number(message, "unread") as u32,
            fault: ScanError::called(&fault),
        }];
    }
    if let Some(totals) = property(message, "done") {
        let at = |place: u32| {
            js_sys::Reflect::get_u32(&totals, place).ok().and_then(|of| of.as_f64()).unwrap_or_default()
        };
        return vec![ScanEvent::Done(Summary {
            bytes: number(message, "bytes") as u64,
            lines: at(0) as u64,
            found: at(1) as u64,
            leaks: at(2) as u64,
            took: number(message, "took") as u32,
        })];
    }
    let bytes = |name: &str| {
        property(message, name)
            .map(|bytes| Uint8Array::new(&bytes).to_vec())
            .filter(|bytes| !bytes.is_empty())
    };
    let found = bytes("found").and_then(|bytes| read_findings(&bytes)).map(ScanEvent::Found);
    let counted = bytes("counts").and_then(|bytes| read_counts(&bytes)).map(ScanEvent::Counted);
    let progress = Progress {
        file: number(message, "file") as u32,
        read: number(message, "read") as u64,
        of: number(message, "of") as u64,
    };
    [found, counted, Some(ScanEvent::Progress(progress))].into_iter().flatten().collect()
}

/// A number of the worker's: whole, and far below the size at which it would be inexact.
fn number(message: &JsValue, name: &str) -> f64 {
    property(message, name).and_then(|number| number.as_f64()).unwrap_or_default()
}
