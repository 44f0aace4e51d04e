//! Rehearsing how an application renews its key.

mod application;
mod controls;
mod keys;
mod over;
pub mod run;

use leptos::prelude::*;

use super::run::before::Before;
use crate::app::components::SelectField;
use crate::app::router::Router;
use crate::app::runs::{Runs, Start};
use crate::app::state::AppState;
use crate::route::Route;
use keys::keys_form;
use keyturn_domain::connection::Connection;
use keyturn_domain::facility::Facility;
use keyturn_domain::inventory::KeyRecord;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Succession;
use keyturn_domain::westpac::rehearsal::{Act, Case, Rehearsal};

const HAPPENS: [&str; 5] = [
    "Two keys: make two secret keys where the vendor makes them, one after the other, and set the application to the first.",
    "Check both: the vendor says who each key is.",
    "Ask as the application: asked with the first key, the vendor should name the second.",
    "Watch the application: see in its log, or say, that it moved to the second key by itself.",
    "Result: what was seen and when, to keep.",
];

const MEMORY: &str = "The two keys are not added to the list of keys, and are gone when this tab is closed. If the vendor hands out a third one, that one is kept in the list.";

/// `/rehearse`.
#[component]
pub fn RehearsePage() -> impl IntoView {
    let app = AppState::here();
    let connections = Memo::new(move |_| {
        let mut connections = app.site.connections();
        connections.retain(|one| one.vendor.spec().succession == Succession::Renewal);
        connections
    });
    let begin = move || {
        let connections = connections.get();
        if connections.is_empty() {
            view! { <p>"There is no connection of a vendor that renews keys. Connections says why."</p> }
                .into_any()
        } else {
            form(connections)
        }
    };
    Before {
        title: "Rehearse a renewal".into(),
        badges: ().into_any(),
        lead: "The vendor's own drill: it shows, before it matters, that an application moves to a newer key by itself.",
        facts: Vec::new(),
        happens: &HAPPENS,
        memory: MEMORY,
        begin: begin.into_any(),
    }
    .view()
}

fn form(connections: Vec<Connection>) -> AnyView {
    let runs = Runs::here();
    let router = Router::here();
    let chosen = RwSignal::new(connections.first().map(|one| one.id.clone()).unwrap_or_default());
    let options: Vec<_> = connections
        .iter()
        .map(|one| (one.id.clone(), format!("{} ({})", one.label, one.environment.name())))
        .collect();
    let app = AppState::here();
    let connection = Signal::derive(move || app.site.connection(&chosen.get()));
    let go = Callback::new(move |(first, second)| {
        let Some(connection) = connection.get_untracked() else { return };
        let known = known_facilities(app, &connection, [&first, &second]);
        let case = Case {
            vendor: connection.vendor,
            connection: connection.label.clone(),
            environment: connection.environment,
        };
        let start = Start { title: "Rehearse a renewal".into(), connection, key: None, product: None };
        let runner = runs.rehearse(start, Rehearsal::begin(case));
        runner.act(Act::Keys { first, second, known });
        router.go(Route::Run(runner.about().id));
    });
    view! {
        <SelectField label="Connection" value=chosen options/>
        {keys_form(Signal::stored(None), Signal::stored(false), connection, go)}
    }
    .into_any()
}

/// The facilities that two keys were checked for, where the list has them.
fn known_facilities(app: AppState, connection: &Connection, keys: [&Secret; 2]) -> [Option<Facility>; 2] {
    app.keys.with_untracked(|inventory| {
        keys.map(|key| inventory.find(&connection.id, key).and_then(KeyRecord::known_facility))
    })
}
