//! How the columns are drawn.

use leptos::prelude::*;

use super::Row;
use crate::app::components::{EnvironmentBadge, LifetimeBar, Pill, Tone, exact};
use crate::app::key_status;
use crate::app::look_up::LookUp;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::history::Why;
use keyturn_domain::lookup::{KeySource, KeySummary, since_words};

pub(super) fn name(row: Row) -> AnyView {
    row.follow(|key, _| {
        let title = key.title().to_owned();
        let under = if key.label.is_empty() || key.label == title { &key.masked } else { &key.label };
        let under = (*under != title).then(|| under.clone());
        let name = match key.source {
            KeySource::Panel => {
                view! { <a href=Route::Key(key.id).href() translate="no">{title}</a> }.into_any()
            }
            KeySource::Register => exact(title),
        };
        view! {
            {name}
            {under.map(|under| view! { <span class="table__under" translate="no">{under}</span> })}
        }
        .into_any()
    })
}

pub(super) fn place(row: Row) -> AnyView {
    row.follow(|key, _| {
        let product = key.product.as_ref().map(|product| product.name.clone());
        let inside = product.filter(|name| !name.is_empty()).or_else(|| key.facility.clone());
        view! {
            <span class="row">
                <span>{key.vendor.name()}</span>
                {key.environment.map(|environment| view! { <EnvironmentBadge environment/> })}
            </span>
            <span class="table__under">{inside.map_or_else(|| key.kind.name_at(key.vendor).into_any(), exact)}</span>
        }
        .into_any()
    })
}

pub(super) fn status(row: Row) -> AnyView {
    row.follow(|key, app| match key.source {
        KeySource::Panel => view! {
            {key_status::status(key)}
            {key_status::light(key, app.site.now)}
        }
        .into_any(),
        KeySource::Register => status_in_register(key, app),
    })
}

/// What a register says of a key's state today.
fn status_in_register(key: &KeySummary, app: AppState) -> AnyView {
    let look_up = LookUp::here();
    let now = app.site.now.get();
    let status = key.status_at(now, now);
    // When the register was written stands below all rows.
    let why = (!matches!(status.why, Why::KnownUntil(_))).then(|| status.why.words(&|at| look_up.moment(at)));
    view! {
        <span class="row">
            <Pill text=since_words(&status, &|at| look_up.day(at))/>
            {key_status::valid(status.valid)}
            {key.leak.is_some().then(|| view! { <Pill tone=Tone::Bad text="leaked"/> })}
        </span>
        {why.map(|why| view! { <span class="table__under">{why}</span> })}
    }
    .into_any()
}

pub(super) fn expiry(row: Row) -> AnyView {
    row.follow(|key, app| {
        let (made, expiry) = (key.made(), key.expiry);
        let thresholds = app.site.thresholds();
        view! { <LifetimeBar made expiry now=app.site.now thresholds/> }.into_any()
    })
}

pub(super) fn last_checked(row: Row) -> AnyView {
    row.follow(key_status::checked)
}

pub(super) fn owner(row: Row) -> AnyView {
    row.follow(|key, _| note(&key.owner))
}

pub(super) fn used_in(row: Row) -> AnyView {
    row.follow(|key, _| note(&key.used_in))
}

fn note(text: &str) -> AnyView {
    match text {
        "" => view! { <span class="soft">"not said"</span> }.into_any(),
        text => exact(text),
    }
}
