//! A key that a vendor handed out is in the hands of the inventory as long as it lives, whatever the vendor does with the
//! key that asked, and whatever is done with runs, checks and the power.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use keyturn_domain::call::Call;
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::inventory::{Inventory, KeyId, NewKey, Question};
use keyturn_domain::moment::{self, Moment};
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::run::machine::{Answered, Effect, Event, Machine};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_domain::westpac::renewal::{Act, Ask, Case, Newer, Renewal, RenewalResult};
use keyturn_sandbox::{Command, Delivery, OldKey, Sandbox, Setting};
use keyturn_vault::act_codec::Journalled;
use keyturn_vault::entry::{Began, Entry, Replied};
use keyturn_vault::replay::{HandedOut, Replay, lost};
use keyturn_vault::run_start::RunStart;
use keyturn_vault::snapshot::{self, Bookkeeping};
use keyturn_wire::exchange::heard;
use keyturn_wire::http::{Reply, VendorRequest};
use keyturn_wire::request::ask;
use keyturn_wire::response::NotReached;
use proptest::prelude::*;

fn start() -> Moment {
    moment::read("2026-11-22T00:00:00Z").unwrap()
}

fn connection() -> Connection {
    Connection {
        id: "bank".into(),
        vendor: Vendor::QuickStream,
        environment: Environment::Sandbox,
        label: "Bank".into(),
        path: String::new(),
        deactivate: DeactivateForm::ByProduct,
        request_log: false,
        root: RootForm::Slash,
    }
}

/// A renewal with its journal. Once it is over, a call may still be on its way.
struct Running {
    machine: Option<Renewal>,
    key: KeyId,
    began: Vec<u8>,
    journal: Vec<(Vec<u8>, Moment)>,
    waiting: Option<(u32, Call)>,
}

struct World {
    vendor: Sandbox,
    inventory: Inventory,
    /// The list of keys as it was last sealed.
    sealed: Vec<u8>,
    run: Option<Running>,
    /// Every key that came in an answer.
    handed: BTreeSet<String>,
    now: DateTime<Utc>,
}

impl World {
    fn new(old: OldKey, each_time: bool) -> Self {
        let mut vendor = Sandbox::new(start());
        vendor.apply(Command::Set(Setting::OldKey(old)), start());
        vendor.apply(Command::Set(Setting::NewKeyEachTime(each_time)), start());
        let inventory = Inventory::default();
        let sealed = snapshot::encode(&inventory, &Bookkeeping::default()).to_vec();
        Self { vendor, inventory, sealed, run: None, handed: BTreeSet::new(), now: start() }
    }

    fn seal(&mut self) {
        self.sealed = snapshot::encode(&self.inventory, &Bookkeeping::default()).to_vec();
    }

    fn portal(&mut self) -> String {
        self.vendor.apply(Command::MakeSecretKey { vendor: Vendor::QuickStream, days: 90 }, self.now);
        self.vendor.snapshot(self.now).quickstream.keys.last().unwrap().text.clone()
    }

    fn alive(&self) -> BTreeSet<String> {
        let keys = self.vendor.snapshot(self.now).quickstream.keys;
        keys.into_iter().filter(|key| key.active).map(|key| key.text).collect()
    }

    fn reply(&mut self, call: &Call) -> Reply {
        self.now += TimeDelta::seconds(1);
        let request = ask(call, &connection()).ok().unwrap();
        let credential = request.headers.iter().find(|(name, _)| name.contains("authorization")).unwrap();
        let headers = vec![("authorization".to_owned(), credential.1.to_string())];
        let path = format!("/rest/v1{}", request.path);
        let request = VendorRequest { method: request.method.as_str().into(), path, headers };
        let Delivery::Whole(mut reply) = self.vendor.handle(Vendor::QuickStream, &request, self.now).delivery
        else {
            unreachable!("no fault is armed")
        };
        reply.headers.push(("x-keyturn-answer".into(), "vendor".into()));
        if let (Call::WestpacLatest(..), 200) = (call, reply.status) {
            let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
            self.handed.insert(body["key"].as_str().unwrap().to_owned());
        }
        reply
    }

