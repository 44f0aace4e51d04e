//! The second part where nothing was cut off: it is always here.

use std::convert::Infallible;

use leptos::prelude::{AnyView, Owner};

use super::build;
use crate::app::components::Announcer;
use crate::app::lazy::{Job, LazyView};
use crate::app::runs::Runs;
use crate::app::state::AppState;
use crate::app::vault::Vault;

pub(super) async fn fetch() -> Result<(), Infallible> {
    Ok(())
}

pub(super) async fn view(view: LazyView) -> Result<AnyView, Infallible> {
    Ok(build::view(view))
}

pub(super) async fn start(vault: Vault, runs: Runs, owner: Owner) -> Result<(), Infallible> {
    owner.with(|| build::start(vault, runs));
    Ok(())
}

pub(super) async fn add_sandbox_keys(
    app: AppState,
    list: String,
    announcer: Announcer,
) -> Result<Job, Infallible> {
    Ok(build::add_sandbox_keys(app, list, announcer))
}
