//! What needs a person: named cases here, any list of keys in [`chance`].

use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::call::{Identity, Latest};
use crate::fault::{Acted, Answer, Cause, Fault};
use crate::inventory::{Ending, NewKey, Outcome, Sort, Standing, list::Filter};
use crate::key_name::KeyName;
use crate::moment::read;
use crate::product::{Product, ProductId, Reality};
use crate::secret::Secret;
use crate::vendor::Vendor;

mod chance;

fn now() -> Moment {
    read("2026-11-22T12:00:00Z").unwrap()
}

fn outlook() -> Outlook {
    Outlook { now: now(), ..Outlook::default() }
}

fn add(inventory: &mut Inventory, vendor: Vendor, text: &str) -> KeyId {
    let secret = Arc::new(Secret::new(text));
    inventory.add(NewKey { connection: "c".into(), vendor, secret, label: String::new() }, now()).unwrap()
}

/// A QuickStream key of a facility that its vendor has just accepted, with an end far away.
fn healthy(inventory: &mut Inventory, text: &str) -> KeyId {
    let id = add(inventory, Vendor::QuickStream, text);
    let identity =
        Identity { community: Some("ABC".into()), community_name: None, key_name: KeyName::new(text) };
    inventory.identified(id, &Ok(identity), now());
    let expiry = Expiry::At(now() + TimeDelta::days(300));
    let latest = Latest { key: Arc::new(Secret::new(text)), name: KeyName::new(text), expiry };
    inventory.latest(id, &Ok(latest), now());
    id
}

/// A product's key that its vendor has just accepted.
fn product_key(inventory: &mut Inventory, text: &str, product: u128) -> KeyId {
    let id = add(inventory, Vendor::SuperApi, text);
    let product =
        Product { id: ProductId::from_u128(product), name: "Payroll".into(), reality: Reality::Live };
    inventory.opens(id, &Ok(product), now());
    id
}

fn rejected(inventory: &mut Inventory, id: KeyId) {
    let answer: Answer<()> = Err(Fault { status: Some(401), ..Fault::new(Cause::KeyRejected, Acted::No) });
    inventory.judged(id, &answer, now());
}

fn outcome(verdict: Verdict) -> Outcome {
    Outcome {
        ending: Ending::Judged(verdict),
        new: Some((Arc::new(Secret::new("superapiproduct_new")), None)),
        stored: true,
        rolled_out: true,
        rolled_out_at: None,
        made_at: None,
        deactivations: 1,
        orphans: 0,
    }
}

fn concerns_of(inventory: &Inventory) -> Vec<(Subject, Concern)> {
    attention(inventory, &outlook()).iter().map(|item| (item.subject, item.concern)).collect()
}

#[test]
fn a_healthy_list_needs_nobody_and_says_so() {
    let mut inventory = Inventory::default();
    healthy(&mut inventory, "F_SEC_one");
    product_key(&mut inventory, "superapiproduct_one", 7);
    let items = attention(&inventory, &outlook());
    assert_eq!((items.as_slice(), summary(&items).as_str()), ([].as_slice(), "Nothing needs you"));
}

#[test]
fn a_dead_key_in_use_comes_first_and_is_said() {
    let mut inventory = Inventory::default();
    let well = healthy(&mut inventory, "F_SEC_well");
    let dead = healthy(&mut inventory, "F_SEC_dead");
    rejected(&mut inventory, dead);
    assert_eq!(concerns_of(&inventory), [(Subject::Key(dead), Concern::DeadInUse)], "another of it works");
    assert_eq!(inventory.list("", Filter::All, Sort::Attention, &outlook()), [dead, well]);
    let items = attention(&inventory, &outlook());
    assert_eq!(summary(&items), "1 key is dead");
    assert!(items[0].text.contains("QuickStream Portal"), "{}", items[0].text);
}