    fn add(&mut self, text: &str) -> KeyId {
        let new = NewKey {
            connection: "bank".into(),
            vendor: Vendor::QuickStream,
            secret: Arc::new(Secret::new(text)),
            label: String::new(),
        };
        let id = self.inventory.add(new, self.now).unwrap_or_else(|known| known);
        self.seal();
        id
    }

    /// As the panel checks a key: what the answer says is sealed before anything else happens.
    fn check(&mut self, id: KeyId) {
        let Some(secret) = self.inventory.get(id).and_then(|key| key.secret.clone()) else { return };
        for call in [
            Call::WestpacRoot(keyturn_domain::vendor::Vendor::QuickStream, Arc::clone(&secret)),
            Call::WestpacLatest(keyturn_domain::vendor::Vendor::QuickStream, Arc::clone(&secret)),
        ] {
            let answer = Ok(self.reply(&call));
            let (reply, _) = heard(&call, &connection(), answer, 0, self.now);
            let question = Question {
                vendor: keyturn_domain::vendor::Vendor::QuickStream,
                connection: "bank",
                key: &secret,
                check: true,
            };
            self.inventory.hear(question, &reply, self.now);
            self.seal();
            if self.inventory.get(id).unwrap().life == keyturn_domain::inventory::Life::Dead {
                return;
            }
        }
    }

    fn case(&self, id: KeyId) -> Option<Case> {
        let key = self.inventory.get(id).filter(|key| key.changes_hands())?;
        let newer = |next: &&keyturn_domain::inventory::NextKey| Newer {
            key: Arc::clone(&next.key),
            name: next.name.clone(),
            expiry: next.expiry,
        };
        Some(Case {
            vendor: keyturn_domain::vendor::Vendor::QuickStream,
            connection: "Bank".into(),
            environment: Environment::Sandbox,
            current: Arc::clone(key.secret.as_ref()?),
            name: key.name.clone(),
            expiry: key.expiry,
            facility: None,
            known: key.known_facility(),
            next: key.candidates().iter().map(newer).collect(),
        })
    }

    fn renew(&mut self, id: KeyId) {
        if self.run.as_ref().is_some_and(|run| run.waiting.is_some() || !over(run)) {
            return;
        }
        let Some(case) = self.case(id) else { return };
        let began = Entry::Began(Began::renewal(&case, &connection())).write().to_vec();
        let machine = Renewal::begin(case).ok();
        self.run = Some(Running { machine, key: id, began, journal: Vec::new(), waiting: None });
        self.act(Act::Check);
    }

    fn act(&mut self, act: Act) {
        let now = self.now;
        let Some(run) = self.run.as_mut().filter(|run| !over(run)) else { return };
        run.journal.push((Entry::Acted { act: Renewal::encode_act(&act, None) }.write().to_vec(), now));
        self.apply(Event::Act(act));
    }

    fn apply(&mut self, event: Event<Act>) {
        let now = self.now;
        let Some(run) = self.run.as_mut() else { return };
        let (machine, effects) = run.machine.take().unwrap().apply(event, now);
        let calls = effects.into_iter().filter_map(|effect| match effect {
            Effect::Call { ticket, call, .. } => Some((ticket, call)),
            Effect::Record(_) => None,
        });
        run.waiting = calls.last().or_else(|| run.waiting.take());
        let ended = machine.is_over();
        if let (true, Some(RenewalResult::Switched { name, expiry, .. })) = (ended, machine.result()) {
            let new = Arc::clone(&machine.newer().unwrap().key);
            self.inventory.renewed(run.key, new, name.clone(), *expiry, now);
        }
        run.machine = Some(machine);
        if ended {
            run.journal.clear();
            self.seal();
        }
    }

