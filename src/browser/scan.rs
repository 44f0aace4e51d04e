//! Scanning files and text for keys in workers. They and their module are loaded only then, or when it is about to be.

mod copy;
mod crew;
mod fault;
mod source;
mod task;

use js_sys::{Array, Uint8Array};
use keyturn_scan::counts::Counts;
use keyturn_scan::message::{read_counts, read_sightings};
use keyturn_scan::sighting::Sighting;
use wasm_bindgen::JsValue;

use super::deferred::member;
pub use copy::{CopyNews, RedactedCopy, SHOWABLE, redact};
use crew::Crew;
pub use crew::Prepared;
pub use fault::ScanFault;
pub use source::Source;
use task::Task;

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
    /// More was found, in the order of files and lines. At most [`keyturn_scan::KEPT`] are told in all; all are counted.
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

/// A scan that runs. Dropping it ends the workers at once, and nothing is told any more.
pub struct Scan(Task);

impl Scan {
    /// Whether the worker has told its last.
    pub fn is_over(&self) -> bool {
        self.0.is_over()
    }
}

/// Starts a scan, with workers that were prepared if there are any, and tells what it finds. Everything, faults too, comes
/// through `tell`, after this has returned.
#[must_use]
pub fn start(order: Order, prepared: Option<Prepared>, mut tell: impl FnMut(News) + 'static) -> Scan {
    let now = js_sys::Date::now();
    let latest = |source: &Source| JsValue::from(source.changed().map_or(now, |changed| changed as f64));
    let files: Array = order.sources.iter().map(|source| JsValue::from(source.blob())).collect();
    let task = vec![
        ("files", files.into()),
        ("latest", order.sources.iter().map(latest).collect::<Array<JsValue>>().into()),
        ("known", one_to_a_line(&order.known).into()),
        ("salt", Uint8Array::from(&order.salt[..]).into()),
    ];
    let prepared = prepared.and_then(Prepared::take);
    let crew = async {
        match prepared {
            Some(crew) => Ok(crew),
            None => Crew::of_all().await,
        }
    };
    Scan(Task::start(task, crew, move |said| match said {
        Err(fault) => tell(News::Failed(fault)),
        Ok(said) => news(&said).into_iter().for_each(&mut tell),
    }))
}

/// Known texts are told apart by their lines; one that has several is none that could be found in a line.
fn one_to_a_line(known: &[String]) -> String {
    let lines = known.iter().map(|text| if text.contains(['\n', '\r']) { "" } else { text });
    lines.collect::<Vec<_>>().join("\n")
}

/// What one message of the worker says.
fn news(said: &JsValue) -> Vec<News> {
    if let Some(fault) = member(said, "fault") {
        return vec![News::Unread { file: number(said, "unread") as u32, fault: ScanFault::called(&fault) }];
    }
    if let Some(totals) = member(said, "done") {
        let at = |place: u32| {
            js_sys::Reflect::get_u32(&totals, place).ok().and_then(|of| of.as_f64()).unwrap_or_default()
        };
        return vec![News::Done(Summary {
            bytes: number(said, "bytes") as u64,
            lines: at(0) as u64,
            found: at(1) as u64,
            leaks: at(2) as u64,
            took: number(said, "took") as u32,
        })];
    }
    let bytes = |name: &str| {
        member(said, name).map(|bytes| Uint8Array::new(&bytes).to_vec()).filter(|bytes| !bytes.is_empty())
    };
    let found = bytes("found").and_then(|bytes| read_sightings(&bytes)).map(News::Found);
    let counted = bytes("counts").and_then(|bytes| read_counts(&bytes)).map(News::Counted);
    let progress = Progress {
        file: number(said, "file") as u32,
        read: number(said, "read") as u64,
        of: number(said, "of") as u64,
    };
    [found, counted, Some(News::Progress(progress))].into_iter().flatten().collect()
}

/// A number of the worker's: whole, and far below the size at which it would be inexact.
fn number(said: &JsValue, name: &str) -> f64 {
    member(said, name).and_then(|number| number.as_f64()).unwrap_or_default()
}
