//! Every sentence that a renewal puts on the screen, in the file beside this one: read it when it changes.

use std::fmt::Write as _;

use expect_test::expect_file;

use super::*;
use crate::fault::Cause;
use crate::key::{KeyKind, PasteFault};
use crate::tests::fault;

fn told(title: &str, bench: &Bench<Renewal>) -> String {
    format!("\n# {title}\n{}", bench.telling.text)
}

/// The call with this number goes wrong, is tried again, and the run ends well.
fn mended(call: usize) -> String {
    let mut vendor = Vendor::new();
    vendor.faults.insert(call, fault(Cause::VendorUnwell, 503));
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    for _ in 0..3 {
        match bench.machine().asks() {
            Ask::Store { .. } => bench.act(Act::ProveStored(secret(NEW))),
            Ask::Confirm => bench.act(Act::Confirm),
            Ask::Retry => bench.act(Act::Retry),
            Ask::Check | Ask::Nothing => {}
        }
    }
    told(&format!("Call {call} goes wrong once"), &bench)
}

fn misread() -> String {
    let mut bench = at_store();
    bench.act(Act::ProveStored(secret(OLD)));
    bench.act(Act::ProveStored(secret(ANOTHER)));
    bench.act(Act::Abandon);
    told("Something else is read back", &bench)
}

fn unchanged() -> String {
    let mut vendor = Vendor::new();
    vendor.latest = 0;
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    told("The key stays the same", &bench)
}

/// Little is known: no names, no facilities, no expiry.
fn nameless() -> String {
    let mut vendor = Vendor::new();
    for key in &mut vendor.keys {
        (key.root_name, key.latest_name, key.community) = (None, None, None);
        key.expiry = Expiry::Unknown;
    }
    let case = Case { name: None, known: None, expiry: Expiry::Unknown, ..case(OLD) };
    let mut bench = Bench::new(Renewal::begin(case).unwrap(), vendor);
    bench.act(Act::Check);
    bench.act(Act::ProveStored(secret(NEW)));
    bench.act(Act::Abandon);
    told("Neither names nor dates", &bench)
}

fn current_rejected() -> String {
    let mut vendor = Vendor::new();
    vendor.keys[0].alive = false;
    let expiry = Expiry::At(at("2027-11-22T00:00:00Z"));
    let next = vec![Newer { key: Arc::new(secret(NEW)), name: named("FAKE_SEC...new"), expiry }];
    let mut bench = Bench::new(Renewal::begin(Case { next, ..case(OLD) }).unwrap(), vendor);
    bench.act(Act::Check);
    bench.act(Act::ProveStored(secret(NEW)));
    bench.act(Act::Confirm);
    told("The current key is dead, and a newer one was handed out before", &bench)
}

fn facility_changed() -> String {
    let known = Some(Facility { code: Some("WAS".into()), name: Some("Shop".into()) });
    let mut bench = Bench::new(Renewal::begin(Case { known, ..case(OLD) }).unwrap(), Vendor::new());
    bench.act(Act::Check);
    told("The current key was for another facility when it was checked", &bench)
}

fn facility_unknown() -> String {
    let mut vendor = Vendor::new();
    vendor.keys[0].community = None;
    let case = Case { known: None, ..case(OLD) };
    let mut bench = Bench::new(Renewal::begin(case).unwrap(), vendor);
    bench.act(Act::Check);
    told("No facility for the current key", &bench)
}

fn another_key(latest: usize) -> String {
    let mut bench = at_confirm();
    bench.vendor.latest = latest;
    bench.act(Act::Confirm);
    told(&format!("Asked again, the vendor names key {latest}"), &bench)
}

fn refused() -> String {
    let mut vendor = Vendor::new();
    vendor.keys[1].text = "OTHER_SEC_canary0fake0key";
    let mut bench = bench(vendor);
    bench.act(Act::Check);
    bench.act(Act::Abandon);
    told("A key of another facility", &bench)
}

fn sentences() -> String {
    let name = |text| named(text).unwrap();
    let mut text = String::from("\n# Refused\n\n");
    for refusal in [
        Refusal::Unfit(PasteFault::WrongKind(KeyKind::WestpacPublishable)),
        Refusal::Unfit(PasteFault::Empty),
    ] {
        let _ = writeln!(text, "{}", refusal.words(crate::vendor::Vendor::QuickStream));
    }
    text.push_str("\n# Warned of\n\n");
    for warning in [
        Warning::NamesDiffer { latest: name("FAKE_SEC...new"), root: name("FAKE_SEC...other") },
        Warning::ExpiryUnknown,
        Warning::ExpiryPast(at("2026-01-01T00:00:00Z")),
        Warning::FacilityNotCompared,
        Warning::CurrentRejected,
        Warning::FacilityAdopted { said: "Shop (FAKE)".into() },
        Warning::FacilityMoved { known: "FAKE".into(), said: "MOVED".into() },
    ] {
        let _ = writeln!(text, "{}", warning.words(crate::vendor::Vendor::QuickStream));
    }
    text
}

#[test]
fn every_turn_of_a_renewal_is_told_in_these_words() {
    let mut told: String = (0..5).map(mended).collect();
    for more in [
        misread(),
        unchanged(),
        nameless(),
        current_rejected(),
        facility_changed(),
        facility_unknown(),
        another_key(0),
        another_key(2),
        refused(),
        sentences(),
    ] {
        told.push_str(&more);
    }
    expect_file!["words.txt"].assert_eq(&told);
}
