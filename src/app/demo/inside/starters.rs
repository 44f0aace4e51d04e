//! The keys that stories begin with.

use std::sync::Arc;

use super::demo_world::DemoWorld;
use crate::demo::{World, site};
use keyturn_domain::inventory::{KeyId, NewKey};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::Kind;

/// A key of the world's beginning, by what people call it in the demo.
#[derive(Clone, Copy)]
pub(super) struct Starter {
    vendor: Vendor,
    label: &'static str,
    kind: Kind,
    /// Words that stand in what the sandbox says of it.
    what: &'static str,
}

const fn secret(vendor: Vendor, label: &'static str, what: &'static str) -> Starter {
    Starter { vendor, label, kind: Kind::Secret, what }
}

const fn product(label: &'static str, what: &'static str) -> Starter {
    Starter { vendor: Vendor::SuperApi, label, kind: Kind::Product, what }
}

/// QuickStream: ends in nine days, which QuickStream tells nobody: it dates the key to use, and that is another.
pub(super) const ENDING: Starter = secret(Vendor::QuickStream, "Payments server", "to switch");
/// QuickStream: ends in ninety days.
pub(super) const FRESH: Starter = secret(Vendor::QuickStream, "Reporting job", "to go on with");
/// QuickStream: ended a month ago.
pub(super) const EXPIRED: Starter = secret(Vendor::QuickStream, "Old nightly job", "has expired");
/// QuickStream: made for web pages.
pub(super) const PUBLISHABLE: Starter = Starter {
    vendor: Vendor::QuickStream,
    label: "Checkout page",
    kind: Kind::Publishable,
    what: "made for browsers",
};
/// SuperAPI: makes the others.
pub(super) const PARTNER: Starter =
    Starter { vendor: Vendor::SuperApi, label: "Partner key", kind: Kind::Partner, what: "Partner key" };
/// SuperAPI: of a product that is marked as sandboxed.
pub(super) const PAYROLL: Starter = product("Payroll import", "marked as sandboxed");
/// SuperAPI: of a product that is live.
pub(super) const LIVE: Starter = product("Payroll nightly run", "marked as live");

/// PayWay: has a successor.
pub(super) const PAYWAY: Starter = secret(Vendor::PayWay, "Card payments", "to switch");
/// PaymentsPlus: has a successor.
pub(super) const PAYMENTSPLUS: Starter = secret(Vendor::PaymentsPlus, "Supplier payments", "to switch");

/// What every QuickStream story begins with; the first is the one that it is about.
pub(super) const QUICKSTREAM: &[Starter] = &[ENDING, FRESH];
/// What every SuperAPI story begins with; the first is the one that it is about.
pub(super) const SUPERAPI: &[Starter] = &[PAYROLL, LIVE, PARTNER];
/// All that one may play with.
pub(super) const ALL: &[Starter] = &[ENDING, FRESH, EXPIRED, PAYWAY, PAYMENTSPLUS, PAYROLL, LIVE, PARTNER];

impl Starter {
    /// Words that stand in what the sandbox says of it.
    pub(super) const fn what(self) -> &'static str {
        self.what
    }

    /// Its text. Synthetic, so it may be shown.
    pub(super) fn text(self, world: &World) -> String {
        let (keys, siblings) = (world.starter_keys(), world.sibling_keys());
        let mut keys =
            keys.into_iter().chain(siblings).filter(|key| key.vendor == self.vendor && key.kind == self.kind);
        let key = keys.find(|key| key.what.contains(self.what));
        key.map(|key| key.text).unwrap_or_default()
    }
}

/// Adds these keys to the panel.
pub(super) fn add(demo: DemoWorld, starters: &[Starter]) -> Vec<KeyId> {
    let app = demo.panel.app;
    let connections = site().connections;
    let mut ids = Vec::new();
    for starter in starters {
        let Some(connection) = connections.iter().find(|one| one.vendor == starter.vendor) else { continue };
        let text = demo.with_world(|world| starter.text(world));
        let new = NewKey {
            connection: connection.id.clone(),
            vendor: connection.vendor,
            secret: Arc::new(Secret::new(&text)),
            label: starter.label.to_owned(),
        };
        ids.extend(app.keys.add_key(new));
    }
    ids
}