    /// The answer to the run's call comes, or is lost on its way.
    fn answer(&mut self, comes: bool) {
        let Some((ticket, call)) = self.run.as_mut().and_then(|run| run.waiting.take()) else { return };
        let before = self.handed.clone();
        let reply = self.reply(&call);
        let answer = if comes { Ok(reply) } else { Err(NotReached { sent: true }) };
        if !comes {
            self.handed = before;
        }
        let now = self.now;
        let Some(run) = self.run.as_mut() else { return };
        let late = over(run);
        if !late {
            run.journal.push((Entry::replied(ticket, 0, Replied::of(&answer)).write().to_vec(), now));
        }
        let (reply, exchange) = heard(&call, &connection(), answer, 0, now);
        let (Call::WestpacRoot(_, key) | Call::WestpacLatest(_, key)) = &call else { unreachable!() };
        self.inventory.hear(
            Question {
                vendor: keyturn_domain::vendor::Vendor::QuickStream,
                connection: "bank",
                key,
                check: false,
            },
            &reply,
            now,
        );
        if late {
            self.seal();
        }
        self.apply(Event::Answered(Answered { ticket, reply, exchange }));
    }

    /// What an unlocked vault has after the page went at this moment: the sealed list, and what the journal gives.
    fn recovered(&self) -> (Inventory, Option<Running>) {
        let (mut inventory, _) = snapshot::decode(&self.sealed).ok().unwrap();
        let Some(run) = self.run.as_ref().filter(|run| !over(run)) else { return (inventory, None) };
        let Entry::Began(began) = Entry::read(&run.began).unwrap() else {
            unreachable!("it was a beginning")
        };
        let Some(RunStart::Renewal(machine)) = began.begin(&connection()) else { unreachable!("a renewal") };
        let mut replay = Replay::of(machine);
        for (entry, at) in &run.journal {
            replay = replay.take(Entry::read(entry).unwrap(), *at, &connection()).ok().unwrap();
        }
        let back = replay.end();
        for HandedOut { asked, latest, at } in &back.handed_out {
            inventory.handed_out(
                Question {
                    vendor: keyturn_domain::vendor::Vendor::QuickStream,
                    connection: "bank",
                    key: asked,
                    check: false,
                },
                latest,
                *at,
            );
        }
        let run = Running {
            machine: Some(back.machine),
            key: run.key,
            began: run.began.clone(),
            journal: run.journal.clone(),
            waiting: back.unanswered,
        };
        (inventory, Some(run))
    }

    fn crash(&mut self) {
        let (inventory, run) = self.recovered();
        (self.inventory, self.run) = (inventory, run);
        let now = self.now;
        let Some((ticket, call)) = self.run.as_mut().and_then(|run| run.waiting.take()) else { return };
        let Some(run) = self.run.as_mut() else { return };
        run.journal.push((lost(ticket).write().to_vec(), now));
        let (reply, exchange) = heard(&call, &connection(), Err(NotReached { sent: true }), 0, now);
        self.apply(Event::Answered(Answered { ticket, reply, exchange }));
    }

    /// The next thing that the run asks of the operator.
    fn go_on(&mut self) {
        let Some(asks) = self.run.as_ref().map(|run| run.machine.as_ref().unwrap().asks()) else { return };
        match asks {
            Ask::Nothing => self.answer(true),
            Ask::Check => self.act(Act::Check),
            // EXPOSE: the test plays the operator who reads the stored key back.
            Ask::Store { key, .. } => self.act(Act::ProveStored(Secret::new(key.expose()))),
            Ask::Confirm => self.act(Act::Confirm),
            Ask::Retry => self.act(Act::Retry),
        }
    }

    fn ids(&self) -> Vec<KeyId> {
        self.inventory.keys().iter().map(|key| key.id).collect()
    }
}

