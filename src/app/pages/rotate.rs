//! Rotating a SuperAPI product key.

mod checklist;
mod controls;
mod deactivate;
mod facts;
mod over;
mod provision;
mod roll_out;
pub mod run;
mod store;
mod verdict;

use std::sync::Arc;

use leptos::prelude::*;

use super::run::before::{Before, cannot};
use super::run::subject::{Subject, subject};
use crate::app::components::{Button, EnvironmentBadge, KeyInput, Kind, RealityBadge};
use crate::app::router::Router;
use crate::app::runs::{Runs, Start};
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::{KeyId, KeyRecord, Life};
use keyturn_domain::key::{Field, KeyKind, read_pasted};
use keyturn_domain::product::Product;
use keyturn_domain::secret::Secret;
use keyturn_domain::superapi::rotation::{Act, Case, Purpose, Rotation};
use keyturn_domain::vendor::Succession;

const HAPPENS: [&str; 7] = [
    "Preflight: harmless questions show that the partner key is good and the old key opens this product.",
    "Provision: SuperAPI makes a second key. Both work from then on. It is shown once.",
    "Test: the new key must open this very product.",
    "Store: you store the new key, read it back and paste it here.",
    "Roll out: you switch everything that uses the old key.",
    "Deactivate: one request, after your confirmation. It cannot be undone.",
    "Verify: both keys are probed. The old one must be dead and the new one alive.",
];

const AT_ONCE: [&str; 7] = [
    HAPPENS[0],
    HAPPENS[1],
    HAPPENS[2],
    HAPPENS[3],
    "Roll out: not waited for. Switch what uses the old key as fast as you can, before or after.",
    "Deactivate: one request, after your confirmation, as soon as the new key is stored.",
    HAPPENS[6],
];

const MEMORY: &str = "Between Provision and Store the new key exists nowhere else. If this tab is closed or reloaded then, it is lost for good, and nobody can list it.";

/// `/keys/:id/rotate`.
#[component]
pub fn RotatePage(
    /// The key that it starts from.
    id: KeyId,
) -> impl IntoView {
    subject("Rotate", id, why_not, before).into_any()
}

fn why_not(key: &KeyRecord) -> Option<String> {
    let vendor = key.vendor.spec();
    let why = match (vendor.succession, key.kind, &key.secret, &key.product) {
        (Succession::Renewal, ..) => return Some(format!("{} keys are renewed, not rotated.", vendor.name)),
        (_, KeyKind::SuperApiPartner, ..) => {
            "SuperAPI has no call that rotates a partner key. Ask SuperAPI for a new one."
        }
        (_, _, None, _) => "The key itself is not in the panel any more. Add it again to rotate it.",
        (.., None) => {
            "Keyturn does not know yet which product this key opens. Check the key first; that changes nothing."
        }
        _ => return None,
    };
    Some(why.to_owned())
}

