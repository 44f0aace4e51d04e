use super::*;
use crate::fault::{Acted, Cause, Fault};
use crate::moment;
use crate::product::Reality;

mod known;
mod next;
mod traps;

fn at(text: &str) -> Moment {
    moment::read(text).unwrap()
}

fn now() -> Moment {
    at("2026-11-22T12:00:00Z")
}

fn outlook(now: Moment) -> Outlook {
    Outlook { now, ..Outlook::default() }
}

fn cards(inventory: &Inventory, now: Moment) -> Cards {
    Cards::of(&attention(inventory, &outlook(now)))
}

fn add(inventory: &mut Inventory, vendor: Vendor, text: &str) -> KeyId {
    let new = NewKey {
        connection: "c".into(),
        vendor,
        secret: Arc::new(Secret::new(text)),
        label: "Billing".into(),
    };
    inventory.add(new, now()).unwrap()
}

fn latest(text: &str, expiry: &str) -> Answer<Latest> {
    let expiry = Expiry::At(at(expiry));
    Ok(Latest { key: Arc::new(Secret::new(text)), name: KeyName::new("F_SEC...zzz"), expiry })
}

#[test]
fn the_same_key_is_not_added_twice() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    let again = NewKey {
        connection: "c".into(),
        vendor: Vendor::QuickStream,
        secret: Arc::new(Secret::new("F_SEC_one")),
        label: String::new(),
    };
    assert_eq!(inventory.add(again, now()), Err(id));
    assert_eq!(inventory.keys().len(), 1);
}

#[test]
fn trap_10_the_new_keys_expiry_does_not_overwrite_the_old_ones() {
    let mut inventory = Inventory::default();
    let old = add(&mut inventory, Vendor::QuickStream, "F_SEC_old");
    inventory.latest(old, &latest("F_SEC_old", "2026-12-01T00:00:00Z"), now());
    inventory.latest(old, &latest("F_SEC_new", "2027-12-01T00:00:00Z"), now());
    let key = inventory.get(old).unwrap();
    assert_eq!(key.expiry, Expiry::At(at("2026-12-01T00:00:00Z")));
    assert!(!key.should_use.as_ref().unwrap().same);
    let new = inventory
        .renewed(old, Arc::new(Secret::new("F_SEC_new")), None, Expiry::At(at("2027-12-01T00:00:00Z")), now())
        .unwrap();
    assert_eq!(inventory.get(old).unwrap().expiry, Expiry::At(at("2026-12-01T00:00:00Z")));
    assert_eq!(inventory.get(old).unwrap().standing, Standing::Superseded);
    assert_eq!(inventory.get(new).unwrap().predecessor, Some(old));
}

#[test]
fn a_question_without_a_verdict_changes_nothing_that_was_known() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::QuickStream, "F_SEC_one");
    inventory.judged(id, &Ok(()), now());
    let unwell: Answer<()> = Err(Fault::new(Cause::VendorUnwell, Acted::No));
    inventory.judged(id, &unwell, at("2026-11-23T12:00:00Z"));
    let key = inventory.get(id).unwrap();
    assert_eq!((key.life, key.checked), (Life::Alive, Some(now())));
    let rejected: Answer<()> = Err(Fault::new(Cause::KeyRejected, Acted::No));
    inventory.judged(id, &rejected, at("2026-11-23T12:00:00Z"));
    assert_eq!(inventory.get(id).unwrap().life, Life::Dead);
}

#[test]
fn a_complete_rotation_forgets_the_dead_key_and_keeps_its_history() {
    let mut inventory = Inventory::default();
    let old = add(&mut inventory, Vendor::SuperApi, "superapiproduct_old");
    let product = Product { id: ProductId::from_u128(7), name: "Payroll".into(), reality: Reality::Live };
    inventory.opens(old, &Ok(product), now());
    let outcome = Outcome {
        ending: Ending::Judged(Verdict::Complete),
        new: Some((Arc::new(Secret::new("superapiproduct_new")), None)),
        stored: true,
        rolled_out: true,
        rolled_out_at: None,
        made_at: None,
        deactivations: 1,
        orphans: 1,
    };
    inventory.rotated(old, &outcome, now());
    let before = inventory.get(old).unwrap();
    assert!(before.secret.is_none() && before.standing == Standing::Deactivated && before.life == Life::Dead);
    let after = inventory.get(before.successor.unwrap()).unwrap();
    assert!(after.standing == Standing::Current && after.product.is_some() && after.label == "Billing");
    assert_eq!(inventory.orphans().len(), 1);
}

