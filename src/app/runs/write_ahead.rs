//! Writes to the journal before the machine moves, one entry after the other.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::runner::Runner;
use crate::app::state::RawReply;
use crate::app::vault::{Fault, Recorder, reply_key};
use keyturn_domain::call::Call;
use keyturn_domain::run::machine::{Machine, Ticket};
use keyturn_vault::acts::Journalled;
use keyturn_vault::entry::{Entry, Replied};
use keyturn_wire::read::NotReached;

/// What waits to be written, and then to move the machine.
pub(super) enum Pending<A> {
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

impl<M: Journalled + Send + Sync> Runner<M> {
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
    pub(super) fn take(self, pending: Pending<M::Act>) {
        let unwritten = self.inside.with_value(|inside| inside.recorder.is_none() && !inside.at_work);
        if unwritten {
            return self.go(pending, self.app.site.moment());
        }
        self.inside.update_value(|inside| inside.queue.push_back(pending));
        if self.stuck.with_untracked(Option::is_none) {
            self.work();
        }
    }

    pub(super) fn work(self) {
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

    pub(super) async fn written(self, pending: Pending<M::Act>) -> Result<(), (Pending<M::Act>, Stuck)> {
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
    pub(super) async fn fetched(self, recorder: &Recorder, call: &Call) -> Result<RawReply, Fault> {
        let parking = recorder.journal().and_then(|journal| journal.parking(call));
        let Some(parking) = parking.filter(|_| self.app.site.parks_replies()) else { return Ok(lost()) };
        match self.app.vendors.ask_parked(&self.about().connection, &parking).await {
            Ok(Some(reply)) => Ok(RawReply { reply: Ok(reply), millis: 0 }),
            Ok(None) => Ok(lost()),
            Err(_) => Err(Fault::NoProxy),
        }
    }
}

/// Nobody knows whether the call left.
pub(super) const fn lost() -> RawReply {
    RawReply { reply: Err(NotReached { sent: true }), millis: 0 }
}
