//! The machine against a small vendor that keeps keys, loses replies and removes whichever key it likes.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::activity::Exchange;
use crate::call::{Call, Minted, OnceId};
use crate::fault::{Acted, Answer, Cause, Fault, ProxyRefusal};
use crate::moment::Moment;
use crate::product::{DeactivateForm, Partner, ProductId, Reality};
use crate::run::machine::{Answered, Effect, Event, Machine, Reply};
use crate::run::probe::Verdict;
use crate::run::step::Status;
use crate::tests::Telling;
use crate::vendor::Environment;

mod proof;
mod refused;
mod told;
mod truth;
mod words;

const PRODUCT: ProductId = ProductId::from_u128(7);
const OLD: &str = "superapiproduct_oldoldoldoldoldoldCANARY0";

fn start() -> Moment {
    crate::moment::read("2026-11-22T00:00:00Z").unwrap()
}

/// Which key an id-less DELETE removes.
#[derive(Clone, Copy, Debug)]
enum Removes {
    Oldest,
    Newest,
    All,
    None,
}

/// What happens to a call on its way.
#[derive(Clone, Copy, Debug)]
enum Weather {
    Fine,
    LostBefore,
    LostAfter,
    Refused(u16),
    /// A DELETE takes its effect, and a refusal comes back.
    RefusedAfter(u16),
    Unwell,
    /// The proxy says that nothing left.
    NotSent,
}

struct Vendor {
    alive: Vec<String>,
    made: u32,
    removes: Removes,
    posts: u32,
    deletes: u32,
}

impl Vendor {
    fn new(removes: Removes) -> Self {
        Self { alive: vec![OLD.into()], made: 0, removes, posts: 0, deletes: 0 }
    }

    fn product(&self, key: &Secret) -> Answer<Product> {
        if self.alive.iter().any(|text| key.same_as(&Secret::new(text))) {
            Ok(Product { id: PRODUCT, name: "Payroll".into(), reality: Reality::Live })
        } else {
            Err(status(Cause::KeyRejected, 401, Acted::No))
        }
    }

    fn answer(&mut self, call: &Call, weather: Weather) -> Reply {
        let changes = matches!(call, Call::Provision { .. } | Call::Deactivate { .. });
        let deletes = matches!(call, Call::Deactivate { .. });
        let maybe = if changes { Acted::Maybe } else { Acted::No };
        let lost = match weather {
            Weather::Fine => None,
            Weather::LostBefore | Weather::LostAfter => Some(Fault::new(Cause::ProxyUnreachable, maybe)),
            Weather::Refused(code) | Weather::RefusedAfter(code) => {
                let rejects = matches!(code, 401 | 403);
                let cause = if rejects { Cause::KeyRejected } else { Cause::VendorRefused };
                Some(status(cause, code, if deletes { Acted::Maybe } else { Acted::No }))
            }
            Weather::NotSent => Some(Fault::new(Cause::ProxyRefused(ProxyRefusal::ConnectFailed), Acted::No)),
            Weather::Unwell => Some(status(Cause::VendorUnwell, 503, maybe)),
        };
        let refused_after = deletes && matches!(weather, Weather::RefusedAfter(_));
        let effect = matches!(weather, Weather::Fine | Weather::LostAfter) || refused_after;
        match call {
            Call::Partner(_) => Reply::Partner(lost.map_or(Ok(Partner { name: "Us".into() }), Err)),
            Call::Product(key) => Reply::Product(lost.map_or_else(|| self.product(key), Err)),
            Call::Provision { .. } => {
                self.posts += 1;
                let text = format!("superapiproduct_newnewnewnewnewCANARY{}", self.made + 1);
                if effect {
                    self.made += 1;
                    self.alive.push(text.clone());
                }
                let minted = Minted { key: Arc::new(Secret::new(&text)), id: None };
                Reply::Minted(lost.map_or(Ok(minted), Err))
            }
            Call::Deactivate { .. } => {
                self.deletes += u32::from(!matches!(weather, Weather::NotSent));
                if effect {
                    match self.removes {
                        Removes::Oldest if !self.alive.is_empty() => drop(self.alive.remove(0)),
                        Removes::Newest => drop(self.alive.pop()),
                        Removes::All => self.alive.clear(),
                        Removes::Oldest | Removes::None => {}
                    }
                }
                Reply::Deactivated(lost.map_or(Ok(()), Err))
            }
            _ => unreachable!("a rotation makes no other call"),
        }
    }
}