#[test]
fn a_product_is_down_only_if_none_of_its_keys_works() {
    let mut inventory = Inventory::default();
    let one = product_key(&mut inventory, "superapiproduct_one", 7);
    let two = product_key(&mut inventory, "superapiproduct_two", 7);
    let other = product_key(&mut inventory, "superapiproduct_other", 8);
    rejected(&mut inventory, one);
    assert_eq!(concerns_of(&inventory), [(Subject::Key(one), Concern::DeadInUse)]);
    rejected(&mut inventory, two);
    let items = attention(&inventory, &outlook());
    let found: Vec<_> = items.iter().map(|item| (item.subject, item.concern)).collect();
    assert_eq!(
        found,
        [(Subject::Key(two), Concern::Outage), (Subject::Key(one), Concern::DeadInUse)],
        "it is down once"
    );
    assert_eq!(
        (items[0].title.as_str(), items[0].act),
        ("Payroll", AttentionAct::Succeed { by: Succession::Rotation, dead: true })
    );
    assert_eq!(summary(&items), "Payroll is down · 1 key is dead");
    assert_eq!(inventory.list("", Filter::All, Sort::Attention, &outlook()), [two, one, other]);
}

#[test]
fn a_publishable_key_does_not_keep_a_facility_up() {
    let mut inventory = Inventory::default();
    let secret = healthy(&mut inventory, "F_SEC_one");
    healthy(&mut inventory, "F_PUB_one");
    rejected(&mut inventory, secret);
    assert_eq!(concerns_of(&inventory), [(Subject::Key(secret), Concern::Outage)]);
}

#[test]
fn dead_wins_over_what_was_advised_before() {
    let mut inventory = Inventory::default();
    let id = healthy(&mut inventory, "F_SEC_one");
    let newer = Latest { key: Arc::new(Secret::new("F_SEC_two")), name: None, expiry: Expiry::Unknown };
    inventory.latest(id, &Ok(newer), now());
    assert_eq!(concerns_of(&inventory), [(Subject::Key(id), Concern::SwitchNow)]);
    rejected(&mut inventory, id);
    assert_eq!(concerns_of(&inventory), [(Subject::Key(id), Concern::Outage)]);
}

#[test]
fn what_is_replaced_and_not_in_use_needs_nobody_and_stands_last() {
    let mut inventory = Inventory::default();
    let old = healthy(&mut inventory, "F_SEC_old");
    let well = product_key(&mut inventory, "superapiproduct_one", 7);
    let new = Arc::new(Secret::new("F_SEC_new"));
    let far = Expiry::At(now() + TimeDelta::days(400));
    let new = inventory.renewed(old, new, None, far, now()).unwrap();
    rejected(&mut inventory, old);
    assert_eq!(concerns_of(&inventory), []);
    assert_eq!(inventory.list("", Filter::All, Sort::Attention, &outlook()), [new, well, old]);
}

#[test]
fn each_verdict_needs_a_person_while_the_run_stands_there_and_after_it() {
    let expected = [
        (Verdict::BothDead, Concern::Outage, Some(Concern::Outage)),
        (Verdict::WrongKeyRemoved, Concern::WrongKeyRemoved, Some(Concern::WrongKeyRemoved)),
        (Verdict::OldStillAlive, Concern::Unverified, Some(Concern::Unverified)),
        (Verdict::NotKnown, Concern::Unverified, Some(Concern::Unverified)),
    ];
    for (verdict, during, after) in expected {
        let mut inventory = Inventory::default();
        let old = product_key(&mut inventory, "superapiproduct_old", 7);
        let run = OpenRun { id: 3, key: Some(old), verdict: Some(verdict) };
        let items = attention(&inventory, &Outlook { runs: vec![run], ..outlook() });
        assert_eq!(items.len(), 1, "{verdict:?}");
        assert_eq!((items[0].concern, items[0].act), (during, AttentionAct::GoOn(3)), "{verdict:?}");
        inventory.rotated(old, &outcome(verdict), now());
        let worst = concerns_of(&inventory).first().map(|(_, concern)| *concern);
        assert_eq!(worst, after, "{verdict:?}, after the run");
    }
    let mut inventory = Inventory::default();
    let old = product_key(&mut inventory, "superapiproduct_old", 7);
    inventory.rotated(old, &outcome(Verdict::Complete), now());
    assert_eq!(concerns_of(&inventory), []);
}

