//! The rehearsal against a small vendor.

use super::*;
use crate::facility::{Facility, Moved};
use crate::fault::Cause;
use crate::key::{KeyKind, PasteFault};
use crate::run::machine::{Event, Machine, Reply};
use crate::run::step::Status::{self, Done, Failed, NotStarted, Skipped, Waiting};
use crate::secret::Secret;
use crate::tests::{Bench, CANARY, NEW, OLD, THIRD, Vendor, fault, named};
use crate::vendor::Environment;

mod chance;

fn secret(text: &str) -> Secret {
    Secret::new(text)
}

fn keys(first: &str, second: &str) -> Act {
    Act::Keys { first: secret(first), second: secret(second), known: [None, None] }
}

fn bench(vendor: Vendor) -> Bench<Rehearsal> {
    let case = Case {
        vendor: crate::vendor::Vendor::QuickStream,
        connection: "QuickStream test".into(),
        environment: Environment::Test,
    };
    Bench::new(Rehearsal::begin(case), vendor)
}

/// A run in which the vendor named the second key.
fn at_watch() -> Bench<Rehearsal> {
    let mut bench = bench(Vendor::new());
    bench.act(keys(OLD, NEW));
    assert!(matches!(bench.machine().asks(), Ask::Watch { .. }));
    bench
}

fn statuses(bench: &Bench<Rehearsal>) -> Vec<Status> {
    bench.machine().steps().iter().map(|step| step.status).collect()
}

fn verdict(bench: &Bench<Rehearsal>) -> Verdict {
    bench.machine().result().unwrap().verdict.clone()
}

#[test]
fn the_second_keys_name_in_the_log_passes() {
    let mut bench = bench(Vendor::new());
    assert_eq!(statuses(&bench), [Waiting, NotStarted, NotStarted, NotStarted, NotStarted]);
    bench.act(keys(OLD, NEW));
    assert_eq!(bench.machine().asks(), Ask::Watch { expected: named("FAKE_SEC...new"), seen: None });
    assert_eq!(statuses(&bench), [Done, Done, Done, Waiting, NotStarted]);
    bench.act(Act::Saw(secret(" FAKE_SEC...new\n")));
    assert_eq!(verdict(&bench), Verdict::Passed(Proof::KeyName));
    assert_eq!(statuses(&bench), [Done; 5]);
    let evidence: Vec<_> =
        bench.machine().result().unwrap().evidence.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        evidence,
        [
            "The vendor accepts the first key, named FAKE_SEC...old, for facility FAKE.",
            "The vendor accepts the second key, named FAKE_SEC...new, for facility FAKE.",
            "Asked with the first key, the vendor named the second key, with expiry 2027-11-22T00:00:00Z.",
            "The application's log shows the second key's name.",
        ]
    );
    assert_eq!(bench.vendor.calls, 3);
}

#[test]
fn what_the_operator_states_decides_the_rest() {
    for (act, expected, watch, result) in [
        (Act::Switched, Verdict::Passed(Proof::Statement), Done, Done),
        (Act::DidNotSwitch, Verdict::Failed(Why::ApplicationStayed), Failed, Failed),
        (Act::SkipWatch, Verdict::PanelOnly, Skipped, Done),
        (Act::Abandon, Verdict::Abandoned, Skipped, Skipped),
    ] {
        let mut bench = at_watch();
        bench.act(act);
        assert_eq!(verdict(&bench), expected);
        assert_eq!(statuses(&bench), [Done, Done, Done, watch, result], "{expected:?}");
        assert_eq!(bench.machine().steps()[4].means, expected.words(crate::vendor::Vendor::QuickStream));
        assert_eq!(bench.apply(Event::Act(Act::Switched)), 0, "over is over");
    }
}