fn status(cause: Cause, code: u16, acted: Acted) -> Fault {
    Fault { status: Some(code), ..Fault::new(cause, acted) }
}

fn exchange() -> Exchange {
    Exchange {
        at: start(),
        method: "GET",
        path: "/api/v1/product".into(),
        credential: "x-api-key: superapiproduct_…".into(),
        status: Some(200),
        millis: 1,
        answer: "200".into(),
    }
}

fn case(form: DeactivateForm) -> Case {
    Case {
        connection: "SuperAPI".into(),
        environment: Environment::Sandbox,
        partner: Arc::new(Secret::new("superapipartner_partnerpartnerCANARYP")),
        old: Arc::new(Secret::new(OLD)),
        old_id: None,
        product: PRODUCT,
        form,
        known_name: Some("Payroll".into()),
        others: 0,
        purpose: Purpose::Rotate,
    }
}

/// A run with its vendor, and everything the run has said.
struct World {
    rotation: Option<Rotation>,
    vendor: Vendor,
    waiting: Vec<(u32, Call)>,
    said: String,
    telling: Telling,
    once: u128,
    confirmed_posts: u32,
    confirmed_deletes: u32,
    alive_before_delete: Vec<String>,
}

impl World {
    fn new(removes: Removes) -> Self {
        Self {
            rotation: Some(Rotation::begin(case(DeactivateForm::ByProduct))),
            vendor: Vendor::new(removes),
            waiting: Vec::new(),
            said: String::new(),
            telling: Telling::default(),
            once: 0,
            confirmed_posts: 0,
            confirmed_deletes: 0,
            alive_before_delete: Vec::new(),
        }
    }

    fn run(&self) -> &Rotation {
        self.rotation.as_ref().unwrap()
    }

    fn tell(&mut self, event: Event<Act>) {
        let (rotation, effects) = self.rotation.take().unwrap().apply(event, start() + TimeDelta::minutes(1));
        self.said.push_str(&format!("{:?}", rotation.steps()));
        self.telling.hear(&rotation.steps());
        self.rotation = Some(rotation);
        for effect in effects {
            match effect {
                Effect::Record(entry) => self.said.push_str(&format!("{entry:?}")),
                Effect::Call { ticket, call, .. } => {
                    if let Call::Deactivate { .. } = &call {
                        self.alive_before_delete = self.vendor.alive.clone();
                    }
                    self.waiting.push((ticket, call));
                }
            }
        }
        assert!(self.waiting.len() <= 1, "two calls at once");
    }

    fn act(&mut self, act: Act) {
        self.tell(Event::Act(act));
    }

    fn once(&mut self) -> OnceId {
        self.once += 1;
        OnceId::from_u128(self.once)
    }

    fn answer(&mut self, weather: Weather) {
        if let Some((ticket, call)) = self.waiting.pop() {
            let reply = self.vendor.answer(&call, weather);
            self.tell(Event::Answered(Answered { ticket, reply, exchange: exchange() }));
        }
    }

    fn settle(&mut self) {
        while !self.waiting.is_empty() {
            self.answer(Weather::Fine);
        }
    }

    fn provision(&mut self) {
        let once = self.once();
        self.act(Act::Provision { once });
    }

    fn deactivate(&mut self, typed: &str) {
        let once = self.once();
        self.act(Act::Deactivate { typed: typed.into(), once });
    }

    fn prove(&mut self) {
        // EXPOSE: the test plays the operator who reads the new key back.
        let text = self.run().new_key().map(|key| key.expose().to_owned());
        if let Some(text) = text {
            self.act(Act::ProveStored { pasted: Secret::new(&text) });
        }
    }

    /// Walks to where deactivation can be confirmed.
    fn walk_to_deactivate(&mut self) {
        self.act(Act::Check { other_run_open: false });
        self.settle();
        self.provision();
        self.settle();
        self.prove();
        self.settle();
        self.act(Act::RollOut { hold_until: None });
    }

