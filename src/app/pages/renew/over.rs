//! What is known while a renewal runs, and how it ended.

use leptos::prelude::*;

use super::kept_with;
use crate::app::components::{Button, Kind, TimeText, Tone};
use crate::app::pages::run::ended::{Ended, times};
use crate::app::router::Router;
use crate::app::runs::Runner;
use crate::app::runs::{Runs, Start};
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::Expiry;
use keyturn_domain::westpac::renewal::{Act, Confirmation, Names, Renewal, RenewalResult};

/// Names, expiry_thresholds, and the end once it is there.
pub(super) fn above(run: Runner<Renewal>) -> AnyView {
    let names = Memo::new(move |_| run.read(|run| Some(run.names())));
    let warnings = Memo::new(move |_| {
        run.read(|run| {
            run.warnings().iter().map(|warning| warning.words(run.case().vendor)).collect::<Vec<_>>()
        })
    });
    let refused = Memo::new(move |_| run.read(|run| run.refusal().is_some()));
    let ended = Memo::new(move |_| run.read(|run| run.result().cloned()));
    let list = move || {
        let lines: Vec<_> = warnings.get().into_iter().map(|words| view! { <li>{words}</li> }).collect();
        (!lines.is_empty()).then(|| view! { <ul class="bullets">{lines}</ul> })
    };
    view! {
        {move || ended.get().map(|result| summary(run, &result))}
        {move || names.get().map(|names| in_use(&names))}
        {list}
        {move || refused.get().then(|| view! { <p><strong>"The vendor's answer was not followed. The current key stays."</strong></p> })}
    }
    .into_any()
}

fn in_use(names: &Names) -> AnyView {
    let word = |name: &Option<KeyName>, none: &'static str| match name {
        Some(name) => view! { <code translate="no">{name.as_str().to_owned()}</code> }.into_any(),
        None => none.into_any(),
    };
    view! {
        <dl class="facts">
            <dt>"In use"</dt>
            <dd>{word(&names.in_use, "name not known yet")}</dd>
            <dt>"Should use"</dt>
            <dd>{word(&names.should_use, "not known yet")}</dd>
        </dl>
    }
    .into_any()
}

fn summary(run: Runner<Renewal>, result: &RenewalResult) -> AnyView {
    let now = AppState::here().site.now;
    let (tone, word, title) = match result {
        RenewalResult::Unchanged { .. } => (Tone::Good, "nothing to do", "The same key came back"),
        RenewalResult::Switched { confirmation: Confirmation::Confirmed, .. } => {
            (Tone::Good, "complete", "Renewed")
        }
        RenewalResult::Switched { .. } => (Tone::Warn, "not confirmed", "Stored, but not confirmed"),
        RenewalResult::Abandoned { .. } => (Tone::Neutral, "left", "The run was left"),
    };
    let expiry = match result {
        RenewalResult::Unchanged { expiry, .. } | RenewalResult::Switched { expiry, .. } => Some(*expiry),
        RenewalResult::Abandoned { .. } => None,
    };
    let expiry = expiry.map(|expiry| match expiry {
        Expiry::At(at) => view! { <p>"Expires " <TimeText at now compact=true/></p> }.into_any(),
        Expiry::Unknown | Expiry::Never => {
            view! { <p>"The vendor gave no expiry that can be read."</p> }.into_any()
        }
    });
    let fresh = fresh(run, result);
    view! {
        <Ended tone word title means=result.words(run.about().connection.vendor)>
            {expiry}
            {times(run.about().began, run.steps())}
            {fresh}
            {links(run)}
        </Ended>
    }
    .into_any()
}

/// Somebody made yet another key meanwhile: the way on starts from the key that was stored.
fn fresh(run: Runner<Renewal>, result: &RenewalResult) -> Option<AnyView> {
    let RenewalResult::Switched { confirmation: Confirmation::Another { .. }, .. } = result else {
        return None;
    };
    let runs = Runs::here();
    let app = AppState::here();
    let router = Router::here();
    let go = move |_| {
        let about = run.about();
        let key = app.keys.with_untracked(|inventory| inventory.get(about.key?)?.successor);
        let Some(mut case) = untrack(|| run.read(Renewal::fresh)) else { return };
        case.next = key.map(|key| kept_with(app, key)).unwrap_or_default();
        let Ok(machine) = Renewal::begin(case) else { return };
        let start =
            Start { title: about.title.clone(), connection: about.connection.clone(), key, product: None };
        let runner = runs.renew(start, machine);
        runner.act(Act::Check);
        router.go(Route::Run(runner.about().id));
    };
    let view = view! {
        <div class="actions">
            <Button kind=Kind::Primary on_press=go>"Renew again from the new key"</Button>
        </div>
    };
    Some(view.into_any())
}

fn links(run: Runner<Renewal>) -> AnyView {
    let app = AppState::here();
    let old = run.about().key;
    let new = move || {
        let new = app.keys.with(|inventory| inventory.get(old?)?.successor)?;
        Some(view! { <a href=Route::Key(new).href()>"The new key"</a> })
    };
    let old = old.map(|old| view! { <a href=Route::Key(old).href()>"The key it began from"</a> });
    view! { <p class="row">{new} {old} <a href=Route::Keys.href()>"All keys"</a></p> }.into_any()
}
