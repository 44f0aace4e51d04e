//! Drives a machine: acts and answers in; records and calls out.
//!
//! Where there is an open vault, every act and every answer is in the run's journal, durably, before the machine
//! moves. What cannot be written waits: the machine stands still and no call is made.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

use super::state::{AppState, RawReply};
use super::vault::{Fault, Journal, Recorder, Vault, reply_key};
use crate::route::RunId;
use keyturn_domain::activity;
use keyturn_domain::call::Call;
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::moment::Moment;
use keyturn_domain::product::ProductId;
use keyturn_domain::run::machine::{Answered, Effect, Event, Machine, Reply, Ticket};
use keyturn_domain::run::step::StepView;
use keyturn_domain::secret::Secret;
use keyturn_vault::acts::Journalled;
use keyturn_vault::entry::{Entry, Replied};
use keyturn_vault::replay::{handed_over, taken_up};
use keyturn_wire::exchange::heard;
use keyturn_wire::read::NotReached;

/// What a run is about, whatever its machine.
pub struct About {
    /// Identifies it.
    pub id: RunId,
    /// Its name, such as "Rotate Payroll".
    pub title: String,
    /// The connection that all its calls go through.
    pub connection: Connection,
    /// The key it starts from.
    pub key: Option<KeyId>,
    /// The product whose keys it changes.
    pub product: Option<ProductId>,
    /// When it began.
    pub began: Moment,
    /// Whether a journal of it is kept in the vault.
    pub kept: bool,
    /// The journal that it was read from, if it was.
    pub set: Option<Uuid>,
}

/// Whether a run is this tab's to go on with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Away {
    /// It is.
    #[default]
    Here,
    /// Another tab works with it.
    Watched,
    /// It was handed over with this export.
    HandedOver(Uuid),
    /// It ended elsewhere.
    Ended,
}

/// Whether a run came to its end while nobody was there, by an answer that was fetched for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unseen {
    /// It did not.
    #[default]
    No,
    /// It did, and its page has not been opened since.
    New,
    /// It did, and somebody has looked at it.
    Seen,
}

/// What waits to be written, and then to move the machine.
enum Pending<A> {
    Act(A),
    Heard(Ticket, Call, RawReply),
    /// Made before the page went; its answer may be parked.
    Unanswered(Ticket, Call),
}

/// Why a run stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// What stands in the way.
    pub fault: Fault,
    /// What could be done about it besides trying again.
    pub or: Instead,
}

/// The way round what cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Not to do what was asked.
    LeaveIt,
    /// To go on with the answer in this page's memory only.
    Unwritten,
    /// To take the reply as lost.
    TakeAsLost,
}

/// What goes on in the runner besides its machine.
struct Inside<A> {
    recorder: Option<Recorder>,
    queue: VecDeque<Pending<A>>,
    at_work: bool,
    /// A call that changes something is under way, and nobody but this page keeps its reply. Of a run that is
    /// watched: nobody but the page that works with it.
    unkept: bool,
    /// Another tab works at the run: this one calls no vendor any more.
    mute: bool,
    /// It was taken up from its journal, and nobody has done anything in it since.
    untouched: bool,
}

