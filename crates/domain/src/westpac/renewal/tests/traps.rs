//! What a naive client gets wrong, by the numbers of the vendor contract.

use super::*;
use crate::activity::EntryKind;
use crate::fault::Cause;
use crate::key::KeyKind;
use crate::run::machine::{Event, Machine};
use crate::tests::fault;

#[test]
fn trap_04_the_same_key_stays_unchanged_whatever_else_changed() {
    let mut vendor = Vendor::new();
    vendor.latest = 0;
    vendor.keys[0].latest_name = named("renamed");
    vendor.keys[0].expiry = Expiry::At(at("2027-01-01T00:00:00Z"));
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    let expiry = Expiry::At(at("2027-01-01T00:00:00Z"));
    let unchanged = RenewalResult::Unchanged { name: named("renamed"), expiry };
    assert_eq!(bench.machine().result(), Some(&unchanged));
    assert!(bench.machine().newer().is_none());
}

#[test]
fn trap_05_a_newer_key_is_neither_an_alarm_nor_the_end_of_the_old_one() {
    let bench = at_store();
    let shown = bench.everything_shown();
    assert!(shown.contains("A newer key is available"));
    assert!(!shown.contains("expired") && !shown.contains("expiring"));
    assert!(bench.entries.iter().all(|entry| entry.kind != EntryKind::Alarm));
}

#[test]
fn trap_06_the_old_key_stays_until_the_new_one_is_proven_and_is_kept_after() {
    let mut bench = at_store();
    for act in [Act::Confirm, Act::Check, Act::Retry] {
        assert_eq!(bench.apply(Event::Act(act)), 0);
    }
    assert_eq!(bench.machine().names().in_use, named("FAKE_SEC...old"));
    bench.vendor.faults.insert(3, fault(Cause::KeyRejected, 401));
    bench.act(Act::ProveStored(secret(NEW)));
    assert_eq!(bench.machine().names().in_use, named("FAKE_SEC...old"));
    bench.act(Act::Retry);
    bench.act(Act::Confirm);
    assert!(
        bench
            .machine()
            .result()
            .unwrap()
            .words(crate::vendor::Vendor::QuickStream)
            .contains("The old key is superseded and keeps its own expiry")
    );
    assert!(bench.machine().case().current.same_as(&secret(OLD)));
}

#[test]
fn trap_07_a_publishable_key_is_refused_although_root_accepts_it() {
    let mut vendor = Vendor::new();
    vendor.keys[1].text = "FAKE_PUB_canary0fake0key";
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    let unfit = Refusal::Unfit(PasteFault::WrongKind(KeyKind::WestpacPublishable));
    assert_eq!(bench.machine().refusal(), Some(&unfit));
    assert_eq!(bench.machine().step(), Step::Compare);
}

#[test]
fn trap_09_nothing_is_asked_again_without_an_act() {
    for status in [401, 403, 429, 503] {
        let mut vendor = Vendor::new();
        let cause = if status < 429 { Cause::KeyRejected } else { Cause::VendorUnwell };
        vendor.faults.extend((0..3).map(|number| (number, fault(cause, status))));
        let mut bench = bench(vendor);
        bench.act(Act::Check);
        assert_eq!(bench.vendor.calls, 1, "{status}");
        bench.act(Act::Check);
        assert_eq!(bench.vendor.calls, 1, "{status}");
        bench.act(Act::Retry);
        assert_eq!(bench.vendor.calls, 2, "one act, one call: {status}");
    }
}

#[test]
fn trap_10_the_old_keys_expiry_is_never_the_new_ones() {
    let mut bench = at_confirm();
    bench.act(Act::Confirm);
    let Some(RenewalResult::Switched { expiry, old_expiry, .. }) = bench.machine().result() else { panic!() };
    assert_eq!(*expiry, Expiry::At(at("2027-11-22T00:00:00Z")));
    assert_eq!(*old_expiry, Expiry::At(at("2026-12-24T00:00:00Z")));
    assert_eq!(bench.machine().case().expiry, *old_expiry);
}

#[test]
fn trap_11_no_lifetime_decides_what_the_vendor_decides() {
    for expiry in ["2026-11-22T00:01:00Z", "2126-11-22T00:00:00Z"] {
        for latest in [0, 1] {
            let mut vendor = Vendor::new();
            vendor.latest = latest;
            for key in &mut vendor.keys {
                key.expiry = Expiry::At(at(expiry));
            }
            let mut bench = bench(vendor);
            bench.act(Act::Check);
            assert_eq!(bench.machine().is_over(), latest == 0, "{expiry}");
            assert!(bench.machine().warnings().is_empty());
        }
    }
}

#[test]
fn trap_12_unknown_and_past_dates_are_shown_and_stop_nothing() {
    let past = at("2022-01-02T03:48:40Z");
    for (expiry, warning) in
        [(Expiry::Unknown, Warning::ExpiryUnknown), (Expiry::At(past), Warning::ExpiryPast(past))]
    {
        for latest in [0, 1] {
            let mut vendor = Vendor::new();
            vendor.latest = latest;
            vendor.keys[latest].expiry = expiry;
            let mut bench = bench(vendor);
            bench.act(Act::Check);
            assert_eq!(bench.machine().warnings(), std::slice::from_ref(&warning));
            match bench.machine().asks() {
                Ask::Store { expiry: shown, .. } => assert_eq!((latest, shown), (1, expiry)),
                _ => assert_eq!((latest, bench.machine().is_over()), (0, true)),
            }
        }
    }
}

#[test]
fn trap_20_a_slower_writer_that_put_the_old_key_back_is_found_out() {
    let mut bench = at_store();
    bench.act(Act::ProveStored(secret(OLD)));
    let Ask::Store { mismatch, .. } = bench.machine().asks() else { panic!() };
    assert_eq!(mismatch, Some(StoreMismatch::OldKey));
    assert!(StoreMismatch::OldKey.words().contains("another tab or job"));

    let mut bench = at_confirm();
    bench.vendor.latest = 0;
    bench.act(Act::Confirm);
    let Some(RenewalResult::Switched { confirmation, .. }) = bench.machine().result() else { panic!() };
    assert_eq!(*confirmation, Confirmation::OldAgain);
}

#[test]
fn trap_38_a_key_that_is_named_by_its_own_text_is_not_shown() {
    let mut vendor = Vendor::new();
    for key in &mut vendor.keys {
        key.root_name = named(key.text);
        key.latest_name = named(key.text);
    }
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    bench.act(Act::ProveStored(secret(NEW)));
    bench.vendor.latest = 2;
    bench.act(Act::Confirm);
    let renewal = bench.machine();
    let shown = format!(
        "{} {:?} {:?} {:?}",
        bench.everything_shown(),
        renewal.result(),
        renewal.names(),
        renewal.warnings()
    );
    assert!(shown.contains("FAKE_SEC_…") && !shown.contains(crate::tests::CANARY), "{shown}");
}
