//! What a renewal finds out about facilities and names, and what it does about it.

use super::*;
use crate::activity::EntryKind;
use crate::run::machine::Machine;
use Status::{Done, Failed, NotStarted};

#[test]
fn a_key_of_another_facility_is_refused_by_its_text() {
    let mut vendor = Vendor::new();
    vendor.keys[1].text = "OTHER_SEC_canary0fake0key";
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    let refused = Refusal::OtherFacility { current: "FAKE".into(), new: "OTHER".into() };
    assert_eq!(bench.machine().refusal(), Some(&refused));
    assert_eq!(statuses(bench.machine()), [Done, Done, Failed, NotStarted, NotStarted, NotStarted]);
    let alarms: Vec<_> = bench.entries.iter().filter(|entry| entry.kind == EntryKind::Alarm).collect();
    assert_eq!(
        (alarms.len(), alarms[0].text.as_str()),
        (1, refused.words(crate::vendor::Vendor::QuickStream).as_str())
    );
    assert!(bench.machine().newer().is_none() && bench.vendor.calls == 2);

    bench.vendor.latest = 0;
    bench.act(Act::Retry);
    assert!(matches!(bench.machine().result(), Some(RenewalResult::Unchanged { .. })));
}

#[test]
fn a_key_of_another_facility_is_refused_by_the_vendors_word() {
    let mut vendor = Vendor::new();
    vendor.keys[1].community = Some("ELSE");
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    let refused = Refusal::OtherFacility { current: "FAKE".into(), new: "ELSE".into() };
    assert_eq!(bench.machine().refusal(), Some(&refused));
    assert_eq!(bench.machine().step(), Step::Test);
    assert!(bench.machine().steps().iter().all(|step| step.fault.is_none()));
}

#[test]
fn a_key_moved_to_another_facility_after_the_test_is_not_taken_as_stored() {
    let mut bench = at_store();
    bench.vendor.keys[1].community = Some("ELSE");
    bench.act(Act::ProveStored(secret(NEW)));
    assert_eq!((bench.machine().step(), statuses(bench.machine())[4]), (Step::Store, Failed));
    assert!(bench.machine().refusal().is_some());
}

#[test]
fn an_unknown_facility_warns_and_does_not_stop() {
    let mut vendor = Vendor::new();
    vendor.keys[1].community = None;
    vendor.keys[1].text = "canary0fake0key0unmarked";
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    assert_eq!(bench.machine().warnings(), [Warning::FacilityNotCompared]);
    assert!(matches!(bench.machine().asks(), Ask::Store { .. }));
}

#[test]
fn a_key_whose_facility_changed_since_its_check_goes_no_further() {
    let known = |code: &str, name: &str| Some(Facility { code: Some(code.into()), name: Some(name.into()) });
    for (known, words) in [
        (known("WAS", "FAKE"), "WAS"),
        (Some(Facility { code: None, name: Some("Was Shop".into()) }), "Was Shop"),
    ] {
        let case = Case { known, ..case(OLD) };
        let mut bench = Bench::new(Renewal::begin(case).unwrap(), Vendor::new());
        bench.act(Act::Check);
        let Some(Refusal::FacilityChanged(moved)) = bench.machine().refusal() else {
            unreachable!("it was refused")
        };
        assert!(moved.known.contains(words) && moved.said == "FAKE", "{moved:?}");
        assert_eq!((bench.machine().step(), bench.vendor.calls), (Step::Preflight, 1));
        assert_eq!(statuses(bench.machine())[0], Failed);
        let means = &bench.machine().steps()[0].means;
        assert!(means.contains(words) && means.contains("FAKE"), "{means}");
        // Asking again brings the same; only another check of the key gives another beginning.
        bench.act(Act::Retry);
        assert!(bench.machine().refusal().is_some() && bench.machine().newer().is_none());
        bench.act(Act::Abandon);
        assert!(bench.machine().result().is_some());
    }
}

#[test]
fn a_facility_that_was_not_known_is_taken_and_said() {
    let case = Case { known: None, ..case(OLD) };
    let mut bench = Bench::new(Renewal::begin(case).unwrap(), Vendor::new());
    bench.act(Act::Check);
    assert_eq!(bench.machine().warnings(), [Warning::FacilityAdopted { said: "FAKE".into() }]);
    assert!(matches!(bench.machine().asks(), Ask::Store { .. }));
}

/// As journals have it that began before a check's facility was handed on.
#[test]
fn a_facility_that_moved_since_the_run_before_is_said() {
    let mut vendor = Vendor::new();
    vendor.keys[0].community = Some("MOVED");
    vendor.keys[1].community = Some("MOVED");
    let case = Case { known: None, facility: Some("FAKE".into()), ..case(OLD) };
    let mut bench = Bench::new(Renewal::begin(case).unwrap(), vendor);
    bench.act(Act::Check);
    let moved = Warning::FacilityMoved { known: "FAKE".into(), said: "MOVED".into() };
    assert_eq!(bench.machine().warnings(), [moved]);
}

#[test]
fn two_names_for_the_new_key_are_a_warning_only() {
    let mut vendor = Vendor::new();
    vendor.keys[1].root_name = named("FAKE_SEC...other");
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    assert!(matches!(bench.machine().warnings(), [Warning::NamesDiffer { .. }]));
    assert!(matches!(bench.machine().asks(), Ask::Store { .. }));
}

#[test]
fn a_name_missing_from_latest_is_taken_from_root() {
    let mut vendor = Vendor::new();
    vendor.keys[1].latest_name = None;
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    assert_eq!(bench.machine().names().should_use, named("FAKE_SEC...new"));
}

#[test]
fn one_way_to_compare_facilities_is_enough() {
    let mut by_word = Vendor::new();
    by_word.keys[1].text = "canary0fake0key0unmarked";
    let mut by_text = Vendor::new();
    for key in &mut by_text.keys {
        key.community = None;
    }
    for vendor in [by_word, by_text] {
        let mut bench = bench(vendor);
        bench.act(Act::Check);
        assert!(bench.machine().warnings().is_empty());
        assert!(matches!(bench.machine().asks(), Ask::Store { .. }));
    }
}