/// A machine in a signal. It lives as long as the panel, so a run goes on when its page is left.
pub struct Runner<M: Machine + 'static> {
    machine: RwSignal<Option<M>>,
    inside: StoredValue<Inside<M::Act>, LocalStorage>,
    writing: RwSignal<bool>,
    stuck: RwSignal<Option<Stuck>>,
    away: RwSignal<Away>,
    unseen: RwSignal<Unseen>,
    about: StoredValue<Arc<About>>,
    app: AppState,
    vault: Vault,
    settle: fn(&M, &About, AppState),
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
    pub(super) fn new(
        machine: M,
        about: Arc<About>,
        (app, vault): (AppState, Vault),
        recorder: Option<Recorder>,
        settle: fn(&M, &About, AppState),
    ) -> Self {
        let inside = Inside {
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
            stuck: RwSignal::new(None),
            away: RwSignal::default(),
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
        self.away.get() == Away::Ended || self.read(Machine::is_over)
    }

    /// Whether it is this tab's to go on with.
    pub fn away(self) -> Signal<Away> {
        self.away.into()
    }

    /// It is, or is no longer, this tab's to go on with.
    pub(super) fn is_away(self, away: Away) {
        if self.away.get_untracked() != away {
            self.away.set(away);
        }
    }

    /// Shows the machine as it stands elsewhere.
    pub(super) fn show(self, machine: M) {
        self.machine.set(Some(machine));
    }

    /// Whether the reply that the run waits for comes to one page alone, and nobody keeps it.
    pub(super) fn listens_alone(self, unkept: bool) {
        self.inside.update_value(|inside| inside.unkept = unkept);
    }

    /// Whether the page that works with this run may go without taking a reply along that nobody else keeps. One that
    /// could not be written is tried again.
    pub(super) fn is_heard_out(self) -> bool {
        let (unkept, at_work) = self.inside.with_value(|inside| (inside.unkept, inside.at_work));
        let over = self.away.get_untracked() == Away::Ended;
        match self.stuck.get_untracked() {
            Some(stuck) if unkept && !over && !stuck.fault.is_elsewhere() => {
                // An act that could not be written must not stand before the answer.
                if stuck.or == Instead::LeaveIt {
                    self.instead(Instead::LeaveIt);
                } else {
                    self.try_again();
                }
                false
            }
            Some(_) => true,
            None => over || !unkept && !at_work,
        }
    }

    /// Whether a call is on its way, or something could not be written.
    pub(super) fn is_held_up(self) -> bool {
        untrack(|| self.busy().get() || self.stuck.with(Option::is_some))
    }

    /// Hands the run over with an export. Once that is written, nothing more is done here.
    pub(super) async fn hand_over(self, export: Uuid) -> Result<(), Fault> {
        let Some(journal) = self.journal().filter(|_| self.away.get_untracked() == Away::Here) else {
            return Ok(());
        };
        if self.is_held_up() {
            return Err(Fault::Busy);
        }
        // From here on no act is taken, so that none can follow.
        self.away.set(Away::HandedOver(export));
        let now = self.app.site.moment();
        let written = journal.write(&Entry::HandedOver { export }, now).await;
        match written {
            Ok(()) => self.note(handed_over(export, now)),
            Err(_) => self.away.set(Away::Here),
        }
        written
    }

    fn note(self, entry: activity::Entry) {
        let about = self.about();
        self.app.activity.note(Some(about.id), &about.title, entry);
    }

    /// Takes a run that was handed over up again.
    pub(super) async fn take_back(self, export: Uuid) -> Result<(), Fault> {
        let Some(journal) = self.journal() else { return Ok(()) };
        let now = self.app.site.moment();
        journal.write(&Entry::TakenUp { export }, now).await?;
        self.note(taken_up(export, now));
        self.vault.changed();
        self.away.set(Away::Here);
        Ok(())
    }

    /// A run that was handed over has ended where it went: its journal goes.
    pub(super) fn ended_elsewhere(self) {
        self.away.set(Away::Ended);
        if let Some(journal) = self.journal() {
            self.vault.settled(journal, self.about().id);
        }
    }

    fn journal(self) -> Option<Rc<Journal>> {
        self.inside.with_value(|inside| inside.recorder.as_ref().and_then(Recorder::journal))
    }

    /// Why the run stands still, if something could not be written.
    pub fn stuck(self) -> Signal<Option<Stuck>> {
        self.stuck.into()
    }

    /// The operator did something. What the present step does not allow changes nothing, so a second click is
    /// harmless.
    pub fn act(self, act: M::Act) {
        if self.stuck.with_untracked(Option::is_none) && self.away.get_untracked() == Away::Here {
            self.inside.update_value(|inside| inside.untouched = false);
            self.take(Pending::Act(act));
        }
    }

    /// It was taken up where its journal left it.
    pub(super) fn is_taken_up(self) {
        self.inside.update_value(|inside| inside.untouched = true);
    }

    /// Whether it ended while nobody was there.
    pub fn unseen(self) -> Signal<Unseen> {
        self.unseen.into()
    }

    /// Its page is on screen.
    pub fn is_looked_at(self) {
        if self.unseen.get_untracked() == Unseen::New {
            self.unseen.set(Unseen::Seen);
        }
    }

    /// The call that was under way when the page went.
    pub(super) fn unanswered(self, ticket: Ticket, call: Call) {
        self.take(Pending::Unanswered(ticket, call));
    }

    /// Tries again to write what could not be written.
    pub fn try_again(self) {
        self.stuck.set(None);
        self.work();
    }

    /// Goes round what could not be written.
    pub fn instead(self, instead: Instead) {
        let elsewhere =
            self.stuck.with_untracked(|stuck| stuck.as_ref().is_some_and(|stuck| stuck.fault.is_elsewhere()));
        self.inside.update_value(|inside| {
            let Some(first) = inside.queue.pop_front() else { return };
            match (instead, first) {
                (Instead::LeaveIt, Pending::Act(_)) => {}
                (Instead::TakeAsLost, Pending::Unanswered(ticket, call)) => {
                    inside.queue.push_front(Pending::Heard(ticket, call, lost()));
                }
                (Instead::Unwritten, first) => {
                    inside.recorder = None;
                    inside.mute |= elsewhere;
                    inside.queue.push_front(first);
                }
                (_, first) => inside.queue.push_front(first),
            }
        });
        self.try_again();
    }

    /// Without a journal the machine moves at once; with one, when it is its turn and written.
    fn take(self, pending: Pending<M::Act>) {
        let unwritten = self.inside.with_value(|inside| inside.recorder.is_none() && !inside.at_work);
        if unwritten {
            return self.go(pending, self.app.site.moment());
        }
        self.inside.update_value(|inside| inside.queue.push_back(pending));
        if self.stuck.with_untracked(Option::is_none) {
            self.work();
        }
    }

    fn work(self) {
        let begin = self.inside.try_update_value(|inside| !std::mem::replace(&mut inside.at_work, true));
        if begin != Some(true) {
            return;
        }
        self.writing.set(true);
        spawn_local(async move {
            while let Some(next) = self.inside.try_update_value(|inside| inside.queue.pop_front()).flatten() {
                if let Err((pending, stuck)) = self.written(next).await {
                    self.inside.update_value(|inside| inside.queue.push_front(pending));
                    self.stuck.set(Some(stuck));
                    break;
                }
            }
            self.inside.update_value(|inside| inside.at_work = false);
            self.writing.set(false);
        });
    }

    async fn written(self, pending: Pending<M::Act>) -> Result<(), (Pending<M::Act>, Stuck)> {
        let recorder = self.inside.with_value(|inside| inside.recorder.clone());
        // The journal of a run that is over goes: an answer that still comes is kept with the keys.
        let late = matches!(pending, Pending::Heard(..)) && untrack(|| self.read(Machine::is_over));
        let Some(recorder) = recorder.filter(|_| !late) else {
            self.go(pending, self.app.site.moment());
            return Ok(());
        };
        let (pending, instead) = match pending {
            Pending::Act(act) => (Pending::Act(act), Instead::LeaveIt),
            Pending::Heard(..) => (pending, Instead::Unwritten),
            Pending::Unanswered(ticket, call) => match self.fetched(&recorder, &call).await {
                Ok(answer) => (Pending::Heard(ticket, call, answer), Instead::Unwritten),
                Err(fault) => {
                    let stuck = Stuck { fault, or: Instead::TakeAsLost };
                    return Err((Pending::Unanswered(ticket, call), stuck));
                }
            },
        };
        let now = self.app.site.moment();
        let entry = match &pending {
            Pending::Act(act) => {
                let reply_key = self.app.site.parks_replies().then(reply_key).flatten();
                Entry::Acted { act: M::written(act, reply_key) }
            }
            Pending::Heard(ticket, _, RawReply { reply, millis }) => {
                Entry::replied(*ticket, *millis, Replied::of(reply))
            }
            Pending::Unanswered(..) => return Ok(()),
        };
        match recorder.write(&entry, now).await {
            Ok(()) => {
                self.vault.changed();
                self.go(pending, now);
                Ok(())
            }
            Err(fault) => Err((pending, Stuck { fault, or: instead })),
        }
    }

    /// What came of a call that was under way when the page went.
    async fn fetched(self, recorder: &Recorder, call: &Call) -> Result<RawReply, Fault> {
        let parking = recorder.journal().and_then(|journal| journal.parking(call));
        let Some(parking) = parking.filter(|_| self.app.site.parks_replies()) else { return Ok(lost()) };
        match self.app.vendors.ask_parked(&self.about().connection, &parking).await {
            Ok(Some(reply)) => Ok(RawReply { reply: Ok(reply), millis: 0 }),
            Ok(None) => Ok(lost()),
            Err(_) => Err(Fault::NoProxy),
        }
    }

    fn go(self, pending: Pending<M::Act>, now: Moment) {
        match pending {
            Pending::Act(act) => self.apply(Event::Act(act), now),
            Pending::Heard(ticket, call, RawReply { reply, millis }) => {
                self.listens_alone(false);
                let about = self.about();
                let (reply, exchange) = heard(&call, &about.connection, reply, millis, now);
                let held = match &reply {
                    Reply::Latest(Ok(latest)) => self.holds(&latest.key),
                    _ => false,
                };
                self.app.keys.take_run_reply(&about.connection, &call, &reply, held);
                let minted = if let Reply::Minted(Ok(minted)) = &reply { Some(minted.clone()) } else { None };
                self.apply(Event::Answered(Answered { ticket, reply, exchange }), now);
                if let Some(minted) = minted.filter(|minted| !self.holds(&minted.key)) {
                    self.app.keys.take_minted(&about.connection, about.key, &minted);
                }
            }
            Pending::Unanswered(ticket, call) => self.go(Pending::Heard(ticket, call, lost()), now),
        }
    }

    fn holds(self, key: &Secret) -> bool {
        untrack(|| self.read(|machine| machine.holds(key)))
    }

    fn apply(self, event: Event<M::Act>, now: Moment) {
        let mut effects = Vec::new();
        let mut ended = false;
        self.machine.update(|slot| {
            if let Some(machine) = slot.take() {
                let was_over = machine.is_over();
                let (machine, wanted) = machine.apply(event, now);
                ended = machine.is_over() && !was_over;
                effects = wanted;
                *slot = Some(machine);
            }
        });
        let about = self.about();
        for effect in effects {
            match effect {
                Effect::Record(entry) => self.app.activity.note(Some(about.id), &about.title, entry),
                Effect::Call { ticket, call, after_ms } => self.make(ticket, call, after_ms),
            }
        }
        if ended {
            self.end();
        }
    }

    /// The run is over: the keys learn its outcome, and its journal goes once that is kept.
    pub(super) fn end(self) {
        let about = self.about();
        if self.inside.with_value(|inside| inside.untouched) {
            self.unseen.set(Unseen::New);
        }
        self.machine.with_untracked(|machine| {
            if let Some(machine) = machine {
                (self.settle)(machine, &about, self.app);
            }
        });
        if let Some(journal) = self.journal() {
            self.vault.settled(journal, about.id);
        }
    }

    /// Makes a call. It is never aborted: a call that changes something has to be heard out.
    fn make(self, ticket: Ticket, call: Call, after_ms: u32) {
        let journal = self.journal();
        let parking = journal.as_ref().and_then(|journal| journal.parking(&call));
        let hands_out = matches!(call, Call::WestpacLatest(_));
        let alone = hands_out || call.once().is_some() && parking.is_none();
        self.listens_alone(journal.is_some() && alone);
        spawn_local(async move {
            if after_ms > 0 {
                TimeoutFuture::new(after_ms).await;
            }
            let answer = if self.inside.with_value(|inside| inside.mute) {
                RawReply { reply: Err(NotReached { sent: false }), millis: 0 }
            } else {
                self.app.vendors.send(&self.about().connection, &call, parking.as_ref()).await
            };
            self.take(Pending::Heard(ticket, call, answer));
        });
    }
}

/// Nobody knows whether the call left.
const fn lost() -> RawReply {
    RawReply { reply: Err(NotReached { sent: true }), millis: 0 }
}
