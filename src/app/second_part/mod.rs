//! The second part of the module: everything that the first screen does without.
//!
//! `cargo xtask build` cuts the part off (feature `split`). In any other build it is there from the start.

mod build;
#[cfg(feature = "split")]
mod split;
#[cfg(not(feature = "split"))]
mod whole;

#[cfg(feature = "split")]
use split as part;
#[cfg(not(feature = "split"))]
use whole as part;

use leptos::prelude::*;

use super::components::Announcer;
use super::lazy::{Arrived, Job, LazyView, SecondPart, now};
use super::runs::Runs;
use super::state::AppState;
use super::vault::Vault;
use keyturn_wire::config::ConfigFault;

/// The way into the part.
pub(super) const SECOND_PART: SecondPart = SecondPart { fetch, start, view, add_sandbox_keys };

fn fetch() -> Arrived {
    Box::pin(async { part::fetch().await.is_ok() })
}

fn start(vault: Vault, runs: Runs, owner: Owner) -> Arrived {
    Box::pin(async move { part::start(vault, runs, owner).await.is_ok() })
}

fn view(view: LazyView) -> Option<AnyView> {
    now(part::view(view))
}

fn add_sandbox_keys(app: AppState, list: String, announcer: Announcer) -> Job {
    Box::pin(async move {
        let job = part::add_sandbox_keys(app, list, announcer);
        job.await.map_err(|_| ConfigFault::Missing(None))?.await
    })
}
