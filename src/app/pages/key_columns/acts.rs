//! What can be done with a key, from its row.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Row;
use crate::app::components::Button;
use crate::app::key_summary::{successor_route, successor_verb};
use crate::app::pages::run_link::{elsewhere, run_is_due, run_link};
use keyturn_domain::inventory::NextAct;

/// The act that the key asks for, and the check that is always there: it stays in place when an answer changes
/// what the key asks for, so that the keyboard stays where it was.
pub(super) fn acts(row: Row) -> AnyView {
    let Row { app, key, attention: Some(attention) } = row else { return ().into_any() };
    let Some(id) = key.with_untracked(|key| key.as_ref().map(|key| key.id)) else { return ().into_any() };
    let title = move || key.with(|key| key.as_ref().map(|key| key.title().to_owned()));
    let due = run_is_due(attention, id);
    let first = Memo::new(move |_| {
        key.with(|key| {
            let key = key.as_ref()?;
            let offered = due.get() || matches!(key.panel.as_ref()?.next, NextAct::Succeed(_));
            offered.then(|| (successor_route(key), successor_verb(key)))
        })
    });
    let link = run_link(app, first, due, move || {
        view! { <span class="visually-hidden" translate="no">" " {title}</span> }.into_any()
    });
    let held = Memo::new(move |_| key.with(|key| key.as_ref().is_some_and(|key| key.is_held())));
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
