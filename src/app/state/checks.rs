//! Questions to vendors about keys: which are under way, and which brought no answer.

use leptos::prelude::*;

use super::activity::Activity;
use super::keys::Keys;
use super::site::Site;
use super::vendor_client::VendorClient;
use keyturn_domain::fault::Fault;
use keyturn_domain::inventory::KeyId;

/// Questions by key: under way, or answered with a fault. A key whose question was answered well is not in it.
type Questions = Vec<(KeyId, Option<Fault>)>;

/// How far a check of many keys has come, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sweep {
    /// Which one is being asked about, counted from one.
    pub at: usize,
    /// How many there are.
    pub of: usize,
    pub(super) stopped: bool,
}

/// Asks vendors about keys.
#[derive(Clone, Copy)]
pub struct Checks {
    questions: RwSignal<Questions>,
    pub(super) sweep: RwSignal<Option<Sweep>>,
    pub(super) keys: Keys,
    pub(super) site: Site,
    pub(super) vendors: VendorClient,
    pub(super) activity: Activity,
}

impl Checks {
    pub(super) fn new(keys: Keys, site: Site, vendors: VendorClient, activity: Activity) -> Self {
        Self { questions: RwSignal::default(), sweep: RwSignal::new(None), keys, site, vendors, activity }
    }

    /// Whether a question about this key is under way. Tracked.
    pub fn is_running(self, id: KeyId) -> bool {
        self.questions.with(|questions| answer_of(questions, id).is_some_and(Option::is_none))
    }

    /// What the last question about this key brought instead of an answer. Tracked.
    pub fn fault(self, id: KeyId) -> Option<Fault> {
        self.questions.with(|questions| answer_of(questions, id).cloned().flatten())
    }

    /// The keys whose last question brought a fault instead of an answer. Tracked.
    pub fn unanswered(self) -> Vec<KeyId> {
        let failed = |(id, answer): &(KeyId, Option<Fault>)| answer.is_some().then_some(*id);
        self.questions.with(|questions| questions.iter().filter_map(failed).collect())
    }

    /// Forgets what is known of the questions about a key.
    pub fn clear(self, id: KeyId) {
        self.questions.update(|questions| questions.retain(|(key, _)| *key != id));
    }

    /// How far a check of many keys has come, if one is under way. Tracked.
    pub fn sweep(self) -> Option<Sweep> {
        self.sweep.get()
    }

    /// Ends a check of many keys after the one that is being asked about.
    pub fn stop_sweep(self) {
        self.sweep.update(|sweep| {
            if let Some(sweep) = sweep {
                sweep.stopped = true;
            }
        });
    }

    pub(super) fn put(self, id: KeyId, answer: Option<Fault>) {
        self.questions.update(|questions| {
            questions.retain(|(key, _)| *key != id);
            questions.push((id, answer));
        });
    }
}

fn answer_of(questions: &Questions, id: KeyId) -> Option<&Option<Fault>> {
    questions.iter().find(|(key, _)| *key == id).map(|(_, answer)| answer)
}
