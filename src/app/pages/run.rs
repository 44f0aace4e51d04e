//! A run on screen, whichever of the three it is.

pub mod abandon;
pub mod before;
pub mod ended;
pub mod finished;
pub mod frame;
pub mod stored;
pub mod subject;
pub mod unfinished;
pub mod wanted;

use leptos::prelude::*;

use super::{rehearse, renew, rotate};
use crate::app::components::PageHeading;
use crate::app::runs::{Ownership, Runner};
use crate::app::runs::{RunOf, Runs};
use crate::app::unlock::{handover, write_blocked};
use crate::route::Route;
use crate::route::RunId;
use keyturn_vault::act_codec::Journalled;

/// `/runs/:id`.
#[component]
pub fn RunPage(
    /// Which run.
    id: RunId,
) -> impl IntoView {
    let runs = Runs::here();
    // A run may be taken up from the vault after its page was opened.
    let there = Memo::new(move |_| runs.get(id).is_some());
    let page = move || match there.get().then(|| untrack(|| runs.get(id))).flatten().map(|run| run.of) {
        Some(RunOf::Rotation(runner, consumers)) => {
            around(runner, move || rotate::run::page(runner, consumers))
        }
        Some(RunOf::Renewal(runner)) => around(runner, move || renew::run::page(runner)),
        Some(RunOf::Rehearsal(runner)) => around(runner, move || rehearse::run::page(runner)),
        None => gone(),
    };
    page.into_any()
}

/// Nothing on the page of a run can be used while the run is not this tab's to go on with.
fn around<M: Journalled + Send + Sync>(runner: Runner<M>, page: impl FnOnce() -> AnyView) -> AnyView {
    let ownership = runner.ownership();
    let elsewhere = Memo::new(move |_| ownership.get() != Ownership::Mine);
    view! {
        {handover(runner)}
        {finished::by_itself(runner)}
        {write_blocked(runner)}
        <fieldset class="untouchable" disabled=elsewhere>{page()}</fieldset>
    }
    .into_any()
}

fn gone() -> AnyView {
    view! {
        <PageHeading title="No such run"/>
        <p>
            "Without a vault, runs live in this tab's memory only, so a run is gone once the tab was closed or reloaded. With one,
            unfinished runs are on the Keys page. A key that was
            made in it may be alive at its vendor all the same."
        </p>
        <p><a href=Route::Keys.href()>"To the keys"</a></p>
    }
    .into_any()
}
