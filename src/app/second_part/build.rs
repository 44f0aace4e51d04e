//! The second part itself.

use leptos::prelude::*;

use crate::app::commands::Commands;
use crate::app::components::Announcer;
use crate::app::lazy::{Job, LazyView};
use crate::app::look_up::LookUp;
use crate::app::pages::keys::{check_all_button, overview};
use crate::app::pages::{
    Activity, AddKey, Connections, Key, LeakPage, LookUpPage, NeedsKeys, NotFound, RegisterKeys,
    RehearsePage, RenewPage, RotatePage, RunPage, SecurityPage,
};
use crate::app::runs::Runs;
use crate::app::sandbox_keys::add_all;
use crate::app::state::AppState;
use crate::app::unlock::{LockButton, UnlockButton, VaultNotices, gate};
use crate::app::vault::Vault;
use crate::route::Route;

pub(super) fn view(view: LazyView) -> AnyView {
    match view {
        LazyView::Gate => gate(),
        LazyView::LockButton => view! { <LockButton/> <UnlockButton/> }.into_any(),
        LazyView::VaultNotices => view! { <VaultNotices/> }.into_any(),
        LazyView::Page(route) => of(route),
        LazyView::RegisterKeys => view! { <RegisterKeys/> }.into_any(),
        LazyView::NeedsKeys(route) => view! { <NeedsKeys route/> }.into_any(),
        LazyView::KeyList => overview(AppState::here()),
        LazyView::CheckAll => check_all_button(AppState::here()),
        LazyView::Dialogs => view! { <AddKey/> <Commands/> }.into_any(),
    }
}

/// Starts what runs beside all pages: the vault and the look-up.
pub(super) fn start(vault: Vault, runs: Runs) {
    vault.wake(runs);
    LookUp::provide();
}

pub(super) fn add_sandbox_keys(app: AppState, list: String, announcer: Announcer) -> Job {
    Box::pin(add_all(app, list, announcer))
}

fn of(route: Route) -> AnyView {
    match route {
        Route::Key(id) => view! { <Key id/> }.into_any(),
        Route::Rotate(id) => view! { <RotatePage id/> }.into_any(),
        Route::Renew(id) => view! { <RenewPage id/> }.into_any(),
        Route::Run(id) => view! { <RunPage id/> }.into_any(),
        Route::Leak(id) => view! { <LeakPage id/> }.into_any(),
        Route::LookUp => view! { <LookUpPage/> }.into_any(),
        Route::Rehearse => view! { <RehearsePage/> }.into_any(),
        Route::Connections => view! { <Connections/> }.into_any(),
        Route::Activity => view! { <Activity/> }.into_any(),
        Route::Security => view! { <SecurityPage/> }.into_any(),
        // The keys are the first screen, so nobody comes here for them.
        Route::Keys | Route::NotFound => view! { <NotFound/> }.into_any(),
    }
}