fn before(subject: Subject) -> AnyView {
    let Subject { id, title, connection, app } = subject;
    let taken = app.keys.with_untracked(|inventory| {
        let key = inventory.get(id)?;
        let product = key.product.clone()?;
        let others = u32::try_from(inventory.others_of(product.id, id)).unwrap_or(u32::MAX);
        let partner = inventory.partner_key(&connection.id);
        let partner = partner.and_then(|key| Some((Arc::clone(key.secret.as_ref()?), key.masked.clone())));
        let old = Old {
            id,
            secret: Arc::clone(key.secret.as_ref()?),
            masked: key.masked.clone(),
            vendor_id: key.vendor_id,
            purpose: match (key.life, &key.leak) {
                (Life::Dead, _) => Purpose::Replace,
                (_, Some(_)) => Purpose::Leak,
                (_, None) => Purpose::Rotate,
            },
            others,
        };
        Some((old, product, partner))
    });
    let Some((old, product, partner)) = taken else {
        return cannot(title, "The key is not there any more.".into(), ().into_any());
    };
    let verb = match old.purpose {
        Purpose::Replace => "Replace the key of ",
        Purpose::Rotate => "Rotate the key of ",
        Purpose::Leak => "Replace the leaked key of ",
    };
    let title = verb.to_owned() + &facts::named(&product);
    let reality = product.reality;
    let environment = connection.environment;
    let badges = view! { <EnvironmentBadge environment/> <RealityBadge reality/> };
    let facts = vec![
        ("Product", facts::named(&product)),
        ("Product id", product.id.to_string()),
        ("Connection", connection.label.clone()),
        ("Old key", old.masked.clone()),
        ("Other keys of it believed alive", old.others.to_string()),
    ];
    Before {
        title: title.clone(),
        badges: badges.into_any(),
        lead: match old.purpose {
            Purpose::Replace => "The old key is dead. This makes a new key for the product, proves it, and shows that you stored it. There is nothing to deactivate.",
            Purpose::Rotate => "This makes a new key for the product, proves it, and deactivates the old one once nothing uses it any more. You may stop at any time before Deactivate: the old key works until then.",
            Purpose::Leak => "The old key leaked. This makes a new key for the product, proves it, and lets you deactivate the old one as soon as the new one is stored. Nothing waits for what still uses the old key: that stops working then.",
        },
        facts,
        happens: if old.purpose == Purpose::Leak { &AT_ONCE } else { &HAPPENS },
        memory: MEMORY,
        begin: begin(title, connection, old, product, partner),
    }
    .view()
}

struct Old {
    id: KeyId,
    secret: Arc<Secret>,
    masked: String,
    vendor_id: Option<uuid::Uuid>,
    purpose: Purpose,
    others: u32,
}

fn begin(
    title: String,
    connection: Connection,
    old: Old,
    product: Product,
    known: Option<(Arc<Secret>, String)>,
) -> AnyView {
    let runs = Runs::here();
    let router = Router::here();
    let pasted = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let partner_of = {
        let known = known.as_ref().map(|(key, _)| Arc::clone(key));
        let (app, connection) = (AppState::here(), connection.clone());
        let read = move || {
            let key = read_pasted(&pasted.get_untracked(), Field::SuperApiPartner)?;
            app.site.accepts(&key, &connection).map(|()| Arc::new(key))
        };
        move || known.clone().map_or_else(&read, Ok)
    };
    let go = move |_| {
        let partner = match partner_of() {
            Ok(partner) => partner,
            Err(fault) => return error.set(Some(fault.words(Field::SuperApiPartner))),
        };
        pasted.set(String::new());
        let case = Case {
            connection: connection.label.clone(),
            environment: connection.environment,
            partner,
            old: Arc::clone(&old.secret),
            old_id: old.vendor_id,
            product: product.id,
            form: connection.deactivate,
            known_name: Some(product.name.clone()),
            others: old.others,
            purpose: old.purpose,
        };
        let start = Start {
            title: title.clone(),
            connection: connection.clone(),
            key: Some(old.id),
            product: Some(product.id),
        };
        let runner = runs.rotate(start, Rotation::begin(case));
        let id = runner.about().id;
        runner.act(Act::Check { other_run_open: runs.other_run_open(product.id, id) });
        router.go(Route::Run(id));
    };
    let partner = match known {
        Some((_, masked)) => {
            view! { <p>"Partner key: " <code translate="no">{masked}</code> ", from the list of keys."</p> }.into_any()
        }
        None => view! {
            <KeyInput
                label="SuperAPI partner key"
                field=Field::SuperApiPartner
                value=pasted
                error
                hint="It makes and removes product keys. It stays in this tab for this run only; to be asked once, add it to the list of keys."
            />
        }
        .into_any(),
    };
    view! {
        {partner}
        <div class="actions">
            <Button kind=Kind::Primary on_press=go>"Begin with the checks"</Button>
        </div>
        <p class="soft small">"The checks change nothing at SuperAPI."</p>
    }
    .into_any()
}
