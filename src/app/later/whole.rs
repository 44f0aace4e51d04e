//! The second part where nothing was cut off: it is always here.

use std::convert::Infallible;

use leptos::prelude::AnyView;

use super::build;
use crate::app::place::Page;

pub(super) async fn load() -> Result<(), Infallible> {
    Ok(())
}

pub(super) async fn page(page: Page) -> Result<AnyView, Infallible> {
    Ok(build::page(page))
}

pub(super) async fn dialogs() -> Result<AnyView, Infallible> {
    Ok(build::dialogs())
}