fn over(run: &Running) -> bool {
    run.machine.as_ref().is_none_or(Machine::is_over)
}

fn holds(inventory: &Inventory, text: &str) -> bool {
    let key = Secret::new(text);
    inventory.keys().iter().any(|record| {
        record.secret.as_ref().is_some_and(|own| own.same_as(&key))
            || record.next.iter().any(|next| next.key.same_as(&key))
    })
}

const OLD: [OldKey; 3] = [OldKey::Stays, OldKey::EndsAtHandOut, OldKey::EndsAtFirstUse];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_living_key_that_was_handed_out_is_in_the_hands_of_the_inventory(
        old in 0_usize..3,
        each_time in any::<bool>(),
        moves in prop::collection::vec((0_u8..16, 0_usize..8), 1..50),
    ) {
        let mut world = World::new(OLD[old], each_time);
        let first = world.portal();
        world.add(&first);
        for (choice, which) in moves {
            let ids = world.ids();
            let id = ids[which % ids.len()];
            match choice {
                0 => drop(world.portal()),
                1 => {
                    let text = world.portal();
                    let id = world.add(&text);
                    world.check(id);
                }
                2 | 3 => world.check(id),
                4 | 5 => world.renew(id),
                6 => world.act(Act::Abandon),
                7 => world.answer(false),
                8 => world.crash(),
                9 => world.seal(),
                _ => world.go_on(),
            }
            if world.handed.is_empty() {
                continue;
            }
            let (recovered, _) = world.recovered();
            let alive = world.alive();
            for text in world.handed.iter().filter(|text| alive.contains(*text)) {
                prop_assert!(holds(&world.inventory, text), "in memory after {choice}");
                prop_assert!(holds(&recovered, text), "in the vault after {choice}");
            }
        }
    }
}

/// The key that is in use at the end of a renewal is alive, whatever the vendor ended on the way.
#[test]
fn a_renewal_after_a_check_ends_with_a_living_key_whatever_the_vendor_ends() {
    for old in OLD {
        for each_time in [false, true] {
            for crash in [false, true] {
                let mut world = World::new(old, each_time);
                let key = world.portal();
                let id = world.add(&key);
                if !each_time {
                    world.portal();
                }
                world.check(id);
                assert_eq!(world.inventory.get(id).unwrap().next.len(), 1, "{old:?} {each_time}");
                if crash {
                    world.crash();
                }
                world.check(id);
                assert!(world.inventory.get(id).unwrap().changes_hands(), "{old:?} {each_time}");
                world.renew(id);
                while !world.run.as_ref().is_none_or(over) {
                    world.go_on();
                }
                let result = world.run.as_ref().unwrap().machine.as_ref().unwrap().result().cloned().unwrap();
                assert!(matches!(result, RenewalResult::Switched { .. }), "{old:?} {each_time}: {result:?}");
                let record = world.inventory.get(id).unwrap();
                let heir = world.inventory.get(record.successor.unwrap()).unwrap();
                let alive = world.alive();
                let living = |key: &Secret| alive.iter().any(|text| key.same_as(&Secret::new(text)));
                let newest =
                    heir.next.last().map_or_else(|| heir.secret.clone().unwrap(), |next| next.key.clone());
                assert!(living(&newest), "{old:?} {each_time}: the newest of the heir's keys lives");
                assert!(record.next.is_empty(), "what is kept goes to the heir");
            }
        }
    }
}

/// Nothing of a kept key stands in what is exported for people without keys.
#[test]
fn a_kept_key_stays_out_of_histories_names_and_debug_output() {
    let mut world = World::new(OldKey::EndsAtHandOut, true);
    let key = world.portal();
    let id = world.add(&key);
    world.check(id);
    let record = world.inventory.get(id).unwrap();
    let shown = format!("{:?} {:?} {}", record.history, record.should_use, record.next[0].title());
    for text in &world.handed {
        assert!(!shown.contains(text.as_str()));
    }
}
