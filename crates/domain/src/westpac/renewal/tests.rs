//! The renewal against a small vendor.

use std::sync::Arc;

use super::*;
use crate::facility::Facility;
use crate::moment::Expiry;
use crate::run::step::Status;
use crate::secret::Secret;
use crate::tests::{Bench, NEW, OLD, THIRD, Vendor, at, named};
use crate::vendor::Environment;

mod chance;
mod findings;
mod next;
mod paths;
mod traps;
mod words;

pub(super) fn secret(text: &str) -> Secret {
    Secret::new(text)
}

pub(super) fn case(key: &str) -> Case {
    Case {
        vendor: crate::vendor::Vendor::QuickStream,
        connection: "QuickStream test".into(),
        environment: Environment::Test,
        current: Arc::new(secret(key)),
        name: named("FAKE_SEC...old"),
        expiry: Expiry::At(at("2026-12-24T00:00:00Z")),
        facility: None,
        next: Vec::new(),
        known: Some(Facility { code: Some("FAKE".into()), name: None }),
    }
}

pub(super) fn bench(vendor: Vendor) -> Bench<Renewal> {
    Bench::new(Renewal::begin(case(OLD)).unwrap(), vendor)
}

/// A run that waits for the new key to be stored.
pub(super) fn at_store() -> Bench<Renewal> {
    let mut bench = bench(Vendor::new());
    bench.act(Act::Check);
    assert!(matches!(bench.machine().asks(), Ask::Store { .. }));
    bench
}

/// A run that is ready to confirm the stored key.
pub(super) fn at_confirm() -> Bench<Renewal> {
    let mut bench = at_store();
    bench.act(Act::ProveStored(secret(NEW)));
    assert!(matches!(bench.machine().asks(), Ask::Confirm));
    bench
}

pub(super) fn statuses(renewal: &Renewal) -> Vec<Status> {
    use crate::run::machine::Machine;
    renewal.steps().iter().map(|step| step.status).collect()
}

pub(super) const ANOTHER: &str = THIRD;