    fn verdict(&self) -> Option<Verdict> {
        match (self.run().ask(), self.run().outcome()) {
            (Ask::Decide(verdict), _) => Some(verdict),
            (_, Some(Outcome { ending: Ending::Judged(verdict), .. })) => Some(verdict),
            _ => None,
        }
    }

    fn statuses(&self) -> Vec<Status> {
        self.run().steps().iter().map(|step| step.status).collect()
    }
}

#[test]
fn a_rotation_runs_to_complete() {
    let mut world = World::new(Removes::Oldest);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    world.settle();
    assert_eq!(world.verdict(), Some(Verdict::Complete));
    assert_eq!(world.statuses(), [Status::Done; 7]);
    assert_eq!((world.vendor.posts, world.vendor.deletes), (1, 1));
}

#[test]
fn trap_21_each_way_a_delete_may_choose_gets_its_verdict() {
    for (removes, verdict) in [
        (Removes::Oldest, Verdict::Complete),
        (Removes::Newest, Verdict::WrongKeyRemoved),
        (Removes::All, Verdict::BothDead),
        (Removes::None, Verdict::OldStillAlive),
    ] {
        let mut world = World::new(removes);
        world.walk_to_deactivate();
        world.deactivate("Payroll");
        world.settle();
        assert_eq!(world.verdict(), Some(verdict), "{removes:?}");
        assert_eq!(world.vendor.deletes, 1);
    }
}

#[test]
fn trap_22_a_lost_delete_is_probed_and_never_repeated() {
    for (weather, verdict) in [
        (Weather::LostAfter, Verdict::Complete),
        (Weather::LostBefore, Verdict::OldStillAlive),
        (Weather::Unwell, Verdict::OldStillAlive),
    ] {
        let mut world = World::new(Removes::Oldest);
        world.walk_to_deactivate();
        world.deactivate("Payroll");
        world.answer(Weather::Fine);
        world.answer(Weather::Fine);
        world.answer(weather);
        world.settle();
        assert_eq!(world.verdict(), Some(verdict));
        assert_eq!(world.vendor.deletes, 1);
    }
}

#[test]
fn trap_23_a_lost_mint_is_an_orphan_and_never_repeated_by_itself() {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.provision();
    world.answer(Weather::LostAfter);
    assert_eq!(world.statuses()[1], Status::Unknown);
    assert_eq!((world.run().orphans(), world.vendor.posts), (1, 1));
    assert!(world.waiting.is_empty());
    assert!(matches!(world.run().ask(), Ask::Provision { again: true }));
}

#[test]
fn trap_24_nothing_is_deactivated_before_storage_is_proven() {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.provision();
    world.settle();
    world.act(Act::RollOut { hold_until: None });
    world.deactivate("Payroll");
    world.settle();
    world.act(Act::ProveStored { pasted: Secret::new(OLD) });
    assert_eq!(world.run().refusal(), Some(&Refusal::Mismatch(StoreMismatch::OldKey)));
    world.deactivate("Payroll");
    world.settle();
    assert_eq!(world.vendor.deletes, 0);
}

#[test]
fn trap_34_a_new_key_can_be_had_until_the_run_is_over_and_afterwards() {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.provision();
    world.answer(Weather::Fine);
    let new = world.run().new_key().unwrap().fingerprint();
    for _ in 0..5 {
        world.answer(Weather::Refused(401));
        assert_eq!(world.run().new_key().map(|key| key.fingerprint()), Some(new));
    }
    world.act(Act::Test);
    world.settle();
    assert!(matches!(world.run().ask(), Ask::Store { key } if key.fingerprint() == new));
    world.act(Act::Abandon { reason: "leaving".into() });
    let (kept, _) = world.run().outcome().unwrap().new.unwrap();
    assert_eq!(kept.fingerprint(), new);
}

#[test]
fn on_a_live_product_its_name_must_be_typed() {
    let mut world = World::new(Removes::Oldest);
    world.walk_to_deactivate();
    world.deactivate("payroll");
    assert_eq!(world.run().refusal(), Some(&Refusal::NameNotTyped));
    assert!(world.waiting.is_empty());
}

