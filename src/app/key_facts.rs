//! What a screen shows of a key: everything but the key itself.

use leptos::prelude::*;

use super::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, KeyRecord, Life, NextAct, ShouldUse, Standing, UseLight};
use keyturn_domain::key::KeyKind;
use keyturn_domain::moment::{Expiry, Moment, Thresholds};
use keyturn_domain::product::Product;
use keyturn_domain::vendor::{Environment, Vendor};

/// What a screen shows of a key.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFacts {
    /// The key.
    pub id: KeyId,
    /// What people recognise it by.
    pub title: String,
    /// What the operator calls it.
    pub label: String,
    /// The vendor's name for it.
    pub name: Option<String>,
    /// What may be shown of it.
    pub masked: String,
    /// Tells it apart from its likes.
    pub fingerprint: String,
    /// Its kind.
    pub kind: KeyKind,
    /// Its vendor.
    pub vendor: Vendor,
    /// What its connection is called.
    pub connection: String,
    /// What its connection reaches; `None` if there is no such connection any more.
    pub environment: Option<Environment>,
    /// QuickStream's facility.
    pub facility: Option<String>,
    /// SuperAPI's product.
    pub product: Option<Product>,
    /// SuperAPI's id for it.
    pub vendor_id: Option<String>,
    /// When the panel came to know it.
    pub added: Moment,
    /// When it was made.
    pub made: Option<Moment>,
    /// Its end.
    pub expiry: Expiry,
    /// When the vendor last gave a verdict.
    pub checked: Option<Moment>,
    /// That verdict.
    pub life: Life,
    /// Whether the last question about it brought no verdict.
    pub unanswered: bool,
    /// Its place among the others.
    pub standing: Standing,
    /// Whether it was superseded and is not proven dead, though it has no end.
    pub left_behind: bool,
    /// Whether it leaked.
    pub leaked: bool,
    /// Whether it leaked and is not proven dead.
    pub loose: bool,
    /// QuickStream's answer to which key should be used.
    pub should_use: Option<ShouldUse>,
    /// Whether the one in use is the one to use.
    pub light: Option<UseLight>,
    /// What it asks for first.
    pub next: NextAct,
    /// Whether the key itself is still here.
    pub held: bool,
    /// Whether it can be renewed or rotated.
    pub changes_hands: bool,
    /// The key it replaced.
    pub predecessor: Option<KeyId>,
    /// The key that replaced it.
    pub successor: Option<KeyId>,
}

impl KeyFacts {
    /// What is known of a key now. Tracked, so that what shows it stays true.
    pub fn of(app: AppState, id: KeyId) -> Option<Self> {
        let (now, thresholds) = (app.site.now.get(), app.site.thresholds());
        app.keys.with(|inventory| inventory.get(id).map(|key| facts(app, key, now, thresholds)))
    }

    /// The page before the run that gives it a successor.
    pub const fn run_route(&self) -> Route {
        Route::successor(self.vendor.spec().succession, self.id)
    }

    /// What that run is called on a button.
    pub const fn run_word(&self) -> &'static str {
        self.vendor.spec().succession.verb(matches!(self.life, Life::Dead))
    }
}

fn facts(app: AppState, key: &KeyRecord, now: Moment, thresholds: Thresholds) -> KeyFacts {
    let connection = app.site.connection(&key.connection);
    KeyFacts {
        id: key.id,
        title: key.title().to_owned(),
        label: key.label.clone(),
        name: key.name.as_ref().map(|name| name.as_str().to_owned()),
        masked: key.masked.clone(),
        fingerprint: key.fingerprint.short(),
        kind: key.kind,
        vendor: key.vendor,
        environment: connection.as_ref().map(|connection| connection.environment),
        connection: connection.map_or_else(|| key.connection.clone(), |connection| connection.label),
        facility: key.facility.clone(),
        product: key.product.clone(),
        vendor_id: key.vendor_id.map(|id| id.to_string()),
        added: key.added,
        made: key.made,
        expiry: key.expiry,
        checked: key.checked,
        life: key.life,
        unanswered: key.life != Life::Dead
            && app.checks.fault(key.id).is_some_and(|fault| !fault.rejects_key()),
        standing: key.standing,
        left_behind: key.is_left_behind(),
        leaked: key.leak.is_some(),
        loose: key.is_loose(),
        should_use: key.should_use.clone(),
        light: key.use_light(now),
        next: key.next_act(now, thresholds),
        held: key.secret.is_some(),
        changes_hands: key.changes_hands(),
        predecessor: key.predecessor,
        successor: key.successor,
    }
}
