//! Keys that may exist and that nobody has, until somebody accounts for them.

mod resolve;

use leptos::prelude::*;

use crate::app::components::{Card, TimeText, exact, words};
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::{Fate, Orphan, Resolved};

/// Where the focus goes to what nobody received.
pub(super) const HEADING: &str = "orphans";

pub(super) fn orphans(app: AppState) -> AnyView {
    let all = Memo::new(move |_| app.keys.with(|inventory| inventory.orphans().to_vec()));
    let resolved = Memo::new(move |_| app.keys.with(|inventory| inventory.resolved().to_vec()));
    let open = move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <p>
                    "A key was asked for and none came: the reply was lost, or an answer came without one. The vendor may have made one that never arrived. If it did, that key is alive and cannot be listed. Ask SuperAPI (support@superapi.com.au) to look for it and deactivate it. It stays here until you say what became of it."
                </p>
                <ul class="plain">{all.into_iter().map(|one| row(one, app)).collect::<Vec<_>>()}</ul>
            }
        })
    };
    let past = move || {
        let past = resolved.get();
        (!past.is_empty()).then(|| {
            let rows: Vec<_> = past.into_iter().rev().map(|one| accounted(one, app)).collect();
            view! {
                <details class="details">
                    <summary>"Accounted for"</summary>
                    <ul class="stack">{rows}</ul>
                </details>
            }
        })
    };
    let any = Memo::new(move |_| all.with(|all| !all.is_empty()) || resolved.with(|all| !all.is_empty()));
    let card = move || {
        any.get()
            .then(|| view! { <Card title="Keys that may exist and that nobody has" id=HEADING>{open} {past}</Card> })
    };
    card.into_any()
}

/// Where it belongs, in words.
fn place(orphan: &Orphan, app: AppState) -> AnyView {
    let connection = app
        .site
        .connection(&orphan.connection)
        .map_or_else(|| orphan.connection.clone(), |known| known.label);
    let name = app.keys.with_untracked(|inventory| {
        let products = inventory.keys().iter().filter_map(|key| key.product.as_ref());
        products.filter(|product| product.id == orphan.product).map(|product| product.name.clone()).next()
    });
    let name = name.filter(|name| !name.is_empty());
    view! {
        <span>
            {exact(connection)} ", product " {name.map(|name| view! { <b translate="no">{name}</b> " " })}
            <code translate="no">{orphan.product.to_string()}</code>
        </span>
    }
    .into_any()
}

fn row(orphan: Orphan, app: AppState) -> AnyView {
    view! {
        <li class="stack">
            <div class="row">
                {place(&orphan, app)} <TimeText at=orphan.at now=app.site.now compact=true/>
            </div>
            {resolve::form(orphan, app)}
        </li>
    }
    .into_any()
}

fn accounted(resolved: Resolved, app: AppState) -> AnyView {
    let Resolved { orphan, fate, reason, at } = resolved;
    let found = if let Fate::Found(id) = fate {
        Some(view! { <a href=Route::Key(id).href()>"That key"</a> })
    } else {
        None
    };
    view! {
        <li class="small">
            <div class="row">
                {place(&orphan, app)} <b>{fate.words()}</b> <TimeText at now=app.site.now compact=true/> {found}
            </div>
            <p class="soft">{words(reason)}</p>
        </li>
    }
    .into_any()
}