#[test]
fn a_hold_locks_deactivation_until_it_passes_or_is_ended() {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.provision();
    world.settle();
    world.prove();
    world.settle();
    world.act(Act::RollOut { hold_until: Some(start() + TimeDelta::hours(1)) });
    world.deactivate("Payroll");
    assert_eq!(world.run().refusal(), Some(&Refusal::StillHeld));
    world.act(Act::EndHold);
    world.deactivate("Payroll");
    world.settle();
    assert_eq!(world.verdict(), Some(Verdict::Complete));
}

#[test]
fn a_fresh_key_is_given_time_and_then_fails_without_harm() {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: false });
    world.settle();
    world.provision();
    world.answer(Weather::Fine);
    for _ in 0..4 {
        world.answer(Weather::Refused(401));
        assert_eq!(world.statuses()[2], Status::Running);
    }
    world.answer(Weather::Refused(401));
    assert_eq!(world.statuses()[2], Status::Failed);
    world.act(Act::Test);
    world.settle();
    assert_eq!(world.statuses()[2], Status::Done);
}

#[test]
fn both_dead_leads_to_a_replacement_that_needs_no_old_key() {
    let mut world = World::new(Removes::All);
    world.walk_to_deactivate();
    world.deactivate("Payroll");
    world.settle();
    world.act(Act::StartOver);
    world.walk_to_deactivate();
    world.settle();
    assert_eq!(world.verdict(), Some(Verdict::Complete));
    assert_eq!(world.statuses()[5], Status::Skipped);
    assert_eq!((world.vendor.posts, world.vendor.deletes), (2, 1));
}

#[test]
fn an_old_key_that_is_dead_already_needs_no_delete() {
    let mut world = World::new(Removes::Oldest);
    world.walk_to_deactivate();
    world.vendor.alive.retain(|key| key != OLD);
    world.deactivate("Payroll");
    world.settle();
    assert_eq!(world.verdict(), Some(Verdict::Complete));
    assert_eq!(world.vendor.deletes, 0);
}

#[test]
fn a_key_whose_product_changed_since_its_check_stops_the_run_before_anything_changes() {
    let rows = [
        (
            Some("Payroll"),
            8,
            "Other",
            format!("Payroll ({PRODUCT})"),
            format!("Other ({})", ProductId::from_u128(8)),
        ),
        (
            Some("Payroll"),
            8,
            "Payroll",
            format!("Payroll ({PRODUCT})"),
            format!("Payroll ({})", ProductId::from_u128(8)),
        ),
        (Some("Payroll"), 7, "Pay", "Payroll".into(), "Pay".into()),
        (None, 8, "Other", PRODUCT.to_string(), format!("Other ({})", ProductId::from_u128(8))),
    ];
    for (known_name, id, name, known, said) in rows {
        let case = Case { known_name: known_name.map(str::to_owned), ..case(DeactivateForm::ByProduct) };
        let mut world = World { rotation: Some(Rotation::begin(case)), ..World::new(Removes::Oldest) };
        world.act(Act::Check { other_run_open: false });
        world.answer(Weather::Fine);
        let (ticket, _) = world.waiting.pop().unwrap();
        let product = Product { id: ProductId::from_u128(id), name: name.into(), reality: Reality::Live };
        let reply = Reply::Product(Ok(product));
        world.tell(Event::Answered(Answered { ticket, reply, exchange: exchange() }));
        let words = &world.run().steps()[0].means;
        assert!(words.contains(&known) && words.contains(&said), "{words}");
        assert_eq!(world.run().refusal(), Some(&Refusal::ProductChanged { known, said }));
        world.provision();
        assert_eq!(world.vendor.posts, 0);
    }
}

#[test]
fn a_product_whose_name_was_not_known_is_taken_by_its_id() {
    let case = Case { known_name: None, ..case(DeactivateForm::ByProduct) };
    let mut world = World { rotation: Some(Rotation::begin(case)), ..World::new(Removes::Oldest) };
    world.act(Act::Check { other_run_open: false });
    world.settle();
    assert_eq!(world.statuses()[0], Status::Done);
}

#[test]
fn an_open_run_or_a_missing_key_id_refuses_before_any_call() {
    let mut world = World::new(Removes::Oldest);
    world.act(Act::Check { other_run_open: true });
    assert_eq!(world.run().refusal(), Some(&Refusal::OtherRunOpen));
    world.rotation = Some(Rotation::begin(case(DeactivateForm::ByKeyId)));
    world.act(Act::Check { other_run_open: false });
    assert_eq!(world.run().refusal(), Some(&Refusal::NoKeyId));
    assert!(world.waiting.is_empty());
}

