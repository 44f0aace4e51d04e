//! The block on top: what needs a person, most severe first, each with its act; or that nothing does.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::attention::Attention;
use crate::app::components::{Button, Icon, IconName, Kind, exact, words};
use crate::app::runs::Runs;
use crate::app::state::AppState;
use crate::browser::focus;
use crate::route::{Route, RunId};
use keyturn_domain::inventory::{AttentionAct, AttentionItem, ConcernGroup, KeyId, Subject, summary};

/// So many stand in the block; the others stand first in the list.
const SHOWN: usize = 5;

pub(super) fn block(app: AppState, attention: Attention) -> AnyView {
    let runs = Runs::here();
    let idle = Memo::new(move |_| runs.open().is_empty());
    let shown = move || {
        let items = attention.items.get();
        match items.as_slice() {
            // What an unfinished run wants is said by the run.
            [] => idle.get().then(calm),
            items => Some(trouble(app, items)),
        }
    };
    shown.into_any()
}

fn calm() -> AnyView {
    view! {
        <section class="attention attention--calm" aria-label="What needs you">
            <h2 class="attention__title">
                <Icon name=IconName::Tick/>
                "Nothing needs you"
            </h2>
        </section>
    }
    .into_any()
}

fn trouble(app: AppState, items: &[AttentionItem]) -> AnyView {
    // One line more says that there is one more: then it may as well be the one.
    let shown = if items.len() == SHOWN + 1 { SHOWN + 1 } else { SHOWN };
    let rows: Vec<_> = items.iter().take(shown).map(|item| row(app, item.clone())).collect();
    let more = items.len().saturating_sub(shown);
    let more = (more > 0).then(|| {
        view! { <p class="attention__more">{format!("And {more} more, first in the list below.")}</p> }
    });
    let class = match items.first().map(|item| item.concern.group()) {
        Some(ConcernGroup::Broken) => "attention attention--broken",
        _ => "attention",
    };
    view! {
        <section class=class aria-label="What needs you">
            <h2 class="attention__title">{words(summary(items))}</h2>
            <ul class="attention__list">{rows}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn row(app: AppState, item: AttentionItem) -> AnyView {
    let (class, icon) = match item.concern.group() {
        ConcernGroup::Broken => ("attention__icon attention__icon--bad", IconName::Cross),
        ConcernGroup::Ending => ("attention__icon attention__icon--warn", IconName::Warning),
        ConcernGroup::Unverified => ("attention__icon attention__icon--warn", IconName::Question),
        ConcernGroup::NotChecked => ("attention__icon", IconName::Circle),
    };
    view! {
        <li class="attention__item">
            <span class=class aria-hidden="true">
                <Icon name=icon/>
            </span>
            <p class="attention__text">
                <b translate="no">{item.title.clone()}</b>
                " "
                {words(&item.text)}
            </p>
            {act(app, item)}
        </li>
    }
    .into_any()
}

fn act(app: AppState, item: AttentionItem) -> AnyView {
    let AttentionItem { subject, concern, title, act, .. } = item;
    let urgent = matches!(concern.group(), ConcernGroup::Broken | ConcernGroup::Ending);
    let about = view! { <span class="visually-hidden">": " {exact(title)}</span> };
    let of_key = |page: fn(KeyId) -> Route| match subject {
        Subject::Key(id) => page(id),
        Subject::Orphan(_) => Route::Keys,
        Subject::Run(id) => Route::Run(RunId(id)),
    };
    let (word, route) = match act {
        AttentionAct::GoOn(run) => ("Go on", Route::Run(RunId(run))),
        AttentionAct::Succeed { by, dead } => {
            let route = if let Subject::Key(id) = subject { Route::successor(by, id) } else { Route::Keys };
            (by.verb(dead), route)
        }
        AttentionAct::Leak => ("Deal with it", of_key(Route::Leak)),
        AttentionAct::Open => ("Open", of_key(Route::Key)),
        AttentionAct::Check => return check_button(app, subject, about.into_any()),
        AttentionAct::Resolve => {
            let go = move |_| focus::move_to_id(super::orphans::HEADING);
            return view! { <Button on_press=go>"Resolve" {about}</Button> }.into_any();
        }
    };
    // What helps is not in the panel's hands, or is only to be looked at: no loud button for it.
    let class = if urgent && act != AttentionAct::Open { "button button--primary" } else { "button" };
    // Another tab works with the vault: there nothing begins that this one could go on with.
    let begins = matches!(act, AttentionAct::Succeed { .. });
    if begins && app.vendors.is_read_only() {
        return view! { <span class="soft small">"Only in the other tab"</span> }.into_any();
    }
    view! { <a class=class href=route.href()>{word} {about}</a> }.into_any()
}

fn check_button(app: AppState, subject: Subject, about: AnyView) -> AnyView {
    let Subject::Key(id) = subject else { return ().into_any() };
    let busy = Memo::new(move |_| app.checks.is_running(id));
    view! {
        <Button kind=Kind::Secondary busy on_press=move |_| spawn_local(app.checks.check_key(id))>
            {move || if busy.get() { "Checking" } else { "Check" }}
            {about}
        </Button>
    }
    .into_any()
}
