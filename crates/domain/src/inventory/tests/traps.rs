//! The list of keys against the traps of the vendors.

use super::*;
use crate::moment::Thresholds;
use crate::vendor::Succession;

const PRODUCT: ProductId = ProductId::from_u128(7);

fn add_to(inventory: &mut Inventory, connection: &str, vendor: Vendor, text: &str) -> KeyId {
    let secret = Arc::new(Secret::new(text));
    let new = NewKey { connection: connection.into(), vendor, secret, label: String::new() };
    inventory.add(new, now()).unwrap()
}

fn rotated(ending: Ending, rolled_out: bool) -> (Inventory, KeyId, KeyId) {
    left_at(ending, rolled_out, rolled_out)
}

fn left_at(ending: Ending, stored: bool, rolled_out: bool) -> (Inventory, KeyId, KeyId) {
    let mut inventory = Inventory::default();
    let old = add_to(&mut inventory, "live", Vendor::SuperApi, "superapiproduct_old");
    let product = Product { id: PRODUCT, name: "Payroll".into(), reality: Reality::Live };
    inventory.opens(old, &Ok(product), now());
    let outcome = Outcome {
        ending,
        new: Some((Arc::new(Secret::new("superapiproduct_new")), None)),
        stored,
        rolled_out,
        rolled_out_at: None,
        made_at: None,
        deactivations: 0,
        orphans: 0,
    };
    inventory.rotated(old, &outcome, at("2026-11-23T12:00:00Z"));
    let new = inventory.get(old).unwrap().successor.unwrap();
    (inventory, old, new)
}

#[test]
fn trap_19_a_key_stays_with_its_own_connection() {
    let mut inventory = Inventory::default();
    let test = add_to(&mut inventory, "test", Vendor::QuickStream, "F_SEC_one");
    let live = add_to(&mut inventory, "live", Vendor::QuickStream, "F_SEC_one");
    assert_ne!(test, live, "what is known of a key on one host is never shown for the other");
    let new = Arc::new(Secret::new("F_SEC_two"));
    let new = inventory.renewed(test, new, None, Expiry::Unknown, now()).unwrap();
    assert_eq!(inventory.get(new).unwrap().connection, "test");

    add_to(&mut inventory, "superapi-a", Vendor::SuperApi, "superapipartner_a");
    assert!(inventory.partner_key("superapi-b").is_none());
    assert!(inventory.partner_key("superapi-a").is_some());

    let (inventory, old, new) = rotated(Ending::Judged(Verdict::Complete), true);
    assert_eq!(inventory.get(new).unwrap().connection, inventory.get(old).unwrap().connection);
}

#[test]
fn trap_37_a_key_left_alive_is_counted_until_it_is_dead() {
    let (mut inventory, old, new) = rotated(Ending::Judged(Verdict::OldStillAlive), true);
    let far = at("2096-11-22T12:00:00Z");
    let unverified = |inventory: &Inventory| {
        inventory.list("", Filter::Group(ConcernGroup::Unverified), Sort::Attention, &outlook(far))
    };
    assert_eq!(inventory.get(old).unwrap().expiry, Expiry::Never);
    assert_eq!(unverified(&inventory), [old]);
    assert_eq!(cards(&inventory, far).unverified, 1);
    assert_eq!(inventory.get(old).unwrap().next_act(far, Thresholds::default()), NextAct::Check);
    assert_eq!(inventory.get(new).unwrap().standing, Standing::Current);
    let rejected: Answer<()> = Err(Fault::new(Cause::KeyRejected, Acted::No));
    inventory.judged(old, &rejected, far);
    assert_eq!(unverified(&inventory), []);
}

#[test]
fn a_dead_key_neither_serves_a_run_nor_counts_among_the_living() {
    let rejected: Answer<()> = Err(Fault::new(Cause::KeyRejected, Acted::No));
    let (mut inventory, old, new) = rotated(Ending::Judged(Verdict::OldStillAlive), true);
    assert_eq!(inventory.others_of(PRODUCT, new), 1);
    inventory.judged(old, &rejected, now());
    assert_eq!(inventory.others_of(PRODUCT, new), 0);
    let partner = add_to(&mut inventory, "live", Vendor::SuperApi, "superapipartner_a");
    assert_eq!(inventory.partner_key("live").map(|key| key.id), Some(partner));
    inventory.judged(partner, &rejected, now());
    assert!(inventory.partner_key("live").is_none());
}