#[test]
fn any_other_name_tells_something_and_leaves_the_run_open() {
    let mut bench = at_watch();
    for (text, expected) in [
        ("FAKE_SEC...old", Seen::First),
        ("fake_sec...new", Seen::Other),
        ("FAKE_SEC...third", Seen::Other),
        (" ", Seen::Empty),
        (NEW, Seen::AKey),
        (THIRD, Seen::AKey),
    ] {
        bench.act(Act::Saw(secret(text)));
        let Ask::Watch { seen, .. } = bench.machine().asks() else { panic!("{text}") };
        assert_eq!(seen, Some(expected), "{text}");
        assert_eq!(bench.machine().steps()[3].means, expected.words());
    }
    bench.act(Act::Saw(secret("FAKE_SEC...new")));
    assert_eq!(verdict(&bench), Verdict::Passed(Proof::KeyName));
}

#[test]
fn names_that_cannot_tell_the_keys_apart_prove_nothing() {
    let mut vendor = Vendor::new();
    vendor.keys[0].root_name = named("FAKE_SEC...new");
    let mut same = bench(vendor);
    same.act(keys(OLD, NEW));
    same.act(Act::Saw(secret("FAKE_SEC...new")));
    assert!(matches!(same.machine().asks(), Ask::Watch { seen: Some(Seen::SameNames), .. }));

    let mut vendor = Vendor::new();
    vendor.keys[1].root_name = None;
    vendor.keys[1].latest_name = None;
    let mut nameless = bench(vendor);
    nameless.act(keys(OLD, NEW));
    nameless.act(Act::Saw(secret("anything")));
    assert_eq!(nameless.machine().asks(), Ask::Watch { expected: None, seen: Some(Seen::NoName) });
}

#[test]
fn two_texts_that_are_not_two_keys_send_nothing() {
    let mut bench = bench(Vendor::new());
    let other = KeysProblem::OtherFacility { first: "FAKE".into(), second: "OTHER".into() };
    for (first, second, expected) in [
        (OLD, OLD, KeysProblem::Same),
        (OLD, "OTHER_SEC_x", other),
        ("FAKE_PUB_x", NEW, KeysProblem::First(PasteFault::WrongKind(KeyKind::WestpacPublishable))),
        (OLD, "superapiproduct_x", KeysProblem::Second(PasteFault::WrongKind(KeyKind::SuperApiProduct))),
        ("", NEW, KeysProblem::First(PasteFault::Empty)),
    ] {
        bench.act(keys(first, second));
        assert_eq!(bench.machine().asks(), Ask::Keys { problem: Some(expected.clone()) });
        assert_eq!(bench.machine().steps()[0].means, expected.words(crate::vendor::Vendor::QuickStream));
    }
    assert_eq!(bench.vendor.calls, 0);
    bench.act(keys(OLD, NEW));
    assert!(matches!(bench.machine().asks(), Ask::Watch { .. }));
}

#[test]
fn two_facilities_by_the_vendors_word_end_it() {
    let mut vendor = Vendor::new();
    vendor.keys[1].community = Some("ELSE");
    let mut bench = bench(vendor);
    bench.act(keys(OLD, NEW));
    let why = Why::OtherFacility { first: "FAKE".into(), second: "ELSE".into() };
    assert_eq!(verdict(&bench), Verdict::Failed(why));
    assert_eq!(statuses(&bench), [Done, Failed, Skipped, Skipped, Failed]);
    assert_eq!(bench.vendor.calls, 2, "latest is not asked");
}

#[test]
fn the_first_key_or_a_third_one_coming_back_fails_with_its_meaning() {
    for (latest, expected) in [(0, Why::SameKeyBack), (2, Why::ThirdKey { name: named("FAKE_SEC...third") })]
    {
        let mut vendor = Vendor::new();
        vendor.latest = latest;
        let mut bench = bench(vendor);
        bench.act(keys(OLD, NEW));
        assert_eq!(verdict(&bench), Verdict::Failed(expected));
        assert_eq!(statuses(&bench), [Done, Done, Failed, Skipped, Failed]);
    }
}

