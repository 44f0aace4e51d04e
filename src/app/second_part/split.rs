//! The second part as a file of its own.

use leptos::prelude::{AnyView, Owner};
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::build;
use crate::app::components::Announcer;
use crate::app::lazy::{Job, LazyView};
use crate::app::runs::Runs;
use crate::app::state::AppState;
use crate::app::vault::Vault;

pub(super) async fn fetch() -> Result<(), SplitLoaderError> {
    fetch_part().await
}

#[wasm_split(lazy, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_part))]
pub(super) fn view(view: LazyView) -> Result<AnyView, SplitLoaderError> {
    Ok(build::view(view))
}

#[wasm_split(lazy, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn start(vault: Vault, runs: Runs, owner: Owner) -> Result<(), SplitLoaderError> {
    owner.with(|| build::start(vault, runs));
    Ok(())
}

#[wasm_split(lazy, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn add_sandbox_keys(
    app: AppState,
    list: String,
    announcer: Announcer,
) -> Result<Job, SplitLoaderError> {
    Ok(build::add_sandbox_keys(app, list, announcer))
}
