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

use super::{rehearse, renew, rotate};
use crate::app::components::PageHeading;
use crate::app::desk::RunId;
use crate::app::runs::{RunOf, Runs};
use crate::app::vault::stuck;

/// `/runs/:id`.
#[component]
pub fn RunPage(
    /// Which run.
    id: RunId,
) -> impl IntoView {
    let runs = Runs::here();
    match untrack(|| runs.get(id)).map(|run| run.of) {
        Some(RunOf::Rotation(runner, consumers)) => {
            view! { {stuck(runner)} {rotate::run::page(runner, consumers)} }.into_any()
        }
        Some(RunOf::Renewal(runner)) => view! { {stuck(runner)} {renew::run::page(runner)} }.into_any(),
        Some(RunOf::Rehearsal(runner)) => view! { {stuck(runner)} {rehearse::run::page(runner)} }.into_any(),
        None => gone(),
    }
}

fn gone() -> AnyView {
    view! {
        <PageHeading title="No such run"/>
        <p>
            "Without a vault, runs live in this tab's memory only, so a run is gone once the tab was closed or reloaded. With one,
            unfinished runs are on the Keys page. A key that was
            made in it may be alive at its vendor all the same."
        </p>
        <p><a href="/">"To the keys"</a></p>
    }
    .into_any()
}
