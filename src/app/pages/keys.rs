//! Keys: what needs attention, and every key.

mod attention;
mod cards;
mod check_all;
mod empty_list;
mod fault_row;
mod orphans;
mod plot;
mod query;
mod table;

use leptos::prelude::*;

pub(in crate::app) use self::check_all::check_all_button;
use self::empty_list::first_acts;
use crate::app::attention::Attention;
use crate::app::components::{Button, Kind, PageHeading};
use crate::app::lazy::Lazy;
use crate::app::pages::run::finished::FinishedRuns;
use crate::app::pages::run::unfinished::UnfinishedRuns;
use crate::app::state::AppState;
use crate::app::vault::Vault;
use crate::route::Route;

/// The home page.
#[component]
pub fn Keys() -> impl IntoView {
    let app = AppState::here();
    let lazy = Lazy::here();
    let empty = Memo::new(move |_| {
        app.keys.with(|inventory| inventory.keys().is_empty() && inventory.orphans().is_empty())
    });
    let acts = move || (!empty.get()).then(|| lazy.check_all());
    let body = move || {
        if empty.get() { view! { <UnfinishedRuns/> {first_acts(app)} }.into_any() } else { lazy.key_list() }
    };
    let vault = Vault::here();
    let keeping = move || {
        if vault.is_open() || vault.is_watching() {
            "Keys are kept in this browser's vault, sealed under your passphrase. Keep every new key in your own secret store first all the same.".into_any()
        } else {
            view! {
                "Keys live in this page's memory only: reloading or closing it forgets them. Keep every new key in your own secret store first. To keep them here, "
                <a href=Route::Connections.href()>"make a vault"</a>
                "."
            }
            .into_any()
        }
    };
    view! {
        <PageHeading title="Keys">
            <Button kind=Kind::Secondary on_press=move |_| app.add_key_open.set(true)>"Add a key"</Button>
            {acts}
        </PageHeading>
        <FinishedRuns/>
        {body}
        <p class="soft small">{keeping}</p>
    }
    .into_any()
}

/// Everything about the keys there are.
pub(in crate::app) fn overview(app: AppState) -> AnyView {
    let attention = Attention::follow(app);
    view! {
        {attention::block(app, attention)}
        <UnfinishedRuns/>
        {cards::cards(attention)}
        {plot::plot(app)}
        {table::table(app, attention)}
        {orphans::orphans(app)}
    }
    .into_any()
}
