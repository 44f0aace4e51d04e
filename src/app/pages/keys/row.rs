//! One key in the list.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::attention::Attention;
use crate::app::components::{Button, Cell, EnvironmentBadge, ErrorPanel, LifetimeBar, RowHead, exact};
use crate::app::key_facts::KeyFacts;
use crate::app::key_words;
use crate::app::pages::run_link::{elsewhere, run_is_due, run_link};
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::explain::explain;
use keyturn_domain::fault::Fault;
use keyturn_domain::inventory::{KeyId, NextAct};

pub(super) fn row(app: AppState, attention: Attention, id: KeyId) -> AnyView {
    let facts = Memo::new(move |_| KeyFacts::of(app, id));
    // A key that was removed leaves the list in the same breath; until then its row shows nothing.
    let cell = move |show: fn(&KeyFacts, AppState) -> AnyView| {
        move || facts.with(|facts| facts.as_ref().map(|facts| show(facts, app)))
    };
    view! {
        <tr role="row">
            <RowHead>{cell(head)}</RowHead>
            <Cell label="Where">{cell(place)}</Cell>
            <Cell label="Status">{cell(status)}</Cell>
            <Cell label="Expiry">{cell(expiry)}</Cell>
            <Cell label="Last checked">{cell(key_words::checked)}</Cell>
            <Cell label="Next">{acts(app, attention, id, facts)}</Cell>
        </tr>
        {fault_row(app, id, facts)}
    }
    .into_any()
}

fn head(facts: &KeyFacts, _: AppState) -> AnyView {
    let under =
        if facts.label.is_empty() || facts.label == facts.title { &facts.masked } else { &facts.label };
    let under = (*under != facts.title).then(|| under.clone());
    view! {
        <a href=Route::Key(facts.id).href() translate="no">{facts.title.clone()}</a>
        {under.map(|under| view! { <span class="table__under" translate="no">{under}</span> })}
    }
    .into_any()
}

fn place(facts: &KeyFacts, _: AppState) -> AnyView {
    let product = facts.product.as_ref().map(|product| product.name.clone());
    let inside = product.or_else(|| facts.facility.clone());
    view! {
        <span class="row">
            <span>{facts.vendor.name()}</span>
            {facts.environment.map(|environment| view! { <EnvironmentBadge environment/> })}
        </span>
        <span class="table__under">{inside.map_or_else(|| facts.kind.name().into_any(), exact)}</span>
    }
    .into_any()
}

fn status(facts: &KeyFacts, app: AppState) -> AnyView {
    view! {
        {key_words::status(facts)}
        {key_words::light(facts, app.site.now)}
    }
    .into_any()
}

fn expiry(facts: &KeyFacts, app: AppState) -> AnyView {
    let (made, expiry) = (facts.made, facts.expiry);
    let thresholds = app.site.thresholds();
    view! { <LifetimeBar made expiry now=app.site.now thresholds/> }.into_any()
}

/// The act that the key asks for, and the check that is always there: it stays in place when an answer changes
/// what the key asks for, so that the keyboard stays where it was.
fn acts(app: AppState, attention: Attention, id: KeyId, facts: Memo<Option<KeyFacts>>) -> AnyView {
    let title = move || facts.with(|facts| facts.as_ref().map(|facts| facts.title.clone()));
    let due = run_is_due(attention, id);
    let first = Memo::new(move |_| {
        facts.with(|facts| {
            let facts = facts.as_ref()?;
            let offered = due.get() || matches!(facts.next, NextAct::Succeed(_));
            offered.then(|| (facts.run_route(), facts.run_word()))
        })
    });
    let link = run_link(app, first, due, move || {
        view! { <span class="visually-hidden" translate="no">" " {title}</span> }.into_any()
    });
    let held = Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.held)));
    let busy = Memo::new(move |_| app.checks.is_running(id));
    let button = move || {
        held.get().then(|| {
            view! {
                <Button busy on_press=move |_| spawn_local(app.checks.check_key(id))>
                    {move || if busy.get() { "Checking" } else { "Check" }}
                    <span class="visually-hidden" translate="no">" " {title}</span>
                </Button>
            }
        })
    };
    view! {
        <div class="acts">{link} {button}</div>
        {elsewhere(app)}
    }
    .into_any()
}

/// What a check brought instead of an answer, in place.
fn fault_row(app: AppState, id: KeyId, facts: Memo<Option<KeyFacts>>) -> AnyView {
    let fault = Memo::new(move |_| app.checks.fault(id));
    let view = move || fault.get().map(|fault| fault_view(app, id, fault, facts));
    view.into_any()
}

fn fault_view(app: AppState, id: KeyId, fault: Fault, facts: Memo<Option<KeyFacts>>) -> Option<AnyView> {
    let kind = facts.with_untracked(|facts| facts.as_ref().map(|facts| facts.kind))?;
    let explanation = explain(&fault, kind);
    let view = view! {
        <tr role="row" class="table__more">
            <td role="cell" colspan="6">
                <ErrorPanel explanation details=fault/>
                <Button on_press=move |_| app.checks.clear(id)>"Put away"</Button>
            </td>
        </tr>
    };
    Some(view.into_any())
}
