//! A run on screen, whichever of the three it is.

pub mod abandon;
pub mod before;
pub mod ended;
pub mod frame;
pub mod stored;
pub mod subject;
pub mod unfinished;
pub mod wanted;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{rehearse, renew, rotate};
use crate::app::components::PageHeading;
use crate::app::desk::RunId;
use crate::app::runs::{Run, Runs};

/// `/runs/:id`.
#[component]
pub fn RunPage() -> impl IntoView {
    let params = use_params_map();
    let runs = Runs::here();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse().ok().map(RunId)));
    let page = move || match id.get().and_then(|id| untrack(|| runs.get(id))) {
        Some(Run::Rotation(runner, consumers)) => rotate::run::page(runner, consumers),
        Some(Run::Renewal(runner)) => renew::run::page(runner),
        Some(Run::Rehearsal(runner)) => rehearse::run::page(runner),
        None => gone(),
    };
    page.into_any()
}

fn gone() -> AnyView {
    view! {
        <PageHeading title="No such run"/>
        <p>
            "Runs live in this tab's memory only, so a run is gone once the tab was closed or reloaded. A key that was
            made in it may be alive at its vendor all the same."
        </p>
        <p><a href="/">"To the keys"</a></p>
    }
    .into_any()
}
