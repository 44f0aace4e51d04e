//! The demo: the panel's own screens on vendors that live in this page. It is a third part of the module, fetched in
//! the demo only; here is no more than what fetches it and where it shows.

mod inside;
#[cfg(feature = "split")]
#[path = "split.rs"]
mod part;
#[cfg(not(feature = "split"))]
#[path = "whole.rs"]
mod part;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::components::{Button, Kind};
use super::lazy::{Lazy, now};
use super::runs::Runs;
use super::state::AppState;
use super::vault::Vault;
use crate::browser::reload;

/// What the demo is given of the panel.
#[derive(Clone, Copy)]
struct Panel {
    app: AppState,
    vault: Vault,
    runs: Runs,
    lazy: Lazy,
}

/// The demo's part of the module.
#[derive(Clone, Copy)]
pub(super) struct Demo {
    /// Whether it stands; `Some(false)` if it did not arrive.
    stands: RwSignal<Option<bool>>,
}

impl Demo {
    /// Begins to open the demo, in place of everything that a server would be asked for.
    pub(super) fn open(app: AppState, vault: Vault, runs: Runs, lazy: Lazy) -> Self {
        let stands = RwSignal::new(None);
        let owner = Owner::current().unwrap_or_default();
        lazy.prefetch();
        spawn_local(async move {
            stands.set(Some(opened(owner, Panel { app, vault, runs, lazy }).await));
        });
        Self { stands }
    }

    /// Its place beside every page.
    pub(super) fn panel(self) -> AnyView {
        let shown = move || match self.stands.get() {
            Some(true) => now(part::panel()),
            Some(false) => Some(missing()),
            None => None,
        };
        shown.into_any()
    }
}

/// Whether the part arrived and the demo stands.
async fn opened(owner: Owner, panel: Panel) -> bool {
    // What is shown at once later has to be here by then.
    if part::load().await.is_err() {
        return false;
    }
    match part::begin(owner, panel).await {
        Ok(opening) => {
            opening.await;
            true
        }
        Err(_) => false,
    }
}

fn missing() -> AnyView {
    view! {
        <aside class="demo" aria-label="Demo">
            <p role="alert">
                "The demo did not load: the connection broke, or a file on the server is not the one this page was made with."
            </p>
            <Button
                kind=Kind::Primary
                on_press=move |_| {
                    reload::reload();
                }
            >
                "Reload the page"
            </Button>
        </aside>
    }
    .into_any()
}
