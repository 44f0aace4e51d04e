//! What is being looked up: the text, the scan of it, the answers. Nothing of it is kept, and nothing of it is sent.

mod basis;
mod register;
mod scanning;
mod times;

use std::sync::Arc;

use keyturn_scan::counts::Counts;
use keyturn_scan::finding::{Finding, Kind};
use leptos::prelude::*;

use super::components::Announcer;
use super::state::AppState;
use crate::browser::scan::{PreloadedPool, Progress, Scan, ScanError, Source, Summary};
use crate::browser::time_zone::{self, TimeZone};
use keyturn_domain::lookup::{Answer, KeySummary};
use keyturn_wire::register::{RegisterFault, RegisterFile};

/// How far the scan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanState {
    /// There is nothing to scan.
    Idle,
    /// It is under way.
    Running(Progress),
    /// It came to its end.
    Done(Summary),
    /// The operator ended it.
    Cancelled,
    /// It broke off.
    Failed(ScanError),
}

/// Whether a register is here.
#[derive(Clone, Debug, PartialEq)]
pub enum Registered {
    /// There is none.
    None,
    /// It is being read.
    Loading,
    /// It cannot be used.
    Failed(RegisterFault),
    /// It is here.
    Here(Arc<RegisterFile>),
}

/// What is being looked up. It outlives the page, so that one can go to a key and come back.
#[derive(Clone, Copy)]
pub struct LookUp {
    app: AppState,
    announcer: Announcer,
    sources: StoredValue<Vec<Source>, LocalStorage>,
    names: RwSignal<Vec<(String, u64)>>,
    preloaded: StoredValue<Option<PreloadedPool>, LocalStorage>,
    scan: StoredValue<Option<Scan>, LocalStorage>,
    scan_state: RwSignal<ScanState>,
    findings: RwSignal<Vec<Finding>>,
    counts: RwSignal<Counts>,
    unread: RwSignal<Vec<(u32, ScanError)>>,
    salt: StoredValue<[u8; 32]>,
    /// The zone of lines that say none, and of all that is shown.
    pub zone: RwSignal<String>,
    clock: StoredValue<Option<TimeZone>, LocalStorage>,
    /// The register.
    pub register: RwSignal<Registered>,
    known: Memo<Arc<Vec<KeySummary>>>,
    answers: Memo<Arc<Vec<Arc<Answer>>>>,
}

impl LookUp {
    /// Provides it to everything below.
    pub(super) fn provide() {
        let app = AppState::here();
        let zone = RwSignal::new(time_zone::local_name());
        let clock = StoredValue::new_local(TimeZone::find(&zone.get_untracked()));
        let (findings, counts) = (RwSignal::default(), RwSignal::default());
        let salt = StoredValue::new([0; 32]);
        let register = RwSignal::new(Registered::None);
        let known = Memo::new(move |_| Arc::new(basis::known(app, register)));
        let answers = Memo::new(move |_| {
            zone.track();
            let found = basis::Found { findings, counts, salt: salt.get_value() };
            Arc::new(
                clock.with_value(|clock| found.answers(&known.get(), clock.as_ref(), app.site.now.get())),
            )
        });
        let look_up = Self {
            app,
            announcer: Announcer::here(),
            sources: StoredValue::new_local(Vec::new()),
            names: RwSignal::default(),
            preloaded: StoredValue::new_local(None),
            scan: StoredValue::new_local(None),
            scan_state: RwSignal::new(ScanState::Idle),
            findings,
            counts,
            unread: RwSignal::default(),
            salt,
            zone,
            clock,
            register,
            known,
            answers,
        };
        provide_context(look_up);
        look_up.read_register();
    }

    /// The panel's look-up.
    pub fn here() -> Self {
        expect_context()
    }

    /// The panel's state.
    pub const fn app(self) -> AppState {
        self.app
    }

    /// How far the scan has come. Tracked.
    pub fn scan_state(self) -> ScanState {
        self.scan_state.get()
    }

    /// What is looked through: name and size. Tracked.
    pub fn names(self) -> Vec<(String, u64)> {
        self.names.get()
    }

    /// The sources that were not read to their end, and why. Tracked.
    pub fn unread(self) -> Vec<(u32, ScanError)> {
        self.unread.get()
    }

    /// The keys that are known. Tracked.
    pub fn known(self) -> Arc<Vec<KeySummary>> {
        self.known.get()
    }

    /// The answers. Tracked.
    pub fn answers(self) -> Arc<Vec<Arc<Answer>>> {
        self.answers.get()
    }

    /// One occurrence. Untracked: what was told stays as it is.
    pub fn finding(self, at: usize) -> Option<Finding> {
        self.findings.with_untracked(|findings| findings.get(at).cloned())
    }

    /// Whether no more occurrences are told one by one. Tracked.
    pub fn is_full(self) -> bool {
        self.findings.with(|findings| findings.len() >= keyturn_scan::KEPT)
    }

    /// A source, by its number.
    pub fn source(self, file: u32) -> Option<Source> {
        self.sources.with_value(|sources| sources.get(file as usize).cloned())
    }

    /// The files in which a whole key stood that must not be there, or a part of a key. Tracked.
    pub fn leaking(self) -> Vec<u32> {
        self.findings.with(|findings| {
            let mut files: Vec<u32> = findings
                .iter()
                .filter(|it| it.kind.is_leak() || it.kind == Kind::PartOfKey)
                .map(|it| it.file)
                .collect();
            files.dedup();
            files
        })
    }
}
