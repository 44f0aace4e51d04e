//! Asking about every key, once, because the operator asked.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::attention::outlook;
use crate::app::components::{Announcer, Button};
use crate::app::runs::Runs;
use crate::app::state::AppState;
use keyturn_domain::inventory::{Filter, Sort};

/// Checks all keys that are held and in use, one at a time; then says how far it is, and can be stopped.
pub(in crate::app) fn check_all_button(app: AppState) -> AnyView {
    let announcer = Announcer::here();
    let runs = Runs::here();
    let sweep = Memo::new(move |_| app.checks.sweep());
    let press = move |_| {
        if sweep.get_untracked().is_some() {
            return app.checks.stop_sweep();
        }
        let ids = app.keys.with_untracked(|inventory| {
            let outlook = untrack(|| outlook(app, runs));
            let mut ids = inventory.list("", Filter::All, Sort::Attention, &outlook);
            ids.retain(|id| inventory.get(*id).is_some_and(|key| key.secret.is_some()));
            ids
        });
        spawn_local(async move {
            app.checks.check_keys(ids).await;
            announcer.confirm("The keys were checked.");
        });
    };
    let words = move || match sweep.get() {
        Some(sweep) => format!("Stop checking ({} of {})", sweep.at, sweep.of),
        None => "Check all".into(),
    };
    view! { <Button on_press=press>{words}</Button> }.into_any()
}
