//! Drives a machine: acts and answers in; records and calls out.
//!
//! Where there is an open vault, every act and every answer is in the run's journal, durably, before the machine
//! moves. What cannot be written waits: the machine stands still and no call is made.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::about::{About, Ownership, Unseen};
use super::write_ahead::{Pending, WriteBlocked};
use crate::app::state::AppState;
use crate::app::vault::{Journal, Recorder, Vault};
use keyturn_domain::call::Call;
use keyturn_domain::run::machine::{Machine, Ticket};
use keyturn_domain::run::step::StepView;
use keyturn_vault::act_codec::Journalled;

/// What goes on in the runner besides its machine.
pub(super) struct RunnerState<A> {
    pub(super) recorder: Option<Recorder>,
    pub(super) queue: VecDeque<Pending<A>>,
    pub(super) at_work: bool,
    /// A call that changes something is under way, and nobody but this page keeps its reply. Of a run that is
    /// watched: nobody but the page that works with it.
    pub(super) unkept: bool,
    /// Another tab works at the run: this one calls no vendor any more.
    pub(super) mute: bool,
    /// It was taken up from its journal, and nobody has done anything in it since.
    pub(super) untouched: bool,
}

/// A machine in a signal. It lives as long as the panel, so a run goes on when its page is left.
pub struct Runner<M: Machine + 'static> {
    pub(super) machine: RwSignal<Option<M>>,
    pub(super) inside: StoredValue<RunnerState<M::Act>, LocalStorage>,
    pub(super) writing: RwSignal<bool>,
    pub(super) blocked: RwSignal<Option<WriteBlocked>>,
    pub(super) ownership: RwSignal<Ownership>,
    pub(super) unseen: RwSignal<Unseen>,
    pub(super) about: StoredValue<Arc<About>>,
    pub(super) app: AppState,
    pub(super) vault: Vault,
    pub(super) settle: fn(&M, &About, AppState),
}

impl<M: Machine> Clone for Runner<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: Machine> Copy for Runner<M> {}

impl<M: Journalled + Send + Sync> Runner<M> {
    /// Takes a machine. `settle` is called once, when the run is over. The caller sees to it that this happens
    /// under an owner that outlives every page.
    pub(in crate::app) fn new(
        machine: M,
        about: Arc<About>,
        (app, vault): (AppState, Vault),
        recorder: Option<Recorder>,
        settle: fn(&M, &About, AppState),
    ) -> Self {
        let inside = RunnerState {
            recorder,
            queue: VecDeque::new(),
            at_work: false,
            unkept: false,
            mute: false,
            untouched: false,
        };
        Self {
            machine: RwSignal::new(Some(machine)),
            inside: StoredValue::new_local(inside),
            writing: RwSignal::new(false),
            blocked: RwSignal::new(None),
            ownership: RwSignal::default(),
            unseen: RwSignal::default(),
            about: StoredValue::new(about),
            app,
            vault,
            settle,
        }
    }

    /// What the run is about.
    pub fn about(self) -> Arc<About> {
        self.about.get_value()
    }

    /// Reads the machine, and again whenever it moved.
    pub fn read<T: Default>(self, read: impl FnOnce(&M) -> T) -> T {
        self.machine.with(|machine| machine.as_ref().map(read).unwrap_or_default())
    }

    /// All steps.
    pub fn steps(self) -> Signal<Vec<StepView>> {
        Signal::derive(move || self.read(Machine::steps))
    }

    /// Whether a call is on its way, or something is being written.
    pub fn busy(self) -> Signal<bool> {
        Signal::derive(move || self.writing.get() || self.read(Machine::is_busy))
    }

    /// Whether the run is over, as far as this tab goes.
    pub fn over(self) -> bool {
        self.ownership.get() == Ownership::Ended || self.read(Machine::is_over)
    }

    /// Whether it is this tab's to go on with.
    pub fn ownership(self) -> Signal<Ownership> {
        self.ownership.into()
    }

    /// It is, or is no longer, this tab's to go on with.
    pub(in crate::app) fn set_ownership(self, ownership: Ownership) {
        if self.ownership.get_untracked() != ownership {
            self.ownership.set(ownership);
        }
    }

    /// Shows the machine as it stands elsewhere.
    pub(in crate::app) fn replace_machine(self, machine: M) {
        self.machine.set(Some(machine));
    }

    pub(super) fn journal(self) -> Option<Rc<Journal>> {
        self.inside.with_value(|inside| inside.recorder.as_ref().and_then(Recorder::journal))
    }

    /// Why the run stands still, if something could not be written.
    pub fn blocked(self) -> Signal<Option<WriteBlocked>> {
        self.blocked.into()
    }

    /// The operator did something. What the present step does not allow changes nothing, so a second click is
    /// harmless.
    pub fn act(self, act: M::Act) {
        if self.blocked.with_untracked(Option::is_none) && self.ownership.get_untracked() == Ownership::Mine {
            self.inside.update_value(|inside| inside.untouched = false);
            self.enqueue(Pending::Act(act));
        }
    }

    /// It was taken up where its journal left it.
    pub(in crate::app) fn mark_resumed(self) {
        self.inside.update_value(|inside| inside.untouched = true);
    }

    /// Whether it ended while nobody was there.
    pub fn unseen(self) -> Signal<Unseen> {
        self.unseen.into()
    }

    /// Its page is on screen.
    pub fn mark_seen(self) {
        if self.unseen.get_untracked() == Unseen::New {
            self.unseen.set(Unseen::Seen);
        }
    }

    /// The call that was under way when the page went.
    pub(in crate::app) fn unanswered(self, ticket: Ticket, call: Call) {
        self.enqueue(Pending::Unanswered(ticket, call));
    }
}
