//! Each path once: what is asked for, what is shown, how it ends.

use super::*;
use crate::explain::explain;
use crate::fault::{Cause, Fault, RetryAfter};
use crate::key::{Field, KeyKind};
use crate::run::machine::{Event, Machine, Reply};
use crate::tests::fault;
use Status::{Done, Failed, NotStarted, Ready, Skipped, Waiting};

#[test]
fn the_same_key_is_a_green_end() {
    let mut vendor = Vendor::new();
    vendor.latest = 0;
    let mut bench = bench(vendor);
    assert_eq!(
        statuses(bench.machine()),
        [Ready, NotStarted, NotStarted, NotStarted, NotStarted, NotStarted]
    );
    bench.act(Act::Check);
    let renewal = bench.machine();
    let expiry = Expiry::At(at("2026-12-24T00:00:00Z"));
    let unchanged = RenewalResult::Unchanged { name: named("FAKE_SEC...old"), expiry };
    assert_eq!(renewal.result(), Some(&unchanged));
    assert_eq!(statuses(renewal), [Done, Done, Done, Skipped, Skipped, Skipped]);
    let words = unchanged.words(crate::vendor::Vendor::QuickStream);
    assert!(words.contains("there is nothing to change") && words.contains("2026-12-24T00:00:00Z"));
    assert!(words.contains("daily"), "an expiry far away is no reason to stop asking");
    assert_eq!(renewal.names().in_use, renewal.names().should_use);
    assert!(renewal.is_over() && renewal.warnings().is_empty() && renewal.fresh().is_none());
    assert_eq!(bench.vendor.calls, 2);
}

#[test]
fn a_newer_key_is_tested_stored_and_confirmed() {
    let mut bench = at_store();
    assert_eq!(statuses(bench.machine()), [Done, Done, Done, Done, Waiting, NotStarted]);
    let Ask::Store { key, name, expiry, mismatch } = bench.machine().asks() else { panic!() };
    assert!(key.same_as(&secret(NEW)));
    assert_eq!(
        (name, expiry, mismatch),
        (named("FAKE_SEC...new"), Expiry::At(at("2027-11-22T00:00:00Z")), None)
    );
    let names = Names { in_use: named("FAKE_SEC...old"), should_use: named("FAKE_SEC...new") };
    assert_eq!(bench.machine().names(), names);

    bench.act(Act::ProveStored(secret(NEW)));
    assert_eq!(statuses(bench.machine()), [Done, Done, Done, Done, Done, Ready]);
    bench.act(Act::Confirm);
    let renewal = bench.machine();
    assert_eq!(statuses(renewal), [Done; 6]);
    assert_eq!(renewal.names().in_use, named("FAKE_SEC...new"));
    let Some(RenewalResult::Switched { confirmation, .. }) = renewal.result() else { panic!() };
    assert_eq!(*confirmation, Confirmation::Confirmed);
    let fresh = renewal.fresh().unwrap();
    assert!(fresh.current.same_as(&secret(NEW)) && fresh.name == named("FAKE_SEC...new"));
    assert_eq!(bench.vendor.calls, 5);
}

/// The calls of a whole run in order, and the step each belongs to.
const CALLS: [Step; 5] = [Step::Preflight, Step::AskLatest, Step::Test, Step::Store, Step::Confirm];

fn faults() -> Vec<Fault> {
    let mut busy = fault(Cause::VendorUnwell, 429);
    busy.retry_after = Some(RetryAfter::Seconds(30));
    vec![
        fault(Cause::KeyRejected, 401),
        fault(Cause::Forbidden, 403),
        fault(Cause::CompanyProxy, 407),
        busy,
        fault(Cause::VendorUnwell, 503),
        fault(Cause::Unusable, 200),
        fault(Cause::NotTheVendor, 200),
        fault(Cause::ProxyUnreachable, 0),
    ]
}