#[test]
fn both_dead_leaves_a_key_from_which_a_replacement_can_be_made() {
    let (inventory, old, new) = rotated(Ending::Judged(Verdict::BothDead), true);
    let next = |id| inventory.get(id).unwrap().next_act(now(), Thresholds::default());
    assert_eq!((next(old), next(new)), (NextAct::Nothing, NextAct::Succeed(Succession::Rotation)));
    assert!(inventory.keys().iter().all(|key| key.life == Life::Dead));
}

#[test]
fn a_removed_keys_id_is_never_given_to_another() {
    let mut inventory = Inventory::default();
    let first = add_to(&mut inventory, "test", Vendor::QuickStream, "F_SEC_one");
    inventory.remove(first);
    let second = add_to(&mut inventory, "test", Vendor::QuickStream, "F_SEC_two");
    assert_ne!(first, second, "a run that still knows the first would change the second");
}

#[test]
fn two_keys_that_come_to_share_one_say_so() {
    let mut inventory = Inventory::default();
    let billing = add_to(&mut inventory, "test", Vendor::QuickStream, "F_SEC_one");
    let payroll = add_to(&mut inventory, "test", Vendor::QuickStream, "F_SEC_two");
    let newest = || Arc::new(Secret::new("F_SEC_new"));
    let shared = inventory.renewed(billing, newest(), None, Expiry::Unknown, now()).unwrap();
    let said = |inventory: &Inventory| {
        inventory.get(shared).unwrap().history.iter().any(|one| one.text.contains("shares this one"))
    };
    assert!(!said(&inventory));
    assert_eq!(inventory.renewed(payroll, newest(), None, Expiry::Unknown, now()), Some(shared));
    assert!(said(&inventory));
}

#[test]
fn trap_07_a_publishable_key_is_never_the_one_to_switch_to() {
    let mut inventory = Inventory::default();
    let id = add_to(&mut inventory, "test", Vendor::QuickStream, "F_SEC_one");
    inventory.latest(id, &latest("F_PUB_two", "2027-12-01T00:00:00Z"), now());
    assert_eq!(inventory.get(id).unwrap().use_light(now()), None);
}

#[test]
fn a_superseded_quickstream_key_is_left_to_its_own_end() {
    let mut inventory = Inventory::default();
    let old = add_to(&mut inventory, "test", Vendor::QuickStream, "F_SEC_one");
    inventory.renewed(old, Arc::new(Secret::new("F_SEC_two")), None, Expiry::Unknown, now());
    assert_eq!(cards(&inventory, now()).unverified, 0);
    assert_eq!(inventory.get(old).unwrap().next_act(now(), Thresholds::default()), NextAct::Nothing);
}

#[test]
fn a_run_left_after_the_roll_out_names_the_new_key_as_the_one_in_use() {
    let left = || Ending::Abandoned("enough".into());
    let standings = |(inventory, old, new): (Inventory, KeyId, KeyId)| {
        (inventory.get(old).unwrap().standing, inventory.get(new).unwrap().standing)
    };
    assert_eq!(standings(rotated(left(), true)), (Standing::Superseded, Standing::Current));
    assert_eq!(standings(rotated(left(), false)), (Standing::Current, Standing::Unverified));
}

#[test]
fn a_run_left_between_storing_and_rolling_out_leaves_a_spare_key() {
    let (inventory, old, new) = left_at(Ending::Abandoned("enough".into()), true, false);
    let standing = |id| inventory.get(id).unwrap().standing;
    assert_eq!((standing(old), standing(new)), (Standing::Current, Standing::Spare));
    let counted =
        inventory.list("", Filter::Group(ConcernGroup::Unverified), Sort::Attention, &outlook(now()));
    assert_eq!(counted, [new], "a living key that nothing uses is counted");
    assert_eq!(cards(&inventory, now()).not_checked, 0, "each key counts once, for the worst of it");
    assert!(inventory.get(new).unwrap().changes_hands(), "it can be rotated away");
}

#[test]
fn a_run_left_early_leaves_its_key_where_it_stood() {
    let (mut inventory, old, _) = rotated(Ending::Judged(Verdict::OldStillAlive), true);
    let left = Outcome {
        ending: Ending::Abandoned("enough".into()),
        new: None,
        stored: false,
        rolled_out: false,
        rolled_out_at: None,
        made_at: None,
        deactivations: 0,
        orphans: 0,
    };
    inventory.rotated(old, &left, now());
    assert_eq!(inventory.get(old).unwrap().standing, Standing::Superseded);
}

#[test]
fn a_verdict_that_is_not_known_is_no_check() {
    let (inventory, old, new) = rotated(Ending::Judged(Verdict::NotKnown), true);
    assert_eq!(inventory.get(old).unwrap().checked, Some(now()), "the last verdict was before the run");
    assert_eq!(inventory.get(new).unwrap().checked, None);
}