#[test]
fn trap_09_a_fault_waits_for_the_operator() {
    for number in 0..3 {
        for (cause, status) in
            [(Cause::KeyRejected, 401), (Cause::Forbidden, 403), (Cause::VendorUnwell, 503)]
        {
            let mut vendor = Vendor::new();
            vendor.faults.insert(number, fault(cause, status));
            let mut bench = bench(vendor);
            bench.act(keys(OLD, NEW));
            assert_eq!((bench.machine().asks(), bench.vendor.calls), (Ask::Retry, number + 1));
            let step = bench.machine().step();
            let view = &bench.machine().steps()[step as usize];
            assert_eq!((view.status, view.fault.is_some()), (Failed, true));
            assert_eq!(view.means, "This step did not come off. No key was changed.");
            bench.act(Act::Retry);
            assert!(matches!(bench.machine().asks(), Ask::Watch { .. }));
            assert_eq!(bench.vendor.calls, 4);
        }
    }
}

#[test]
fn other_keys_can_be_given_after_a_failed_check() {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    let mut bench = bench(vendor);
    bench.act(keys(OLD, NEW));
    assert_eq!(bench.machine().asks(), Ask::Retry);
    bench.vendor.latest = 2;
    bench.act(keys(NEW, THIRD));
    bench.act(Act::Switched);
    assert_eq!(verdict(&bench), Verdict::Passed(Proof::Statement));
    let first = &bench.machine().result().unwrap().evidence[0];
    assert!(first.text.contains("FAKE_SEC...new"), "evidence speaks of the keys that were used");
}

#[test]
fn a_failure_stays_to_be_seen_after_leaving() {
    let mut vendor = Vendor::new();
    vendor.faults.insert(2, fault(Cause::VendorUnwell, 503));
    let mut bench = bench(vendor);
    bench.act(keys(OLD, NEW));
    bench.act(Act::Abandon);
    assert_eq!(verdict(&bench), Verdict::Abandoned);
    assert_eq!(statuses(&bench), [Done, Done, Failed, Skipped, Skipped]);
    assert!(bench.machine().steps()[2].fault.is_some());
}

#[test]
fn an_answer_to_another_question_changes_nothing() {
    let mut bench = bench(Vendor::new());
    bench.apply(Event::Act(keys(OLD, NEW)));
    let (ticket, call) = bench.on_the_way.pop().unwrap();
    let wrong = Reply::Latest(Err(fault(Cause::VendorUnwell, 503)));
    assert_eq!(bench.answer(ticket, &call, wrong), 0);
    assert_eq!(statuses(&bench)[1], Status::Running);
}

#[test]
fn trap_38_a_key_that_is_named_by_its_own_text_is_not_shown() {
    for latest in [1, 2] {
        let mut vendor = Vendor::new();
        vendor.latest = latest;
        for key in &mut vendor.keys {
            key.root_name = named(key.text);
            key.latest_name = named(key.text);
        }
        let mut bench = bench(vendor);
        bench.act(keys(OLD, NEW));
        bench.act(Act::Saw(secret(NEW)));
        let asks = bench.machine().asks();
        bench.act(Act::Switched);
        let shown = format!("{} {asks:?} {:?}", bench.everything_shown(), bench.machine().result());
        assert!(shown.contains("FAKE_SEC_…") && !shown.contains(CANARY), "{shown}");
    }
}

#[test]
fn a_key_whose_facility_changed_since_its_check_fails_the_rehearsal() {
    let shop = || Some(Facility { code: Some("FAKE".into()), name: None });
    let was = || Some(Facility { code: Some("WAS".into()), name: None });
    for (known, fails) in [
        ([shop(), shop()], false),
        ([None, None], false),
        ([was(), shop()], true),
        ([shop(), was()], true),
        ([None, was()], true),
    ] {
        let mut bench = bench(Vendor::new());
        bench.act(Act::Keys { first: secret(OLD), second: secret(NEW), known });
        let moved = Moved { known: "WAS".into(), said: "FAKE".into() };
        let expected = fails.then_some(Verdict::Failed(Why::FacilityChanged(moved)));
        assert_eq!(bench.machine().result().map(|result| result.verdict.clone()), expected);
        assert_eq!(bench.vendor.calls, if fails { 2 } else { 3 }, "the latest key is not asked for");
    }
}
