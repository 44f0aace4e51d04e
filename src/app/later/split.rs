//! The second part as a file of its own.

use leptos::prelude::AnyView;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::build;
use crate::app::place::Page;

pub(super) async fn load() -> Result<(), SplitLoaderError> {
    fetch_part().await
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_part))]
pub(super) fn page(page: Page) -> Result<AnyView, SplitLoaderError> {
    Ok(build::page(page))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn dialogs() -> Result<AnyView, SplitLoaderError> {
    Ok(build::dialogs())
}
