//! The key that a run is to begin from.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::before::cannot;
use crate::app::components::{Button, ErrorPanel, Kind};
use crate::app::runs::Runs;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::connection::Connection;
use keyturn_domain::explain::explain;
use keyturn_domain::inventory::{KeyId, KeyRecord};

/// A key that a run can begin from.
pub struct Subject {
    /// Identifies it.
    pub id: KeyId,
    /// What people know it by.
    pub title: String,
    /// Its connection.
    pub connection: Connection,
    /// The panel's state.
    pub app: AppState,
}

#[derive(Clone, PartialEq)]
enum Found {
    Missing,
    Running(Route),
    Refused(KeyId, String, String),
    Good(KeyId, String, Connection),
}

/// The page of the key in the address: what `before` makes of it, or why no run can begin from it.
pub fn subject(
    verb: &'static str,
    id: KeyId,
    why_not: fn(&KeyRecord) -> Option<String>,
    before: fn(Subject) -> AnyView,
) -> AnyView {
    let app = AppState::here();
    let runs = Runs::here();
    let found = Memo::new(move |_| {
        app.keys.with(|inventory| {
            let Some(key) = inventory.get(id) else { return Found::Missing };
            let title = key.title().to_owned();
            if let Some(run) = runs.of_key(key.id) {
                return Found::Running(Route::Run(run));
            }
            if let Some(why) = why_not(key) {
                return Found::Refused(key.id, title, why);
            }
            match app.site.connection(&key.connection) {
                Some(connection) => Found::Good(key.id, title, connection),
                None => {
                    Found::Refused(key.id, title, "The connection of this key is not there any more.".into())
                }
            }
        })
    });
    let page = move || {
        match found.get() {
        Found::Missing => cannot(
            "No such key".into(),
            "Without a vault, keys live in this tab's memory only, so a key is gone once the tab was closed or reloaded."
                .into(),
            ().into_any(),
        ),
        Found::Running(route) => cannot(
            verb.into(),
            "A run that starts from this key is not finished.".into(),
            view! { <p><a href=route.href()>"Go on with it"</a></p> }.into_any(),
        ),
        Found::Refused(id, title, why) => {
            cannot(format!("{verb} {title}"), why, check_first(app, id))
        }
        Found::Good(id, title, connection) => before(Subject { id, title, connection, app }),
    }
    };
    page.into_any()
}

fn check_first(app: AppState, id: KeyId) -> AnyView {
    let busy = Signal::derive(move || app.checks.is_running(id));
    let fault = move || {
        let kind = app.keys.with(|inventory| inventory.get(id).map(|key| key.kind))?;
        let fault = app.checks.fault(id)?;
        Some(view! { <ErrorPanel explanation=explain(&fault, kind) details=fault/> })
    };
    view! {
        {fault}
        <div class="actions">
            <Button kind=Kind::Primary busy on_press=move |_| spawn_local(app.checks.check_key(id))>"Check this key"</Button>
        </div>
    }
    .into_any()
}
