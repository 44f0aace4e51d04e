//! What can be done with a key at its vendor.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::attention::Attention;
use crate::app::components::{Button, IconName};
use crate::app::key_summary::{successor_route, successor_verb};
use crate::app::pages::run_link::{elsewhere, run_is_due, run_link};
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::lookup::KeySummary;

pub(super) fn acts(app: AppState, id: KeyId, facts: Memo<Option<KeySummary>>) -> AnyView {
    let run = Memo::new(move |_| {
        facts.with(|facts| {
            let facts = facts.as_ref().filter(|facts| facts.changes_hands())?;
            Some((successor_route(facts), successor_verb(facts)))
        })
    });
    let held = Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.is_held())));
    let busy = Memo::new(move |_| app.checks.is_running(id));
    let run_link = run_link(app, run, run_is_due(Attention::follow(app), id), || " this key".into_any());
    let button = move || {
        held.get().then(|| {
            view! {
                <Button busy icon=IconName::Question on_press=move |_| spawn_local(app.checks.check_key(id))>
                    {move || if busy.get() { "Checking" } else { "Check now" }}
                </Button>
            }
        })
    };
    let leaked =
        Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.leak.is_some())));
    let leak = move || if leaked.get() { "The leak of this key" } else { "Mark as leaked" };
    view! {
        <div class="actions">
            {run_link} {button}
            <a class="button" href=Route::Leak(id).href()>{leak}</a>
            {elsewhere(app)}
        </div>
    }
    .into_any()
}
