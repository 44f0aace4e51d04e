//! The views of the second part.

use leptos::prelude::*;

use crate::app::commands::Commands;
use crate::app::pages::{
    Activity, AddKey, Connections, Key, NotFound, RehearsePage, RenewPage, RotatePage, RunPage,
};
use crate::app::place::Page;

pub(super) fn page(page: Page) -> AnyView {
    match page {
        Page::Key(id) => view! { <Key id/> }.into_any(),
        Page::Rotate(id) => view! { <RotatePage id/> }.into_any(),
        Page::Renew(id) => view! { <RenewPage id/> }.into_any(),
        Page::Run(id) => view! { <RunPage id/> }.into_any(),
        Page::Rehearse => view! { <RehearsePage/> }.into_any(),
        Page::Connections => view! { <Connections/> }.into_any(),
        Page::Activity => view! { <Activity/> }.into_any(),
        // The keys are the first screen, so nobody comes here for them.
        Page::Keys | Page::Nowhere => view! { <NotFound/> }.into_any(),
    }
}

pub(super) fn dialogs() -> AnyView {
    view! {
        <AddKey/>
        <Commands/>
    }
    .into_any()
}