/// Acts on whatever is offered, until nothing is or a step failed.
fn carry_on(bench: &mut Bench<Renewal>) {
    loop {
        match bench.machine().asks() {
            Ask::Check => bench.act(Act::Check),
            Ask::Store { key, .. } => {
                assert!(key.same_as(&secret(NEW)));
                bench.act(Act::ProveStored(secret(NEW)));
            }
            Ask::Confirm => bench.act(Act::Confirm),
            Ask::Retry | Ask::Nothing => return,
        }
    }
}

#[test]
fn every_fault_at_every_call_keeps_the_current_key_and_waits_for_the_operator() {
    for (number, step) in CALLS.into_iter().enumerate() {
        for fault in faults() {
            let mut vendor = Vendor::new();
            vendor.faults.insert(number, fault.clone());
            let mut bench = bench(vendor);
            carry_on(&mut bench);
            let renewal = bench.machine();
            assert_eq!(renewal.step(), step, "{fault:?}");
            let view = &renewal.steps()[step as usize];
            assert_eq!((view.status, view.fault.as_ref(), view.current), (Failed, Some(&fault), true));
            assert!(view.means.starts_with("This step did not come off."), "{}", view.means);
            assert!(renewal.case().current.same_as(&secret(OLD)));
            assert!(matches!(renewal.asks(), Ask::Retry));
            assert_eq!(bench.vendor.calls, number + 1, "nothing goes out by itself");

            bench.act(Act::Retry);
            carry_on(&mut bench);
            assert!(matches!(bench.machine().result(), Some(RenewalResult::Switched { .. })));
            assert_eq!(bench.vendor.calls, CALLS.len() + 1);
        }
    }
}

#[test]
fn an_expired_key_is_explained_with_every_cause() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    let fault = bench.machine().steps()[0].fault.clone().unwrap();
    let causes = explain(&fault, KeyKind::WestpacSecret).causes.join(" ");
    for cause in ["expired", "publishable", "revoked", "environment"] {
        assert!(causes.contains(cause), "{cause}");
    }
    assert!(bench.machine().steps()[0].means.contains("The current key stays in place."));
}

#[test]
fn keys_of_other_kinds_never_begin() {
    for (text, kind) in [
        ("FAKE_PUB_x", KeyKind::WestpacPublishable),
        ("superapiproduct_x", KeyKind::SuperApiProduct),
        ("superapipartner_x", KeyKind::SuperApiPartner),
    ] {
        let refused = Renewal::begin(case(text)).err().unwrap();
        assert_eq!(refused, PasteFault::WrongKind(kind));
        assert!(
            refused.words(Field::Secret(crate::vendor::Vendor::QuickStream)).contains("Nothing was sent.")
        );
    }
    assert!(Renewal::begin(case("QUICKSTREAMDEMO_SEC")).is_ok());
    assert!(Renewal::begin(case("an-unmarked-key")).is_ok());
}

#[test]
fn what_was_read_back_is_compared_and_a_mismatch_has_a_name() {
    let mut bench = at_store();
    for (text, expected) in [(OLD, StoreMismatch::OldKey), (ANOTHER, StoreMismatch::AnotherKey)] {
        let calls = bench.vendor.calls;
        bench.act(Act::ProveStored(secret(text)));
        let Ask::Store { mismatch, .. } = bench.machine().asks() else { panic!() };
        assert_eq!(mismatch, Some(expected));
        assert_eq!(bench.machine().steps()[4].means, expected.words());
        assert_eq!(bench.vendor.calls, calls, "a wrong key is not sent anywhere");
    }
    bench.act(Act::ProveStored(secret(NEW)));
    assert!(matches!(bench.machine().asks(), Ask::Confirm));
}

#[test]
fn after_a_failed_proof_the_store_can_be_read_again() {
    let mut bench = at_store();
    bench.vendor.faults.insert(3, fault(Cause::VendorUnwell, 503));
    bench.act(Act::ProveStored(secret(NEW)));
    assert!(matches!(bench.machine().asks(), Ask::Retry));
    bench.act(Act::ProveStored(secret(OLD)));
    assert!(matches!(bench.machine().asks(), Ask::Store { mismatch: Some(StoreMismatch::OldKey), .. }));
}

