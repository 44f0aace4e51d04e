//! The demo as a file of its own.

use leptos::prelude::{AnyView, Owner};
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::Panel;
use super::inside::{self, Opening};

pub(super) async fn load() -> Result<(), SplitLoaderError> {
    fetch_part().await
}

#[wasm_split(demo, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn begin(owner: Owner, panel: Panel) -> Result<Opening, SplitLoaderError> {
    Ok(inside::begin(owner, panel))
}

#[wasm_split(demo, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_part))]
pub(super) fn panel() -> Result<AnyView, SplitLoaderError> {
    Ok(inside::panel())
}
