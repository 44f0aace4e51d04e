//! What the first screen does without: a second part of the module, which arrives once that screen stands.
//!
//! `cargo xtask build` cuts the part off (feature `split`). In any other build it is there from the start.

mod build;
#[cfg(feature = "split")]
#[path = "split.rs"]
mod part;
#[cfg(not(feature = "split"))]
#[path = "whole.rs"]
mod part;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::components::{Button, Kind, PageHeading};
use super::desk::Desk;
use super::place::Page;

/// How long the first screen has the connection and the processor to itself.
const FIRST: Duration = Duration::from_millis(300);

const MISSING: &str = "This part of the panel did not load";

/// How far the part has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Away,
    Arriving,
    Here,
    Failed,
}

/// The second part of the module.
#[derive(Clone, Copy)]
pub(super) struct Later(RwSignal<State>);

impl Later {
    /// Known to all pages from now on.
    pub(super) fn provide() -> Self {
        let later = Self(RwSignal::new(State::Away));
        provide_context(later);
        later
    }

    /// Has the part loaded before anybody asks for it, so that no run depends on a download.
    pub(super) fn expect(self) {
        set_timeout(move || self.load(), FIRST);
    }

    fn load(self) {
        if matches!(self.0.get_untracked(), State::Arriving | State::Here) {
            return;
        }
        self.0.set(State::Arriving);
        spawn_local(async move {
            let arrived = part::load().await.is_ok();
            self.0.set(if arrived { State::Here } else { State::Failed });
        });
    }

    /// A page of the part, or what stands in its place until it is here.
    pub(super) fn page(self, page: Page) -> AnyView {
        let here = move || match self.0.get() {
            State::Here => now(part::page(page)),
            State::Failed => Some(view! { <PageHeading title=MISSING/> {self.failed()} }.into_any()),
            state => Some(self.awaited(state)),
        };
        here.into_any()
    }

    /// The dialogs. One that was asked for before it is here is waited for in its place.
    pub(super) fn dialogs(self, desk: Desk) -> AnyView {
        let here = move || match self.0.get() {
            State::Here => now(part::dialogs()),
            State::Failed => desk.adding.get().then(|| self.failed()),
            state => desk.adding.get().then(|| self.awaited(state)),
        };
        here.into_any()
    }

    fn awaited(self, state: State) -> AnyView {
        if state == State::Away {
            self.load();
        }
        view! { <p class="soft" role="status">"Opening…"</p> }.into_any()
    }

    fn failed(self) -> AnyView {
        view! {
            <p role="alert">
                {MISSING}
                ". The connection to the panel's own server broke, or a file there is not the one this page was made with. "
                "Your keys and open runs are still here: do not reload this page. Nothing was sent to any vendor."
            </p>
            <div class="actions">
                <Button kind=Kind::Primary on_press=move |_| self.load()>"Try again"</Button>
            </div>
        }
        .into_any()
    }
}

/// What a part that is here answers at once.
fn now<E>(view: impl Future<Output = Result<AnyView, E>>) -> Option<AnyView> {
    match pin!(view).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(view) => view.ok(),
        Poll::Pending => None,
    }
}