#[test]
fn a_third_key_on_confirm_is_said_and_never_chased() {
    let mut bench = at_confirm();
    bench.vendor.latest = 2;
    bench.act(Act::Confirm);
    let renewal = bench.machine();
    let Some(RenewalResult::Switched { name, confirmation, .. }) = renewal.result() else { panic!() };
    assert_eq!(*name, named("FAKE_SEC...new"));
    assert_eq!(*confirmation, Confirmation::Another { name: named("FAKE_SEC...third") });
    assert_eq!(statuses(renewal)[5], Failed);
    assert!(renewal.steps()[5].means.contains("Renew again from the new key"));
    assert!(renewal.fresh().unwrap().current.same_as(&secret(NEW)));
    assert_eq!(bench.vendor.calls, 5);
}

#[test]
fn leaving_says_what_stays() {
    let mut early = bench(Vendor::new());
    early.act(Act::Abandon);
    let ended = RenewalResult::Abandoned { at: Step::Preflight, newer_unused: false };
    assert_eq!(early.machine().result(), Some(&ended));

    let mut waiting = at_store();
    waiting.act(Act::Abandon);
    let ended = RenewalResult::Abandoned { at: Step::Store, newer_unused: true };
    assert_eq!(waiting.machine().result(), Some(&ended));
    assert_eq!(waiting.machine().names().in_use, named("FAKE_SEC...old"));
    assert!(waiting.machine().fresh().is_none());

    let mut stored = at_confirm();
    stored.act(Act::Abandon);
    let Some(RenewalResult::Switched { confirmation, .. }) = stored.machine().result() else { panic!() };
    assert_eq!(*confirmation, Confirmation::NotAsked);
    assert_eq!(statuses(stored.machine())[5], Skipped);
}

#[test]
fn an_answer_to_another_question_changes_nothing() {
    let mut bench = bench(Vendor::new());
    bench.apply(Event::Act(Act::Check));
    let (ticket, call) = bench.on_the_way.pop().unwrap();
    let unwell = || fault(Cause::VendorUnwell, 503);
    for reply in [Reply::Latest(Err(unwell())), Reply::Partner(Err(unwell())), Reply::Deactivated(Ok(()))] {
        assert_eq!(bench.answer(ticket, &call, reply), 0);
        assert_eq!(statuses(bench.machine())[0], Status::Running);
    }
    bench.deliver(ticket, &call);
    assert_eq!(statuses(bench.machine())[0], Done);
}

#[test]
fn a_key_that_was_handed_over_is_not_forgotten_when_the_run_is_left_before_it_is_proven() {
    for call in [2, 3] {
        let mut vendor = Vendor::new();
        vendor.faults.insert(call, fault(Cause::VendorUnwell, 503));
        let mut bench = bench(vendor);
        bench.act(Act::Check);
        bench.act(Act::ProveStored(secret(NEW)));
        bench.act(Act::Abandon);
        let left = bench.machine().result().unwrap();
        assert!(matches!(left, RenewalResult::Abandoned { newer_unused: true, .. }), "call {call}");
        assert!(bench.machine().newer().is_some());
    }
}

#[test]
fn comparing_has_a_time_once_there_is_something_to_compare() {
    let compared = |bench: &Bench<Renewal>| bench.machine().steps()[Step::Compare as usize].at;
    let mut vendor = Vendor::new();
    vendor.faults.insert(1, fault(Cause::VendorUnwell, 503));
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    assert_eq!(compared(&bench), None);
    bench.act(Act::Retry);
    let at = compared(&bench);
    assert!(at.is_some());
    bench.act(Act::ProveStored(secret(NEW)));
    assert_eq!(compared(&bench), at);
}
