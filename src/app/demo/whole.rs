//! The demo where nothing was cut off: it is always here.

use std::convert::Infallible;

use leptos::prelude::{AnyView, Owner};

use super::Panel;
use super::inside::{self, Opening};

pub(super) async fn load() -> Result<(), Infallible> {
    Ok(())
}

pub(super) async fn begin(owner: Owner, panel: Panel) -> Result<Opening, Infallible> {
    Ok(inside::begin(owner, panel))
}

pub(super) async fn panel() -> Result<AnyView, Infallible> {
    Ok(inside::panel())
}