fn weather() -> impl Strategy<Value = Weather> {
    prop_oneof![
        6 => Just(Weather::Fine),
        1 => Just(Weather::LostBefore),
        1 => Just(Weather::LostAfter),
        1 => Just(Weather::Refused(401)),
        1 => Just(Weather::Refused(422)),
        1 => Just(Weather::RefusedAfter(401)),
        1 => Just(Weather::RefusedAfter(409)),
        1 => Just(Weather::NotSent),
        1 => Just(Weather::Unwell),
    ]
}

fn removes() -> impl Strategy<Value = Removes> {
    prop_oneof![Just(Removes::Oldest), Just(Removes::Newest), Just(Removes::All), Just(Removes::None)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Invariants 4, 5 and 7 over any order of acts and answers, any weather and any vendor.
    #[test]
    fn nothing_is_lost_and_nothing_is_done_twice(
        removes in removes(),
        moves in prop::collection::vec((0_u8..16, weather()), 1..60),
    ) {
        let mut world = World::new(removes);
        let mut received = BTreeSet::new();
        for (choice, weather) in moves {
            let deletes_before = world.vendor.deletes;
            match choice {
                0 => world.act(Act::Check { other_run_open: false }),
                1 => {
                    let idle = matches!(world.run().ask(), Ask::Provision { .. });
                    world.provision();
                    world.confirmed_posts += u32::from(idle);
                }
                2 => world.act(Act::Test),
                3 => world.prove(),
                4 => world.act(Act::RollOut { hold_until: None }),
                5 => {
                    let idle = matches!(world.run().ask(), Ask::Deactivate { .. });
                    world.deactivate("Payroll");
                    world.confirmed_deletes += u32::from(idle);
                }
                6 => world.act(Act::Probe),
                7 => world.act(Act::DeactivateOnceMore),
                8 => world.act(Act::StartOver),
                9 => {
                    let reply = Reply::Minted(Ok(Minted { key: Arc::new(Secret::new("superapiproduct_stale")), id: None }));
                    world.tell(Event::Answered(Answered { ticket: 9_999, reply, exchange: exchange() }));
                }
                _ => {
                let deletes = matches!(world.waiting.last(), Some((_, Call::Deactivate { .. })));
                world.answer(weather);
                // Whatever came back to a DELETE that left, the old key is probed before anything else.
                if deletes && !matches!(weather, Weather::NotSent) {
                    let probes = matches!(&world.waiting[..], [(_, Call::Product(key))] if key.same_as(&Secret::new(OLD)));
                    prop_assert!(probes, "{:?}", weather);
                }
                }
            }
            if let Some(key) = world.run().new_key() {
                received.insert(key.fingerprint());
            }
            // Invariant 5: one confirmation, at most one call.
            prop_assert!(world.vendor.posts <= world.confirmed_posts);
            prop_assert!(world.vendor.deletes <= world.confirmed_deletes);
            // Invariant 4: a DELETE leaves only for a key in hand, with both keys alive a moment before.
            if world.vendor.deletes > deletes_before {
                let new = world.run().new_key().map(|key| key.fingerprint());
                let alive: Vec<_> = world.alive_before_delete.iter().map(|key| Secret::new(key).fingerprint()).collect();
                prop_assert!(new.is_some_and(|new| alive.contains(&new)));
            }
            // Invariant 7: every key that was made was received, or counts as an orphan.
            let made = world.vendor.made;
            prop_assert!(made <= u32::try_from(received.len()).unwrap() + world.run().orphans()
                + u32::from(!world.waiting.is_empty()));
            // Unless the vendor removes the wrong key, a key that the operator knows stays alive.
            if matches!(removes, Removes::Oldest | Removes::None) && world.run().orphans() == 0 {
                let known = |key: &String| {
                    let found = Secret::new(key).fingerprint();
                    key == OLD || received.contains(&found)
                };
                prop_assert!(world.vendor.alive.iter().any(known));
            }
        }
        // Invariant 8: nothing that is shown or recorded holds a key's text.
        prop_assert!(!world.said.contains("CANARY"));
    }
}
