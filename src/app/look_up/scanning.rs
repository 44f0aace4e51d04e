//! Scanning the text: begun, followed, ended.

use keyturn_scan::counts::Counts;
use leptos::prelude::*;

use super::{LookUp, ScanState, basis};
use crate::browser::random;
use crate::browser::scan::{PreloadedPool, Progress, ScanEvent, ScanRequest, Source, start};
use keyturn_domain::lookup::grouped;

impl LookUp {
    /// Has a scanner at hand for as long as the operator may be about to give it something.
    pub fn keep_ready(self) {
        Effect::new(move |_| {
            let running = matches!(self.scan_state.get(), ScanState::Running(_));
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
        // Without chance the fingerprints are the same in every scan; they never leave this page either way.
        let salt = random::random_bytes().map_or([0; 32], |salt| *salt);
        self.salt.set_value(salt);
        self.names.set(sources.iter().map(|it| (it.name().to_owned(), it.size())).collect());
        self.sources.set_value(sources.clone());
        self.scan_state.set(ScanState::Running(Progress::default()));
        let known = self.known.with_untracked(|known| basis::texts(known));
        let preloaded = self.preloaded.try_update_value(Option::take).flatten();
        let scan =
            start(ScanRequest { sources, known, salt }, preloaded, move |event| self.take_event(event));
        self.scan.set_value(Some(scan));
    }

    /// Ends the scan; what was found stays.
    pub fn cancel(self) {
        self.scan.set_value(None);
        self.scan_state.set(ScanState::Cancelled);
        self.announcer.announce("Cancelled.");
    }

    /// Forgets the text and everything that was found in it.
    pub fn clear(self) {
        self.scan.set_value(None);
        self.sources.set_value(Vec::new());
        self.scan_state.set(ScanState::Idle);
        self.names.set(Vec::new());
        self.unread.set(Vec::new());
        self.counts.set(Counts::default());
        self.findings.set(Vec::new());
    }

    fn take_event(self, event: ScanEvent) {
        match event {
            ScanEvent::Found(more) => self.findings.update(|findings| findings.extend(more)),
            ScanEvent::Counted(counts) => self.counts.set(counts),
            ScanEvent::Progress(progress) => self.scan_state.set(ScanState::Running(progress)),
            ScanEvent::Unread { file, fault } => self.unread.update(|unread| unread.push((file, fault))),
            ScanEvent::Done(summary) => {
                self.scan_state.set(ScanState::Done(summary));
                self.announcer.announce(format!("Done: {} found.", grouped(summary.found)));
            }
            ScanEvent::Failed(fault) => self.scan_state.set(ScanState::Failed(fault)),
        }
    }
}
