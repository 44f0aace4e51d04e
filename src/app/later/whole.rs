//! The second part where nothing was cut off: it is always here.

use std::convert::Infallible;

use leptos::prelude::{AnyView, Owner};

use super::Part;
use super::build::{self, Job};
use crate::app::components::Announcer;
use crate::app::runs::Runs;
use crate::app::state::AppState;
use crate::app::vault::Vault;

pub(super) async fn load() -> Result<(), Infallible> {
    Ok(())
}

pub(super) async fn view(part: Part) -> Result<AnyView, Infallible> {
    Ok(build::view(part))
}

pub(super) async fn wake(vault: Vault, runs: Runs, owner: Owner) -> Result<(), Infallible> {
    owner.with(|| build::wake(vault, runs));
    Ok(())
}

pub(super) async fn sandbox_keys(
    app: AppState,
    list: String,
    announcer: Announcer,
) -> Result<Job, Infallible> {
    Ok(build::sandbox_keys(app, list, announcer))
}
