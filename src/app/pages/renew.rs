//! Renewing a QuickStream key.

mod controls;
mod over;
pub mod run;

use std::sync::Arc;

use leptos::prelude::*;

use super::run::before::{Before, cannot};
use super::run::subject::{Subject, subject};
use crate::app::components::{Button, EnvironmentBadge, Kind};
use crate::app::place::Place;
use crate::app::runs::{Runs, Start};
use crate::domain::inventory::{KeyId, KeyRecord};
use crate::domain::key::{Field, KeyKind};
use crate::domain::moment::{Expiry, iso};
use crate::domain::renewal::{Act, Case, Renewal};
use crate::domain::vendor::Vendor;

const HAPPENS: [&str; 6] = [
    "Preflight: QuickStream says who the current key is.",
    "Ask for latest: QuickStream names the key to use from now on. Usually it is the same one.",
    "Compare: the same key ends the run here, with nothing to do.",
    "Test: the newer key is tried before anything changes.",
    "Store: you store the newer key, read it back and paste it here.",
    "Confirm: QuickStream is asked once more, with the newer key.",
];

const LOGGED: &str = "QuickStream Portal's developer log may show the secret key that is in the reply: treat what it shows as a key.";

const MEMORY: &str = "If this tab is closed or reloaded before a newer key is stored, nothing is lost: QuickStream hands it out again to the current key.";

/// `/keys/:id/renew`.
#[component]
pub fn RenewPage(
    /// The key that it starts from.
    id: KeyId,
) -> impl IntoView {
    subject("Renew", id, why_not, before).into_any()
}

fn why_not(key: &KeyRecord) -> Option<&'static str> {
    match (key.vendor, key.kind, &key.secret) {
        (Vendor::SuperApi, ..) => Some("SuperAPI keys are rotated, not renewed."),
        (_, KeyKind::QuickStreamPublishable, _) => Some(
            "It is a publishable key. QuickStream has no call that renews those; they are changed in QuickStream Portal.",
        ),
        (_, _, None) => Some("The key itself is not in the panel any more. Add it again to renew it."),
        _ => None,
    }
}

fn before(subject: Subject) -> AnyView {
    let Subject { id, title, connection, desk } = subject;
    let case = desk.inventory.with_untracked(|inventory| {
        let key = inventory.get(id)?;
        let case = Case {
            connection: connection.label.clone(),
            environment: connection.environment,
            current: Arc::clone(key.secret.as_ref()?),
            name: key.name.clone(),
            expiry: key.expiry,
            facility: None,
            known: key.known_facility(),
        };
        Some((case, key.facility.clone()))
    });
    let Some((case, facility)) = case else {
        return cannot(title, "The key is not there any more.".into(), ().into_any());
    };
    let title = format!("Renew {title}");
    let environment = connection.environment;
    let until = match case.expiry {
        Expiry::At(end) => iso(end),
        Expiry::Unknown | Expiry::Never => "not known yet".into(),
    };
    let facts = vec![
        ("Connection", connection.label.clone()),
        ("Facility", facility.unwrap_or_else(|| "not known yet".into())),
        ("Current key", case.current.masked()),
        ("Expires", until),
    ];
    let runs = Runs::here();
    let place = Place::here();
    let error = RwSignal::new(None::<String>);
    let started = title.clone();
    let go = move |_| match Renewal::begin(case.clone()) {
        Err(fault) => error.set(Some(fault.words(Field::QuickStreamSecret))),
        Ok(machine) => {
            let start = Start {
                title: started.clone(),
                connection: connection.clone(),
                key: Some(id),
                product: None,
            };
            let runner = runs.renew(start, machine);
            runner.act(Act::Check);
            place.go(&format!("/runs/{}", runner.about().id.0));
        }
    };
    let begin = view! {
        <p role="alert">{move || error.get()}</p>
        <div class="actions">
            <Button kind=Kind::Primary on_press=go>"Begin the renewal"</Button>
        </div>
        <p class="soft small">"Asking changes nothing: the current key works on until its own end."</p>
        <p class="soft small">{LOGGED}</p>
    };
    Before {
        title,
        badges: view! { <EnvironmentBadge environment/> }.into_any(),
        lead: "This asks QuickStream which key to use from now on and, if that is a newer one, moves to it in steps that you can check.",
        facts,
        happens: &HAPPENS,
        memory: MEMORY,
        begin: begin.into_any(),
    }
    .view()
}
