//! Runs that still want something.

use leptos::prelude::*;

use crate::app::components::{StatusBadge, words};
use crate::app::runs::Ownership;
use crate::app::runs::Runs;
use crate::route::Route;

/// The unfinished runs with their present steps; nothing while there is none.
#[component]
pub fn UnfinishedRuns() -> impl IntoView {
    let runs = Runs::here();
    let rows = move || {
        let open = runs.open();
        (!open.is_empty()).then(|| {
            let rows: Vec<_> = open
                .into_iter()
                .map(|run| {
                    let about = run.about();
                    let stands = move || {
                        run.stands().map(|(name, status)| view! { <span>{name}</span> <StatusBadge status/> })
                    };
                    view! {
                        <li class="row">
                            <a href=Route::Run(about.id).href()>{words(&about.title)}</a>
                            {stands}
                            {move || matches!(run.ownership(), Ownership::HandedOver(_)).then_some("handed over")}
                        </li>
                    }
                })
                .collect();
            view! {
                <section class="card" aria-label="Unfinished runs">
                    <h2>"Unfinished runs"</h2>
                    <ul class="stack stack--tight">{rows}</ul>
                </section>
            }
        })
    };
    rows.into_any()
}
