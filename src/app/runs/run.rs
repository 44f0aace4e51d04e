//! One run, as every page sees it.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::about::{About, Ownership, Unseen};
use super::kind::RunKind;
use super::runner::Runner;
use crate::app::vault::VaultAccessError;
use keyturn_domain::run::probe::Verdict;
use keyturn_domain::run::step::{Status, StepView};
use keyturn_domain::superapi::rotation::Rotation;
use keyturn_domain::westpac::rehearsal::Rehearsal;
use keyturn_domain::westpac::renewal::Renewal;

/// A run. What every page asks of it is answered without knowing its machine, so that the first screen does not
/// have to bring the machines along.
#[derive(Clone, Copy)]
pub struct Run {
    /// The run of its machine.
    pub of: RunOf,
    pub(super) control: StoredValue<Arc<dyn Control>>,
    about: StoredValue<Arc<About>>,
    over: Signal<bool>,
    ownership: Signal<Ownership>,
    steps: Signal<Vec<StepView>>,
    verdict: Signal<Option<Verdict>>,
    unseen: Signal<Unseen>,
    ending: Signal<String>,
}

/// The run of one of the three machines.
#[derive(Clone, Copy)]
pub enum RunOf {
    /// SuperAPI rotation, with the operator's own list of what uses the key.
    Rotation(Runner<Rotation>, RwSignal<Vec<Consumer>>),
    /// QuickStream renewal.
    Renewal(Runner<Renewal>),
    /// QuickStream renewal drill.
    Rehearsal(Runner<Rehearsal>),
}

/// Something that uses a key and has to be switched to the new one.
#[derive(Clone)]
pub struct Consumer {
    /// What the operator calls it.
    pub name: String,
    /// Whether it uses the new key.
    pub switched: ArcRwSignal<bool>,
}

impl Run {
    pub(super) fn new<M: RunKind>(runner: Runner<M>, of: RunOf) -> Self {
        Self {
            of,
            control: StoredValue::new(Arc::new(runner)),
            about: StoredValue::new(runner.about()),
            over: Signal::derive(move || runner.over()),
            ownership: runner.ownership(),
            steps: runner.steps(),
            verdict: Signal::derive(move || runner.read(RunKind::verdict)),
            unseen: runner.unseen(),
            ending: Signal::derive(move || runner.read(|machine| machine.ending().unwrap_or_default())),
        }
    }

    /// Whether it ended while nobody was there, and nobody has looked since.
    pub fn is_news(self) -> bool {
        self.unseen.get() == Unseen::New
    }

    /// How it ended, in a few words.
    pub fn ending(self) -> String {
        self.ending.get()
    }

    /// What it is about.
    pub fn about(self) -> Arc<About> {
        self.about.get_value()
    }

    /// Whether it is over.
    pub fn over(self) -> bool {
        self.over.get()
    }

    /// Whether it is this tab's to go on with.
    pub fn ownership(self) -> Ownership {
        self.ownership.get()
    }

    /// Hands it over with an export, where it is this tab's and has a journal. Afterwards it stands still here.
    pub(in crate::app) async fn hand_over(self, export: Uuid) -> Result<(), VaultAccessError> {
        self.control.get_value().hand_over(export).await
    }

    /// Whether a call of it is on its way, or something of it could not be written.
    pub(in crate::app) fn is_held_up(self) -> bool {
        self.control.get_value().is_held_up()
    }

    /// Whether the page that works with it may go without taking a reply along that nobody else keeps.
    pub(super) fn is_heard_out(self) -> bool {
        self.control.get_value().is_heard_out()
    }

    /// The verdict it stands at, for a person to decide upon. Tracked.
    pub fn verdict(self) -> Option<Verdict> {
        self.verdict.get()
    }

    /// All its steps. Tracked.
    pub fn steps(self) -> Signal<Vec<StepView>> {
        self.steps
    }

    /// The step it stands at and that step's status.
    pub fn stands(self) -> Option<(&'static str, Status)> {
        self.steps
            .with(|steps| steps.iter().find(|step| step.current).map(|step| (step.step.label(), step.status)))
    }
}

/// What is done with a run whatever its machine. It is held as an object, so that the first screen does not have to bring
/// the machines along.
pub(super) trait Control: Send + Sync {
    /// Hands it over with an export.
    fn hand_over(&self, export: Uuid) -> Written;
    fn is_held_up(&self) -> bool;
    fn is_heard_out(&self) -> bool;
    fn set_ownership(&self, ownership: Ownership);
}

type Written = Pin<Box<dyn Future<Output = Result<(), VaultAccessError>>>>;

impl<M: RunKind> Control for Runner<M> {
    fn hand_over(&self, export: Uuid) -> Written {
        Box::pin(Self::hand_over(*self, export))
    }

    fn is_held_up(&self) -> bool {
        Self::is_held_up(*self)
    }

    fn is_heard_out(&self) -> bool {
        Self::is_heard_out(*self)
    }

    fn set_ownership(&self, ownership: Ownership) {
        Self::set_ownership(*self, ownership);
    }
}
