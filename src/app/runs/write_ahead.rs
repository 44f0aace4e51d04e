//! Writes to the journal before the machine moves, one entry after the other.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::runner::Runner;
use crate::app::state::CallResult;
use crate::app::vault::{Recorder, VaultAccessError, reply_key};
use keyturn_domain::call::Call;
use keyturn_domain::run::machine::{Machine, Ticket};
use keyturn_vault::act_codec::Journalled;
use keyturn_vault::entry::{Entry, Replied};
use keyturn_wire::response::NotReached;

/// What waits to be written, and then to move the machine.
pub(super) enum Pending<A> {
    Act(A),
    Reply(Ticket, Call, CallResult),
    /// Made before the page went; its answer may be parked.
    Unanswered(Ticket, Call),
}

/// Why a run stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteBlocked {
    /// What stands in the way.
    pub fault: VaultAccessError,
    /// What could be done about it besides trying again.
    pub or: Fallback,
}

/// The way round what cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
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
        self.blocked.set(None);
        self.drain_queue();
    }

    /// Goes round what could not be written.
    pub fn fall_back(self, instead: Fallback) {
        let elsewhere = self
            .blocked
            .with_untracked(|blocked| blocked.as_ref().is_some_and(|blocked| blocked.fault.is_elsewhere()));
        self.inside.update_value(|inside| {
            let Some(first) = inside.queue.pop_front() else { return };
            match (instead, first) {
                (Fallback::LeaveIt, Pending::Act(_)) => {}
                (Fallback::TakeAsLost, Pending::Unanswered(ticket, call)) => {
                    let lost = self.lost(&call);
                    inside.queue.push_front(Pending::Reply(ticket, call, lost));
                }
                (Fallback::Unwritten, first) => {
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
    pub(super) fn enqueue(self, pending: Pending<M::Act>) {
        let unwritten = self.inside.with_value(|inside| inside.recorder.is_none() && !inside.at_work);
        if unwritten {
            return self.advance(pending, self.app.site.moment());
        }
        self.inside.update_value(|inside| inside.queue.push_back(pending));
        if self.blocked.with_untracked(Option::is_none) {
            self.drain_queue();
        }
    }

    pub(super) fn drain_queue(self) {
        let begin = self.inside.try_update_value(|inside| !std::mem::replace(&mut inside.at_work, true));
        if begin != Some(true) {
            return;
        }
        self.writing.set(true);
        spawn_local(async move {
            while let Some(next) = self.inside.try_update_value(|inside| inside.queue.pop_front()).flatten() {
                if let Err((pending, blocked)) = self.write_and_advance(next).await {
                    self.inside.update_value(|inside| inside.queue.push_front(pending));
                    self.blocked.set(Some(blocked));
                    break;
                }
            }
            self.inside.update_value(|inside| inside.at_work = false);
            self.writing.set(false);
        });
    }

    pub(super) async fn write_and_advance(
        self,
        pending: Pending<M::Act>,
    ) -> Result<(), (Pending<M::Act>, WriteBlocked)> {
        let recorder = self.inside.with_value(|inside| inside.recorder.clone());
        // The journal of a run that is over goes: an answer that still comes is kept with the keys.
        let late = matches!(pending, Pending::Reply(..)) && untrack(|| self.read(Machine::is_over));
        let Some(recorder) = recorder.filter(|_| !late) else {
            self.advance(pending, self.app.site.moment());
            return Ok(());
        };
        let (pending, instead) = match pending {
            Pending::Act(act) => (Pending::Act(act), Fallback::LeaveIt),
            Pending::Reply(..) => (pending, Fallback::Unwritten),
            Pending::Unanswered(ticket, call) => match self.fetch_parked(&recorder, &call).await {
                Ok(answer) => (Pending::Reply(ticket, call, answer), Fallback::Unwritten),
                Err(fault) => {
                    let blocked = WriteBlocked { fault, or: Fallback::TakeAsLost };
                    return Err((Pending::Unanswered(ticket, call), blocked));
                }
            },
        };
        let now = self.app.site.moment();
        let entry = match &pending {
            Pending::Act(act) => {
                let reply_key = self.app.site.parks_replies().then(reply_key).flatten();
                Entry::Acted { act: M::encode_act(act, reply_key) }
            }
            Pending::Reply(ticket, _, result) => {
                Entry::replied(*ticket, result.millis, Replied::of(&result.reply))
            }
            Pending::Unanswered(..) => return Ok(()),
        };
        match recorder.write(&entry, now).await {
            Ok(()) => {
                self.vault.changed();
                self.advance(pending, now);
                Ok(())
            }
            Err(fault) => Err((pending, WriteBlocked { fault, or: instead })),
        }
    }

    /// What came of a call that was under way when the page went.
    pub(super) async fn fetch_parked(
        self,
        recorder: &Recorder,
        call: &Call,
    ) -> Result<CallResult, VaultAccessError> {
        let parking = recorder.journal().and_then(|journal| journal.parking(call));
        let Some(parking) = parking.filter(|_| self.app.site.parks_replies()) else {
            return Ok(self.lost(call));
        };
        match self.app.vendors.ask_parked(&self.about().connection, &parking).await {
            Ok(Some(reply)) => Ok(CallResult::of_earlier(call, &self.about().connection, Ok(reply))),
            Ok(None) => Ok(self.lost(call)),
            Err(_) => Err(VaultAccessError::NoProxy),
        }
    }

    /// Nobody knows whether the call left.
    pub(super) fn lost(self, call: &Call) -> CallResult {
        CallResult::of_earlier(call, &self.about().connection, Err(NotReached { sent: true }))
    }
}