#[test]
fn the_wrong_key_is_on_the_list_until_it_is_taken_off_or_another_takes_its_place() {
    let mut inventory = Inventory::default();
    let old = product_key(&mut inventory, "superapiproduct_old", 7);
    inventory.rotated(old, &outcome(Verdict::WrongKeyRemoved), now());
    let removed = inventory.get(old).unwrap().successor.unwrap();
    assert_eq!(concerns_of(&inventory), [(Subject::Key(old), Concern::WrongKeyRemoved)]);
    inventory.remove(removed);
    assert_eq!(concerns_of(&inventory), []);
}

#[test]
fn a_verdict_on_a_key_that_was_taken_off_the_list_still_needs_a_person() {
    let run = OpenRun { id: 4, key: Some(KeyId(9)), verdict: Some(Verdict::BothDead) };
    let items = attention(&Inventory::default(), &Outlook { runs: vec![run], ..outlook() });
    assert_eq!((items[0].subject, items[0].concern), (Subject::Run(4), Concern::Outage));
}

#[test]
fn a_deactivated_key_that_is_alive_after_all_is_looked_into() {
    let mut inventory = Inventory::default();
    let old = product_key(&mut inventory, "superapiproduct_old", 7);
    inventory.rotated(old, &outcome(Verdict::Complete), now());
    inventory.judged(old, &Ok(()), now());
    assert_eq!(inventory.get(old).unwrap().standing, Standing::Deactivated);
    assert_eq!(concerns_of(&inventory), [(Subject::Key(old), Concern::Unverified)]);
}

#[test]
fn a_leaked_key_stands_above_a_dead_one_until_the_vendor_was_told() {
    let mut inventory = Inventory::default();
    let leaked = product_key(&mut inventory, "superapiproduct_leaked", 7);
    let spare = product_key(&mut inventory, "superapiproduct_spare", 7);
    let dead = product_key(&mut inventory, "superapiproduct_dead", 7);
    inventory.leaked(leaked, now(), "In a log.".into(), now());
    rejected(&mut inventory, dead);
    assert_eq!(
        concerns_of(&inventory),
        [(Subject::Key(leaked), Concern::Leaked), (Subject::Key(dead), Concern::DeadInUse)]
    );
    inventory.remove(dead);
    inventory.rotated(leaked, &outcome(Verdict::Complete), now());
    assert_eq!(concerns_of(&inventory), [(Subject::Key(leaked), Concern::Leaked)], "SuperAPI wants to know");
    inventory.leak_reported(leaked, now());
    assert_eq!(concerns_of(&inventory), []);
    assert!(inventory.get(spare).is_some());
}

#[test]
fn a_question_without_a_verdict_is_not_passed_over() {
    let mut inventory = Inventory::default();
    let id = healthy(&mut inventory, "F_SEC_one");
    let items = attention(&inventory, &Outlook { unanswered: vec![id], ..outlook() });
    assert_eq!((items[0].subject, items[0].concern), (Subject::Key(id), Concern::NotChecked));
    assert!(items[0].text.contains("no verdict came"));
}

#[test]
fn orphans_and_ends_are_counted_in_words() {
    let mut inventory = Inventory::default();
    let near = healthy(&mut inventory, "F_SEC_near");
    let expiry = Expiry::At(now() + TimeDelta::days(9));
    let latest = Latest { key: Arc::new(Secret::new("F_SEC_near")), name: None, expiry };
    inventory.latest(near, &Ok(latest), now());
    let old = product_key(&mut inventory, "superapiproduct_old", 7);
    let left = Outcome {
        ending: Ending::Abandoned("no reply".into()),
        new: None,
        stored: false,
        rolled_out: false,
        orphans: 2,
        ..outcome(Verdict::NotKnown)
    };
    inventory.rotated(old, &left, now());
    let items = attention(&inventory, &outlook());
    assert_eq!(summary(&items), "2 keys need investigation · 1 key ends soon or has ended");
    assert_eq!(items[2].text, "ends in 9 days.");
    assert_eq!(items[0].title, "Payroll");
}
