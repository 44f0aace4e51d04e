//! The second part as a file of its own.

use leptos::prelude::{AnyView, Owner};
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::Part;
use super::build::{self, Job};
use crate::app::components::Announcer;
use crate::app::runs::Runs;
use crate::app::state::AppState;
use crate::app::vault::Vault;

pub(super) async fn load() -> Result<(), SplitLoaderError> {
    fetch_part().await
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_part))]
pub(super) fn view(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(build::view(part))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn wake(vault: Vault, runs: Runs, owner: Owner) -> Result<(), SplitLoaderError> {
    owner.with(|| build::wake(vault, runs));
    Ok(())
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn sandbox_keys(
    app: AppState,
    list: String,
    announcer: Announcer,
) -> Result<Job, SplitLoaderError> {
    Ok(build::sandbox_keys(app, list, announcer))
}
