//! What is being looked up: the text, the scan of it, the answers. Nothing of it is kept, and nothing of it is sent.

mod basis;
mod register;

use std::sync::Arc;

use keyturn_scan::counts::Counts;
use keyturn_scan::sighting::{Kind, Sighting};
use leptos::prelude::*;

use super::components::Announcer;
use super::state::AppState;
use crate::browser::random;
use crate::browser::scan::{
    PreloadedPool, Progress, Scan, ScanEvent, ScanFault, ScanRequest, Source, Summary, start,
};
use crate::browser::time_zone::{self, TimeZone};
use keyturn_domain::lookup::{Answer, KeySummary, grouped};
use keyturn_domain::moment::{Moment, iso};
use keyturn_wire::register::{RegisterFault, RegisterFile};

/// How a scan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// There is nothing to scan.
    Idle,
    /// It is under way.
    Running(Progress),
    /// It came to its end.
    Done(Summary),
    /// The operator ended it.
    Cancelled,
    /// It broke off.
    Failed(ScanFault),
}

/// How the register stands.
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
    stands: RwSignal<Stands>,
    sightings: RwSignal<Vec<Sighting>>,
    counts: RwSignal<Counts>,
    unread: RwSignal<Vec<(u32, ScanFault)>>,
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
        let (sightings, counts) = (RwSignal::default(), RwSignal::default());
        let salt = StoredValue::new([0; 32]);
        let register = RwSignal::new(Registered::None);
        let known = Memo::new(move |_| Arc::new(basis::known(app, register)));
        let answers = Memo::new(move |_| {
            zone.track();
            let found = basis::Found { sightings, counts, salt: salt.get_value() };
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
            stands: RwSignal::new(Stands::Idle),
            sightings,
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

    /// How the scan stands. Tracked.
    pub fn stands(self) -> Stands {
        self.stands.get()
    }

    /// What is looked through: name and size. Tracked.
    pub fn names(self) -> Vec<(String, u64)> {
        self.names.get()
    }

    /// The sources that were not read to their end, and why. Tracked.
    pub fn unread(self) -> Vec<(u32, ScanFault)> {
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
    pub fn sighting(self, at: usize) -> Option<Sighting> {
        self.sightings.with_untracked(|sightings| sightings.get(at).cloned())
    }

    /// Whether no more occurrences are told one by one. Tracked.
    pub fn is_full(self) -> bool {
        self.sightings.with(|sightings| sightings.len() >= keyturn_scan::KEPT)
    }

    /// A source, by its number.
    pub fn source(self, file: u32) -> Option<Source> {
        self.sources.with_value(|sources| sources.get(file as usize).cloned())
    }

    /// The files in which a whole key stood that must not be there, or a part of a key. Tracked.
    pub fn leaking(self) -> Vec<u32> {
        self.sightings.with(|sightings| {
            let mut files: Vec<u32> = sightings
                .iter()
                .filter(|it| it.kind.is_leak() || it.kind == Kind::PartOfKey)
                .map(|it| it.file)
                .collect();
            files.dedup();
            files
        })
    }

    /// Has a scanner at hand for as long as the operator may be about to give it something.
    pub fn keep_ready(self) {
        Effect::new(move |_| {
            let running = matches!(self.stands.get(), Stands::Running(_));
            if !running && self.preloaded.with_value(Option::is_none) {
                self.preloaded.set_value(Some(PreloadedPool::start()));
            }
        });
        on_cleanup(move || self.preloaded.set_value(None));
    }

    /// Looks through these, and forgets what was looked through before.
    pub fn look_through(self, sources: Vec<Source>) {
        self.clear();
        if sources.is_empty() {
            return;
        }
        // Without chance the prints are the same in every scan; they never leave this page either way.
        let salt = random::random_bytes().map_or([0; 32], |salt| *salt);
        self.salt.set_value(salt);
        self.names.set(sources.iter().map(|it| (it.name().to_owned(), it.size())).collect());
        self.sources.set_value(sources.clone());
        self.stands.set(Stands::Running(Progress::default()));
        let known = self.known.with_untracked(|known| basis::texts(known));
        let preloaded = self.preloaded.try_update_value(Option::take).flatten();
        let scan = start(ScanRequest { sources, known, salt }, preloaded, move |event| self.hear(event));
        self.scan.set_value(Some(scan));
    }

    /// Ends the scan; what was found stays.
    pub fn cancel(self) {
        self.scan.set_value(None);
        self.stands.set(Stands::Cancelled);
        self.announcer.announce("Cancelled.");
    }

    /// Forgets the text and everything that was found in it.
    pub fn clear(self) {
        self.scan.set_value(None);
        self.sources.set_value(Vec::new());
        self.stands.set(Stands::Idle);
        self.names.set(Vec::new());
        self.unread.set(Vec::new());
        self.counts.set(Counts::default());
        self.sightings.set(Vec::new());
    }

    /// Takes lines without a zone for lines of this one. `false` if the browser does not know it.
    pub fn use_zone(self, name: String) -> bool {
        let Some(clock) = TimeZone::find(&name) else { return false };
        self.clock.set_value(Some(clock));
        self.zone.set(name);
        true
    }

    /// A day in the chosen zone. Tracked.
    pub fn day(self, at: Moment) -> String {
        self.zone.track();
        self.clock.with_value(|clock| match clock {
            Some(clock) => clock.day(at),
            None => iso(at),
        })
    }

    /// An instant in the chosen zone. Tracked.
    pub fn moment(self, at: Moment) -> String {
        self.zone.track();
        self.clock.with_value(|clock| match clock {
            Some(clock) => clock.moment(at),
            None => iso(at),
        })
    }

    fn hear(self, event: ScanEvent) {
        match event {
            ScanEvent::Found(more) => self.sightings.update(|sightings| sightings.extend(more)),
            ScanEvent::Counted(counts) => self.counts.set(counts),
            ScanEvent::Progress(progress) => self.stands.set(Stands::Running(progress)),
            ScanEvent::Unread { file, fault } => self.unread.update(|unread| unread.push((file, fault))),
            ScanEvent::Done(summary) => {
                self.stands.set(Stands::Done(summary));
                self.announcer.announce(format!("Done: {} found.", grouped(summary.found)));
            }
            ScanEvent::Failed(fault) => self.stands.set(Stands::Failed(fault)),
        }
    }
}
