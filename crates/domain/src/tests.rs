//! A small QuickStream for the tests of the machines that talk to it, and the driver between the two.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::activity::{Entry, Exchange};
use super::call::{Call, Identity, Latest};
use super::fault::{Acted, Cause, Fault};
use super::key_name::KeyName;
use super::moment::{Expiry, Moment, read};
use super::run::machine::{Answered, Effect, Event, Machine, Reply, Ticket};
use super::run::step::{Status, StepView};
use super::secret::Secret;

/// Every test key has this in it, so that a leak of any of them can be found.
pub(super) const CANARY: &str = "canary0fake0key";

pub(super) const OLD: &str = "FAKE_SEC_canary0fake0key0old";
pub(super) const NEW: &str = "FAKE_SEC_canary0fake0key0new";
pub(super) const THIRD: &str = "FAKE_SEC_canary0fake0key0third";

pub(super) fn at(text: &str) -> Moment {
    read(text).unwrap()
}

pub(super) fn start() -> Moment {
    at("2026-11-22T00:00:00Z")
}

pub(super) fn named(text: &str) -> Option<KeyName> {
    KeyName::new(text)
}

pub(super) fn fault(cause: Cause, status: u16) -> Fault {
    Fault { status: (status > 0).then_some(status), ..Fault::new(cause, Acted::No) }
}

/// What the vendor holds of one key.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) text: &'static str,
    pub(super) root_name: Option<KeyName>,
    pub(super) latest_name: Option<KeyName>,
    pub(super) community: Option<&'static str>,
    pub(super) expiry: Expiry,
    pub(super) alive: bool,
}

impl Held {
    pub(super) fn new(text: &'static str, name: &str, expiry: &str) -> Self {
        Self {
            text,
            root_name: named(name),
            latest_name: named(name),
            community: Some("FAKE"),
            expiry: Expiry::At(at(expiry)),
            alive: true,
        }
    }
}

#[derive(Clone)]
pub(super) struct Vendor {
    pub(super) keys: Vec<Held>,
    /// Which of them `latest` hands over.
    pub(super) latest: usize,
    /// Call number, from 0, to what goes wrong with it.
    pub(super) faults: BTreeMap<usize, Fault>,
    pub(super) calls: usize,
}

impl Vendor {
    /// An old key, a newer one and a third; `latest` hands over the newer one.
    pub(super) fn new() -> Self {
        let keys = vec![
            Held::new(OLD, "FAKE_SEC...old", "2026-12-24T00:00:00Z"),
            Held::new(NEW, "FAKE_SEC...new", "2027-11-22T00:00:00Z"),
            Held::new(THIRD, "FAKE_SEC...third", "2028-11-22T00:00:00Z"),
        ];
        Self { keys, latest: 1, faults: BTreeMap::new(), calls: 0 }
    }

    fn holds(&self, key: &Secret) -> Result<&Held, Fault> {
        let found = self.keys.iter().find(|held| held.alive && key.same_as(&Secret::new(held.text)));
        found.ok_or_else(|| fault(Cause::KeyRejected, 401))
    }

    fn answer(&mut self, call: &Call) -> Reply {
        let fault = self.faults.remove(&self.calls);
        self.calls += 1;
        let ask = |key| fault.map_or_else(|| self.holds(key), Err);
        match call {
            Call::WestpacRoot(_, key) => Reply::Identity(ask(key).map(|held| Identity {
                community: held.community.map(str::to_owned),
                community_name: None,
                key_name: held.root_name.clone(),
            })),
            Call::WestpacLatest(_, key) => Reply::Latest(ask(key).map(|_| {
                let held = &self.keys[self.latest];
                let name = held.latest_name.clone();
                Latest { key: Arc::new(Secret::new(held.text)), name, expiry: held.expiry }
            })),
            _ => panic!("a call that QuickStream does not have"),
        }
    }
}

/// A machine, its vendor, and what is between them.
pub(super) struct Bench<M: Machine> {
    machine: Option<M>,
    pub(super) vendor: Vendor,
    pub(super) on_the_way: Vec<(Ticket, Call)>,
    pub(super) entries: Vec<Entry>,
    pub(super) telling: Telling,
    pub(super) now: Moment,
}

impl<M: Machine> Bench<M> {
    pub(super) fn new(machine: M, vendor: Vendor) -> Self {
        let mut telling = Telling::default();
        telling.hear(&machine.steps());
        let machine = Some(machine);
        Self { machine, vendor, on_the_way: Vec::new(), entries: Vec::new(), telling, now: start() }
    }

    pub(super) fn machine(&self) -> &M {
        self.machine.as_ref().unwrap()
    }

    /// Applies an event; returns how many effects it had.
    pub(super) fn apply(&mut self, event: Event<M::Act>) -> usize {
        self.now += chrono::TimeDelta::seconds(1);
        let (machine, effects) = self.machine.take().unwrap().apply(event, self.now);
        self.telling.hear(&machine.steps());
        self.machine = Some(machine);
        let count = effects.len();
        for effect in effects {
            match effect {
                Effect::Record(entry) => self.entries.push(entry),
                Effect::Call { ticket, call, .. } => self.on_the_way.push((ticket, call)),
            }
        }
        count
    }

    /// An act, and every answer that follows from it.
    pub(super) fn act(&mut self, act: M::Act) {
        self.apply(Event::Act(act));
        while let Some((ticket, call)) = self.on_the_way.pop() {
            self.deliver(ticket, &call);
        }
    }

    pub(super) fn deliver(&mut self, ticket: Ticket, call: &Call) -> usize {
        let reply = self.vendor.answer(call);
        self.answer(ticket, call, reply)
    }

    pub(super) fn answer(&mut self, ticket: Ticket, call: &Call, reply: Reply) -> usize {
        self.apply(Event::Answered(Answered { ticket, reply, exchange: self.exchange(call) }))
    }

    fn exchange(&self, call: &Call) -> Exchange {
        let (path, key) = match call {
            Call::WestpacRoot(_, key) => ("/", key),
            Call::WestpacLatest(_, key) => ("/api-keys/latest", key),
            _ => panic!("a call that QuickStream does not have"),
        };
        Exchange {
            at: self.now,
            method: "GET",
            path: path.into(),
            credential: key.masked(),
            status: Some(200),
            millis: 12,
            answer: "answered".into(),
        }
    }

    /// All that could be shown or kept, as one text.
    pub(super) fn everything_shown(&self) -> String {
        format!("{:?} {:?}", self.entries, self.machine().steps())
    }
}

/// What a screen tells while runs go on: every line of every step, whenever one changes.
#[derive(Default)]
pub(super) struct Telling {
    pub(super) text: String,
    last: Vec<(Status, String, bool, bool)>,
}

impl Telling {
    pub(super) fn hear(&mut self, steps: &[StepView]) {
        self.text.push('\n');
        let mut now = Vec::new();
        for (place, step) in steps.iter().enumerate() {
            let told = (step.status, step.means.clone(), step.current, step.fault.is_some());
            if self.last.get(place) != Some(&told) {
                let here = if step.current { '>' } else { ' ' };
                let fault = if step.fault.is_some() { " (fault)" } else { "" };
                let line =
                    format!("{here} {}: {}{fault}. {}", step.step.label(), step.status.word(), step.means);
                self.text.push_str(line.trim_end());
                self.text.push('\n');
            }
            now.push(told);
        }
        self.last = now;
    }
}
