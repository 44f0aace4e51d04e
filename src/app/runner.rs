//! Drives a machine: acts and answers in; records and calls out.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::desk::{Desk, RunId};
use super::learn::learn;
use crate::domain::activity::Exchange;
use crate::domain::call::Call;
use crate::domain::connection::Connection;
use crate::domain::inventory::KeyId;
use crate::domain::machine::{Answered, Effect, Event, Machine, Reply};
use crate::domain::moment::Moment;
use crate::domain::product::ProductId;
use crate::domain::step::StepView;

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
}

/// A machine in a signal. It lives as long as the panel, so a run goes on when its page is left.
pub struct Runner<M: 'static> {
    machine: RwSignal<Option<M>>,
    about: StoredValue<Arc<About>>,
    desk: Desk,
    settle: fn(&M, &About, Desk),
}

impl<M> Clone for Runner<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Runner<M> {}

impl<M: Machine + Send + Sync> Runner<M> {
    /// Takes a machine. `settle` is called once, when the run is over. The caller sees to it that this happens
    /// under an owner that outlives every page.
    pub(super) fn new(machine: M, about: Arc<About>, desk: Desk, settle: fn(&M, &About, Desk)) -> Self {
        Self { machine: RwSignal::new(Some(machine)), about: StoredValue::new(about), desk, settle }
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

    /// Whether a call is on its way.
    pub fn busy(self) -> Signal<bool> {
        Signal::derive(move || self.read(Machine::is_busy))
    }

    /// Whether the run is over.
    pub fn over(self) -> bool {
        self.read(Machine::is_over)
    }

    /// The operator did something. What the present step does not allow changes nothing, so a second click is
    /// harmless.
    pub fn act(self, act: M::Act) {
        self.apply(Event::Act(act));
    }

    fn apply(self, event: Event<M::Act>) {
        let now = self.desk.moment();
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
                Effect::Record(entry) => self.desk.note(Some(about.id), &about.title, entry),
                Effect::Call { ticket, call, after_ms } => {
                    let back = move |reply, exchange| {
                        self.apply(Event::Answered(Answered { ticket, reply, exchange }));
                    };
                    make(self.desk, Arc::clone(&about), call, after_ms, Box::new(back));
                }
            }
        }
        if ended {
            self.machine.with_untracked(|machine| {
                if let Some(machine) = machine {
                    (self.settle)(machine, &about, self.desk);
                }
            });
        }
    }
}

/// Makes a call. It is never aborted: a call that changes something has to be heard out.
fn make(desk: Desk, about: Arc<About>, call: Call, after_ms: u32, back: Box<dyn FnOnce(Reply, Exchange)>) {
    spawn_local(async move {
        if after_ms > 0 {
            TimeoutFuture::new(after_ms).await;
        }
        let (reply, exchange) = desk.ask(&about.connection, &call).await;
        learn(desk, &about.connection, &call, &reply);
        back(reply, exchange);
    });
}