#[test]
fn an_abandoned_rotation_keeps_both_keys() {
    let mut inventory = Inventory::default();
    let old = add(&mut inventory, Vendor::SuperApi, "superapiproduct_old");
    let outcome = Outcome {
        ending: Ending::Abandoned("changed my mind".into()),
        new: Some((Arc::new(Secret::new("superapiproduct_new")), None)),
        stored: false,
        rolled_out: false,
        rolled_out_at: None,
        made_at: None,
        deactivations: 0,
        orphans: 0,
    };
    inventory.rotated(old, &outcome, now());
    assert!(inventory.keys().iter().all(|key| key.secret.is_some()));
    assert_eq!(cards(&inventory, now()).unverified, 1);
}

#[test]
fn a_list_is_searched_filtered_and_sorted() {
    let mut inventory = Inventory::default();
    let far = add(&mut inventory, Vendor::QuickStream, "F_SEC_far");
    let near = add(&mut inventory, Vendor::QuickStream, "F_SEC_near");
    let other = add(&mut inventory, Vendor::SuperApi, "superapiproduct_x");
    inventory.latest(far, &latest("F_SEC_far", "2027-12-01T00:00:00Z"), now());
    inventory.latest(near, &latest("F_SEC_near", "2026-11-25T00:00:00Z"), now());
    let list = |search, filter, sort| inventory.list(search, filter, sort, &outlook(now()));
    assert_eq!(list("", Filter::All, Sort::By(KeyRecord::by_expiry)), [near, far, other]);
    assert_eq!(list("", Filter::Group(ConcernGroup::Ending), Sort::Attention), [near]);
    assert_eq!(list("superAPI billing", Filter::All, Sort::By(KeyRecord::by_name)), [other]);
    assert_eq!(
        list("F_SEC_near", Filter::All, Sort::By(KeyRecord::by_name)),
        [],
        "a key's text is never searched"
    );
    assert_eq!(
        list("", Filter::Group(ConcernGroup::NotChecked), Sort::By(KeyRecord::by_last_check)),
        [other]
    );
}

#[test]
fn an_orphan_is_one_until_somebody_accounts_for_it_with_a_reason() {
    let mut inventory = Inventory::default();
    let id = add(&mut inventory, Vendor::SuperApi, "superapiproduct_old");
    let product = Product { id: ProductId::from_u128(7), name: "Payroll".into(), reality: Reality::Live };
    inventory.opens(id, &Ok(product), now());
    let outcome = Outcome {
        ending: Ending::Abandoned("no reply".into()),
        new: None,
        stored: false,
        rolled_out: false,
        rolled_out_at: None,
        made_at: None,
        deactivations: 0,
        orphans: 2,
    };
    inventory.rotated(id, &outcome, now());
    let orphan = inventory.orphans()[0].clone();
    assert!(!inventory.resolve(&orphan, Fate::Removed, "  ", now()), "no reason");
    let elsewhere = Orphan { connection: "other".into(), ..orphan.clone() };
    assert!(!inventory.resolve(&elsewhere, Fate::Removed, "ticket 12", now()));
    assert_eq!((inventory.orphans().len(), inventory.resolved().len()), (2, 0));

    assert!(inventory.resolve(&orphan, Fate::Removed, " ticket 12 ", now()));
    assert_eq!(inventory.orphans().len(), 1, "two lost replies are two orphans");
    assert_eq!(
        (inventory.resolved()[0].reason.as_str(), &inventory.resolved()[0].orphan),
        ("ticket 12", &orphan)
    );
    assert!(inventory.get(id).unwrap().history.last().unwrap().text.contains("ticket 12"));
    assert_eq!(cards(&inventory, now()).unverified, 1);
}
