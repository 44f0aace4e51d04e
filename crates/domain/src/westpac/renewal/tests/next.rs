//! A renewal that begins with keys which were handed out before.

use super::*;
use crate::run::machine::Machine;
use crate::tests::at;

fn kept(text: &str, name: &str) -> Newer {
    let expiry = Expiry::At(at("2027-11-22T00:00:00Z"));
    Newer { key: Arc::new(secret(text)), name: named(name), expiry }
}

fn with(next: Vec<Newer>, vendor: Vendor) -> Bench<Renewal> {
    let mut bench = Bench::new(Renewal::begin(Case { next, ..case(OLD) }).unwrap(), vendor);
    bench.act(Act::Check);
    bench
}

fn in_hand(bench: &Bench<Renewal>) -> &Secret {
    &bench.machine().newer().unwrap().key
}

#[test]
fn a_living_key_asks_first_and_the_kept_one_waits() {
    let bench = with(vec![kept(THIRD, "FAKE_SEC...third")], Vendor::new());
    assert!(in_hand(&bench).same_as(&secret(NEW)), "what the vendor says now is followed");
    assert!(bench.machine().warnings().is_empty());
    assert_eq!(bench.vendor.calls, 3);
}

#[test]
fn a_dead_key_is_followed_by_the_one_that_was_handed_out_before() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    let mut bench = with(vec![kept(NEW, "FAKE_SEC...new")], vendor);
    assert!(matches!(bench.machine().asks(), Ask::Store { .. }));
    assert!(in_hand(&bench).same_as(&secret(NEW)));
    assert_eq!(bench.machine().warnings(), [Warning::CurrentRejected]);
    let names = bench.machine().names();
    assert_eq!((names.in_use, names.should_use), (named("FAKE_SEC...old"), named("FAKE_SEC...new")));
    assert_eq!(bench.vendor.calls, 4, "who the old one is, who the kept one is, the latest, and the test");
    bench.act(Act::ProveStored(secret(NEW)));
    bench.act(Act::Confirm);
    let result = bench.machine().result().unwrap();
    assert!(
        matches!(
            result,
            RenewalResult::Switched { old_rejected: true, confirmation: Confirmation::Confirmed, .. }
        ),
        "{result:?}"
    );
    assert!(
        result.words(crate::vendor::Vendor::QuickStream).contains("The vendor rejects the old key."),
        "{}",
        result.words(crate::vendor::Vendor::QuickStream)
    );
    assert!(!result.words(crate::vendor::Vendor::QuickStream).contains("keeps its own expiry"));
}

#[test]
fn a_key_that_dies_between_two_questions_is_followed_too() {
    let mut vendor = Vendor::new();
    vendor.faults.insert(1, crate::tests::fault(crate::fault::Cause::KeyRejected, 401));
    let bench = with(vec![kept(NEW, "FAKE_SEC...new")], vendor);
    assert!(in_hand(&bench).same_as(&secret(NEW)));
    assert_eq!(bench.machine().warnings(), [Warning::CurrentRejected]);
}

#[test]
fn a_still_newer_key_than_the_kept_one_is_taken() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    vendor.latest = 2;
    let bench = with(vec![kept(NEW, "FAKE_SEC...new")], vendor);
    assert!(in_hand(&bench).same_as(&secret(THIRD)));
}

#[test]
fn a_vendor_that_names_the_dead_key_does_not_lead_back_to_it() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    vendor.latest = 0;
    let bench = with(vec![kept(NEW, "FAKE_SEC...new")], vendor);
    assert!(in_hand(&bench).same_as(&secret(NEW)));
}

#[test]
fn older_kept_keys_are_tried_when_the_newest_is_dead_too() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    vendor.keys[2].alive = false;
    let bench = with(vec![kept(NEW, "FAKE_SEC...new"), kept(THIRD, "FAKE_SEC...third")], vendor);
    assert!(in_hand(&bench).same_as(&secret(NEW)));
    assert_eq!(bench.vendor.calls, 5);
}

#[test]
fn when_all_are_dead_the_step_fails_and_asks_the_current_key_first_again() {
    let mut vendor = Vendor::new();
    vendor.keys.iter_mut().for_each(|key| key.alive = false);
    let mut bench = with(vec![kept(NEW, "FAKE_SEC...new")], vendor);
    assert!(matches!(bench.machine().asks(), Ask::Retry));
    assert!(bench.machine().warnings().is_empty());
    assert_eq!((bench.machine().step(), bench.vendor.calls), (Step::Preflight, 2));
    bench.vendor.keys.iter_mut().for_each(|key| key.alive = true);
    bench.act(Act::Retry);
    assert!(matches!(bench.machine().asks(), Ask::Store { .. }));
    assert!(bench.machine().warnings().is_empty(), "the current key is accepted again");
}

#[test]
fn a_kept_key_of_another_facility_is_refused_when_it_answers() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    vendor.keys[1].community = Some("ELSE");
    let bench = with(vec![kept(NEW, "FAKE_SEC...new")], vendor);
    assert!(matches!(bench.machine().refusal(), Some(Refusal::FacilityChanged(_))));
}

#[test]
fn nothing_of_a_kept_key_is_shown() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    let mut bench = with(vec![kept(NEW, NEW)], vendor);
    bench.act(Act::Abandon);
    let shown = format!(
        "{} {:?} {:?} {:?}",
        bench.everything_shown(),
        bench.machine().result(),
        bench.machine().warnings(),
        bench.machine().names(),
    );
    assert!(!shown.contains(crate::tests::CANARY), "{shown}");
    assert_eq!(bench.machine().steps().len(), 6);
}
