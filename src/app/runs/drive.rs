//! Moves the machine, and does what it wants done.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::about::Unseen;
use super::runner::Runner;
use super::write_ahead::Pending;
use crate::app::state::CallResult;
use keyturn_domain::call::Call;
use keyturn_domain::moment::Moment;
use keyturn_domain::run::machine::{Answered, Effect, Event, Reply, Ticket};
use keyturn_domain::secret::Secret;
use keyturn_vault::act_codec::Journalled;
use keyturn_wire::response::NotReached;

impl<M: Journalled + Send + Sync> Runner<M> {
    pub(super) fn advance(self, pending: Pending<M::Act>, now: Moment) {
        match pending {
            Pending::Act(act) => self.apply(Event::Act(act), now),
            Pending::Reply(ticket, call, result) => {
                self.set_unkept(false);
                let about = self.about();
                let (reply, exchange) = result.read(&call, now);
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
            Pending::Unanswered(ticket, call) => {
                let lost = self.lost(&call);
                self.advance(Pending::Reply(ticket, call, lost), now);
            }
        }
    }

    pub(super) fn holds(self, key: &Secret) -> bool {
        untrack(|| self.read(|machine| machine.holds(key)))
    }

    pub(super) fn apply(self, event: Event<M::Act>, now: Moment) {
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
                Effect::Call { ticket, call, after_ms } => self.send_call(ticket, call, after_ms),
            }
        }
        if ended {
            self.end();
        }
    }

    /// The run is over: the keys learn its outcome, and its journal goes once that is kept.
    pub(in crate::app) fn end(self) {
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
    pub(super) fn send_call(self, ticket: Ticket, call: Call, after_ms: u32) {
        let journal = self.journal();
        let parking = journal.as_ref().and_then(|journal| journal.parking(&call));
        let hands_out = matches!(call, Call::WestpacLatest(..));
        let alone = hands_out || call.once().is_some() && parking.is_none();
        self.set_unkept(journal.is_some() && alone);
        spawn_local(async move {
            if after_ms > 0 {
                TimeoutFuture::new(after_ms).await;
            }
            let answer = if self.inside.with_value(|inside| inside.mute) {
                CallResult::of_earlier(&call, &self.about().connection, Err(NotReached { sent: false }))
            } else {
                self.app.vendors.send(&self.about().connection, &call, parking.as_ref()).await
            };
            self.enqueue(Pending::Reply(ticket, call, answer));
        });
    }
}
