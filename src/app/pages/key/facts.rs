//! What is known of a key, name by name.

use leptos::prelude::*;

use crate::app::components::{CopyButton, LifetimeBar, TimeText, exact};
use crate::app::key_status;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::{KeyId, Standing};
use keyturn_domain::lookup::KeySummary;
use keyturn_domain::moment::Moment;

pub(super) fn list(facts: &KeySummary, app: AppState) -> AnyView {
    let (made, expiry, thresholds) = (facts.made(), facts.expiry, app.site.thresholds());
    let panel = facts.panel.as_ref();
    let rows: Vec<AnyView> = [
        Some(row("Kind", facts.kind.name_at(facts.vendor).into_any())),
        plain("Connection", Some(format!("{}, {}", facts.vendor.name(), facts.connection_label))),
        plain("Facility", facts.facility.clone()),
        plain("Product", facts.product.as_ref().map(|product| product.name.clone())),
        copied("Product id", "the product id", facts.product.as_ref().map(|product| product.id.to_string())),
        copied(
            "Key name, for logs",
            "the key name",
            facts.name.as_ref().map(|name| name.as_str().to_owned()),
        ),
        plain("Label", Some(facts.label.clone()).filter(|label| !label.is_empty())),
        plain("Shown as", Some(facts.masked.clone())),
        plain("Fingerprint (SHA-256, first digits)", Some(facts.fingerprint.short())),
        copied("Vendor's id for this key", "the key's id", panel.and_then(|panel| panel.vendor_id.clone())),
        Some(row("Status", key_status::status(facts))),
        key_status::light(facts, app.site.now).map(|light| row("In use / should use", light)),
        Some(row("Expiry", view! { <LifetimeBar made expiry now=app.site.now thresholds/> }.into_any())),
        Some(row("Last checked", key_status::checked(facts, app))),
        panel.map(|panel| row("Added here", time(panel.added, app))),
        made.map(|made| row("Made", time(made, app))),
        line(facts.predecessor, app),
        other("Replaced by", facts.successor, app),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}

fn row(name: &'static str, value: AnyView) -> AnyView {
    view! {
        <dt>{name}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

fn plain(name: &'static str, value: Option<String>) -> Option<AnyView> {
    Some(row(name, exact(value?)))
}

fn copied(name: &'static str, what: &'static str, value: Option<String>) -> Option<AnyView> {
    let value = value?;
    let shown = value.clone();
    let view = view! {
        <span class="row">
            <code translate="no">{shown}</code>
            <CopyButton text=value what/>
        </span>
    };
    Some(row(name, view.into_any()))
}

fn time(at: Moment, app: AppState) -> AnyView {
    view! { <TimeText at now=app.site.now/> }.into_any()
}

/// The keys that came before, each with what became of it, nearest first.
fn line(nearest: Option<KeyId>, app: AppState) -> Option<AnyView> {
    let mut seen = Vec::new();
    let items = app.keys.with(|inventory| {
        let mut items = Vec::new();
        let mut next = nearest;
        while let Some(key) = next.filter(|id| !seen.contains(id)).and_then(|id| inventory.get(id)) {
            seen.push(key.id);
            next = key.predecessor;
            items.push((key.id, key.title().to_owned(), key.standing, key.made.unwrap_or(key.added)));
        }
        items
    });
    if items.is_empty() {
        return None;
    }
    let item = |(id, title, standing, at): (KeyId, String, Standing, Moment)| {
        view! { <li><a href=Route::Key(id).href() translate="no">{title}</a> ", " {standing.word()} ", " <TimeText at now=app.site.now compact=true/></li> }
    };
    let items: Vec<_> = items.into_iter().map(item).collect();
    Some(row("Replaced, nearest first", view! { <ol class="stack stack--tight">{items}</ol> }.into_any()))
}

fn other(name: &'static str, id: Option<KeyId>, app: AppState) -> Option<AnyView> {
    let id = id?;
    let title = app.keys.with(|inventory| inventory.get(id).map(|key| key.title().to_owned()))?;
    Some(row(name, view! { <a href=Route::Key(id).href() translate="no">{title}</a> }.into_any()))
}
