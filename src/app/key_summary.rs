//! What a screen shows of a key of this panel, and the run that gives it a successor.

use leptos::prelude::*;

use super::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, Life};
use keyturn_domain::lookup::{KeySummary, PanelKey};

/// What is known of a key now, kept up to date; `None` once it was removed.
pub fn key_summary(app: AppState, id: KeyId) -> Memo<Option<KeySummary>> {
    Memo::new(move |_| {
        let (now, thresholds) = (app.site.now.get(), app.site.thresholds());
        app.keys.with(|keys| {
            let key = keys.get(id)?;
            let connection = app.site.connection(&key.connection);
            let unanswered = app.checks.fault(id).is_some_and(|fault| !fault.rejects_key());
            let panel = PanelKey::of(key, now, thresholds, unanswered);
            Some(KeySummary { panel: Some(panel), ..KeySummary::of(key, connection.as_ref()) })
        })
    })
}

/// The page before the run that gives a key its successor.
pub fn successor_route(key: &KeySummary) -> Route {
    Route::successor(key.vendor.spec().succession, key.id)
}

/// What that run is called on a button.
pub fn successor_verb(key: &KeySummary) -> &'static str {
    let dead = key.panel.as_ref().is_some_and(|panel| panel.life == Life::Dead);
    key.vendor.spec().succession.verb(dead)
}
