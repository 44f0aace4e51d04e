//! Renewing a QuickStream key.

mod controls;
mod over;
pub mod run;

use std::sync::Arc;

use leptos::prelude::*;

use super::run::before::{Before, cannot};
use super::run::subject::{Subject, subject};
use crate::app::components::{Button, EnvironmentBadge, Kind};
use crate::app::router::Router;
use crate::app::runs::{Runs, Start};
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, KeyRecord, NextKey};
use keyturn_domain::key::{Field, KeyKind};
use keyturn_domain::moment::{Expiry, iso};
use keyturn_domain::vendor::{Succession, VendorSpec};
use keyturn_domain::westpac::renewal::{Act, Case, Newer, Renewal};

const HAPPENS: [&str; 6] = [
    "Preflight: the vendor says who the current key is.",
    "Ask for latest: the vendor names the key to use from now on. Usually it is the same one.",
    "Compare: the same key ends the run here, with nothing to do.",
    "Test: the newer key is tried before anything changes.",
    "Store: you store the newer key, read it back and paste it here.",
    "Confirm: the vendor is asked once more, with the newer key.",
];

fn logged(log: &str) -> String {
    format!("{log} may show the secret key that is in the reply: treat what it shows as a key.")
}

const MEMORY: &str = "Once the vendor has handed a newer key out, this tab alone has it until you store it. The vendor may have ended the current key by then: do not close or reload this tab before.";

/// `/keys/:id/renew`.
#[component]
pub fn RenewPage(
    /// The key that it starts from.
    id: KeyId,
) -> impl IntoView {
    subject("Renew", id, why_not, before).into_any()
}

fn why_not(key: &KeyRecord) -> Option<String> {
    let VendorSpec { name, portal, .. } = key.vendor.spec();
    match (key.vendor.spec().succession, key.kind, &key.secret) {
        (Succession::Rotation, ..) => Some(format!("{name} keys are rotated, not renewed.")),
        (_, KeyKind::WestpacPublishable, _) => Some(format!(
            "It is a publishable key. {name} has no call that renews those; they are changed in {portal}."
        )),
        (_, _, None) => Some("The key itself is not in the panel any more. Add it again to renew it.".into()),
        _ => None,
    }
}

fn newer(next: &NextKey) -> Newer {
    Newer { key: Arc::clone(&next.key), name: next.name.clone(), expiry: next.expiry }
}

/// The keys that are kept with this one and may follow it, the newest last.
fn kept_with(app: AppState, id: KeyId) -> Vec<Newer> {
    app.keys.with_untracked(|inventory| {
        let key = inventory.get(id);
        key.map(|key| key.candidates().into_iter().map(newer).collect()).unwrap_or_default()
    })
}

fn before(subject: Subject) -> AnyView {
    let Subject { id, title, connection, app } = subject;
    let case = app.keys.with_untracked(|inventory| {
        let key = inventory.get(id)?;
        let case = Case {
            vendor: connection.vendor,
            connection: connection.label.clone(),
            environment: connection.environment,
            current: Arc::clone(key.secret.as_ref()?),
            name: key.name.clone(),
            expiry: key.expiry,
            facility: None,
            known: key.known_facility(),
            next: key.candidates().into_iter().map(newer).collect(),
        };
        Some((case, key.facility.clone()))
    });
    let Some((case, facility)) = case else {
        return cannot(title, "The key is not there any more.".into(), ().into_any());
    };
    let title = format!("Renew {title}");
    let (vendor, environment) = (connection.vendor, connection.environment);
    let until = match case.expiry {
        Expiry::At(end) => iso(end),
        Expiry::Unknown | Expiry::Never => "not known yet".into(),
    };
    let kept = case.next.last().map(|next| {
        let name = next.name.as_ref().map_or_else(|| next.key.masked(), |name| name.as_str().to_owned());
        ("Newer key, kept", name)
    });
    let facts = [
        ("Connection", connection.label.clone()),
        ("Facility", facility.unwrap_or_else(|| "not known yet".into())),
        ("Current key", case.current.masked()),
        ("Expires", until),
    ]
    .into_iter()
    .chain(kept)
    .collect();
    let runs = Runs::here();
    let router = Router::here();
    let error = RwSignal::new(None::<String>);
    let started = title.clone();
    let go = move |_| match Renewal::begin(case.clone()) {
        Err(fault) => error.set(Some(fault.words(Field::Secret(vendor)))),
        Ok(machine) => {
            let start = Start {
                title: started.clone(),
                connection: connection.clone(),
                key: Some(id),
                product: None,
            };
            let runner = runs.renew(start, machine);
            runner.act(Act::Check);
            router.go(Route::Run(runner.about().id));
        }
    };
    let begin = view! {
        <p role="alert">{move || error.get()}</p>
        <div class="actions">
            <Button kind=Kind::Primary on_press=go>"Begin the renewal"</Button>
        </div>
        <p class="soft small">"The vendor does not say whether the current key works on once a newer one was handed out. The newer one is kept with this key, whatever becomes of the run."</p>
        {vendor.spec().reply_log.map(|log| view! { <p class="soft small">{logged(log)}</p> })}
    };
    Before {
        title,
        badges: view! { <EnvironmentBadge environment/> }.into_any(),
        lead: "This asks the vendor which key to use from now on and, if that is a newer one, moves to it in steps that you can check.",
        facts,
        happens: &HAPPENS,
        memory: MEMORY,
        begin: begin.into_any(),
    }
    .view()
}
