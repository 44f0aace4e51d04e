//! A key that leaked: marked, replaced at once, and reported where its vendor asks for that.

mod mark;
mod replace;
mod report;

use leptos::prelude::*;

use crate::app::components::{Card, EnvironmentBadge, PageHeading, Pill, TimeText, Tone, words};
use crate::app::key_summary::key_summary;
use crate::app::pages::run::before::cannot;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::key::KeyKind;
use keyturn_domain::leak::Leak;
use keyturn_domain::lookup::KeySummary;

/// `/keys/:id/leak`.
#[component]
pub fn LeakPage(
    /// The key.
    id: KeyId,
) -> impl IntoView {
    let app = AppState::here();
    let there = Memo::new(move |_| app.keys.with(|inventory| inventory.get(id).is_some()));
    let page = move || {
        if there.get() {
            of(app, id)
        } else {
            let why = "Add the key first; then its leak can be dealt with.".into();
            cannot("This key is not here".into(), why, ().into_any())
        }
    };
    page.into_any()
}

fn of(app: AppState, id: KeyId) -> AnyView {
    let facts = key_summary(app, id);
    let leak =
        Memo::new(move |_| app.keys.with(|inventory| inventory.get(id).and_then(|key| key.leak.clone())));
    let title = Memo::new(move |_| {
        facts.with(|facts| {
            facts.as_ref().map(|facts| ["Leak of ", facts.title()].concat()).unwrap_or_default()
        })
    });
    let badges = move || {
        let environment = facts.with(|facts| facts.as_ref().and_then(|facts| facts.environment))?;
        Some(view! { <EnvironmentBadge environment/> })
    };
    let no_secret = Memo::new(move |_| {
        facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.kind == KeyKind::WestpacPublishable))
    });
    let body = move || {
        match leak.get() {
        _ if no_secret.get() => view! {
            <p>
                "A publishable key is made to stand in web pages, so seeing one is no leak. It cannot ask for keys. There is nothing to replace."
            </p>
        }
        .into_any(),
        None => mark::mark(app, id),
        Some(leak) => marked(app, id, facts, leak),
    }
    };
    view! {
        <PageHeading title>{badges}</PageHeading>
        {body}
        <p><a href=Route::Key(id).href()>"To the key"</a></p>
    }
    .into_any()
}

fn marked(app: AppState, id: KeyId, facts: Memo<Option<KeySummary>>, leak: Leak) -> AnyView {
    let vendor = facts.with_untracked(|facts| facts.as_ref().map(|facts| facts.vendor));
    let report = vendor.and_then(|vendor| report::card(app, id, leak.clone(), vendor));
    view! {
        <Card title="What is known of the leak">
            <dl class="facts">
                <dt>"Noticed"</dt>
                <dd><TimeText at=leak.at now=app.site.now/></dd>
                <dt>"Where and how"</dt>
                <dd>{words(&leak.reason)}</dd>
                <dt>"The key now"</dt>
                <dd>{move || facts.with(|facts| facts.as_ref().map(state))}</dd>
            </dl>
        </Card>
        {replace::card(facts)}
        {report}
    }
    .into_any()
}

fn state(facts: &KeySummary) -> AnyView {
    if facts.is_loose() {
        view! { <Pill tone=Tone::Bad text="not proven dead: whoever has it can use it"/> }.into_any()
    } else {
        view! { <Pill tone=Tone::Good text="dead: nobody can use it any more"/> }.into_any()
    }
}
