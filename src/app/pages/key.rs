//! Key: everything that is known of one key, and what can be done with it.

mod acts;
mod edit;
mod facts;
mod next_keys;

use leptos::prelude::*;

use crate::app::components::{
    Card, EnvironmentBadge, ErrorPanel, PageHeading, RealityBadge, SecretField, TimeText,
};
use crate::app::key_summary::key_summary;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::explain::explain;
use keyturn_domain::inventory::{Happening, KeyId};
use keyturn_domain::lookup::KeySummary;

/// A key's page. The address names it by its number in this panel session.
#[component]
pub fn Key(
    /// Which key.
    id: KeyId,
) -> impl IntoView {
    let app = AppState::here();
    let there = Memo::new(move |_| app.keys.with(|inventory| inventory.get(id).is_some()));
    let page = move || if there.get() { of(app, id) } else { missing() };
    page.into_any()
}

fn missing() -> AnyView {
    view! {
        <PageHeading title="This key is not here"/>
        <p>
            "Without a vault, keys live in this page's memory only: after a reload they have to be added again. This one may also have been removed."
        </p>
        <p>
            <a href=Route::Keys.href()>"Go to the keys"</a>
        </p>
    }
    .into_any()
}

fn of(app: AppState, id: KeyId) -> AnyView {
    let facts = key_summary(app, id);
    let title = Memo::new(move |_| {
        facts.with(|facts| facts.as_ref().map(|facts| facts.title().to_owned()).unwrap_or_default())
    });
    let badges = move || {
        facts.with(|facts| {
            let facts = facts.as_ref()?;
            let reality = facts.product.as_ref().map(|product| product.reality);
            Some(view! {
                {facts.environment.map(|environment| view! { <EnvironmentBadge environment/> })}
                {reality.map(|reality| view! { <RealityBadge reality/> })}
            })
        })
    };
    let fault = Memo::new(move |_| app.checks.fault(id));
    let trouble = move || {
        let fault = fault.get()?;
        let kind = facts.with_untracked(|facts| facts.as_ref().map(|facts| facts.kind))?;
        Some(view! { <ErrorPanel explanation=explain(&fault, kind) details=fault/> })
    };
    view! {
        <PageHeading title>{badges}</PageHeading>
        {acts::acts(app, id, facts)}
        {trouble}
        {next_keys::next(app, id, facts)}
        <Card title="What is known">{move || facts.with(|known| known.as_ref().map(|known| facts::list(known, app)))}</Card>
        {secret(app, id, facts)}
        {history(app, id)}
        {edit::keeping(app, id, facts)}
    }
    .into_any()
}

fn secret(app: AppState, id: KeyId, facts: Memo<Option<KeySummary>>) -> AnyView {
    let held = Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.is_held())));
    let text = move || app.keys.with_untracked(|inventory| inventory.get(id)?.secret.clone());
    let shown = move || {
        match held.get().then(text).flatten() {
        Some(secret) => view! { <SecretField secret label="Key text" name="this key"/> }.into_any(),
        None => view! {
            <p>
                "The key itself was forgotten here; what is known of it stays. Add the same key again to make it whole."
            </p>
        }
        .into_any(),
    }
    };
    view! { <Card title="The key itself">{shown}</Card> }.into_any()
}

fn history(app: AppState, id: KeyId) -> AnyView {
    let lines = Memo::new(move |_| {
        app.keys.with(|inventory| inventory.get(id).map(|key| key.history.clone()).unwrap_or_default())
    });
    let line = move |Happening { at, text }| {
        view! {
            <li class="timeline__entry">
                <div class="timeline__head">
                    <TimeText at now=app.site.now compact=true/>
                </div>
                <p class="timeline__text">{text}</p>
            </li>
        }
    };
    let rows = move || lines.get().into_iter().rev().map(line).collect::<Vec<_>>();
    view! {
        <Card title="What happened">
            <ol class="timeline" aria-label="What happened to this key">{rows}</ol>
        </Card>
    }
    .into_any()
}
