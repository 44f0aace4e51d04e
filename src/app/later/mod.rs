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

use super::components::{Announcer, PageHeading};
use super::missing_file::MissingFile;
use super::runs::Runs;
use super::state::AppState;
use super::vault::Vault;
use crate::route::Route;
use keyturn_wire::config::ConfigFault;

/// How long the first screen has the connection and the processor to itself.
const FIRST: Duration = Duration::from_secs(2);

const MISSING: &str = "This part of the panel did not load";

/// What the part brings.
#[derive(Clone, Copy)]
enum Part {
    Gate,
    LockButton,
    VaultNotices,
    Page(Route),
    RegisterKeys,
    NeedsKeys(Route),
    KeyList,
    CheckAll,
    Dialogs,
}

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
pub(super) struct Later {
    state: RwSignal<State>,
    vault: Vault,
    runs: Runs,
    missing_file: MissingFile,
    owner: StoredValue<Owner>,
}

impl Later {
    /// Known to all pages from now on.
    pub(super) fn provide(vault: Vault, runs: Runs, missing_file: MissingFile) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let later = Self { state: RwSignal::new(State::Away), vault, runs, missing_file, owner };
        provide_context(later);
        later
    }

    /// The part of this panel.
    pub(super) fn here() -> Self {
        expect_context()
    }

    /// Has the part loaded before anybody asks for it, so that no run depends on a download. Whether a part that did
    /// not arrive is asked for again is up to whoever was told so.
    pub(super) fn expect(self) {
        let unless_asked_for = move || {
            if self.state.get_untracked() == State::Away {
                self.load();
            }
        };
        set_timeout(unless_asked_for, FIRST);
    }

    /// Fetches the part, so that it is near when it is to be loaded.
    pub(super) fn fetch(self) {
        spawn_local(async move {
            // Whether it arrives is seen when it is loaded.
            let _ = part::load().await;
        });
    }

    /// Has the part loaded now. Once it is here it looks for a vault, on which all else waits.
    pub(super) fn load(self) {
        if matches!(self.state.get_untracked(), State::Arriving | State::Here) {
            return;
        }
        self.state.set(State::Arriving);
        spawn_local(async move {
            // What the vault watches for, it watches for as long as the panel stands.
            let owner = self.owner.get_value();
            let arrived =
                part::load().await.is_ok() && part::wake(self.vault, self.runs, owner).await.is_ok();
            if !arrived {
                self.missing_file.ask();
            }
            self.state.set(if arrived { State::Here } else { State::Failed });
        });
    }

    /// What stands before everything while a vault is looked for, or is not open.
    pub(super) fn gate(self) -> AnyView {
        let here = move || match self.state.get() {
            State::Here => now(part::view(Part::Gate)),
            State::Failed => Some(view! { <PageHeading title=MISSING/> {self.failed()} }.into_any()),
            State::Away | State::Arriving => Some(whole_page_opening()),
        };
        here.into_any()
    }

    /// The button that locks an open vault, or leads to one.
    pub(super) fn lock_button(self) -> AnyView {
        let here = move || (self.state.get() == State::Here).then(|| now(part::view(Part::LockButton)));
        here.into_any()
    }

    /// What the vault has to say on every page.
    pub(super) fn vault_notices(self) -> AnyView {
        let here = move || (self.state.get() == State::Here).then(|| now(part::view(Part::VaultNotices)));
        here.into_any()
    }

    /// A page of the part, or what stands in its place until it is here.
    pub(super) fn page(self, route: Route) -> AnyView {
        self.whole(Part::Page(route))
    }

    /// The keys, where a register is all there is.
    pub(super) fn register_keys(self) -> AnyView {
        self.whole(Part::RegisterKeys)
    }

    /// What stands in place of a page that needs a key.
    pub(super) fn needs_keys(self, route: Route) -> AnyView {
        self.whole(Part::NeedsKeys(route))
    }

    fn whole(self, page: Part) -> AnyView {
        let here = move || match self.state.get() {
            State::Here => now(part::view(page)),
            State::Failed => Some(view! { <PageHeading title=MISSING/> {self.failed()} }.into_any()),
            state => {
                self.ask(state);
                Some(whole_page_opening())
            }
        };
        here.into_any()
    }

    /// All that is known of the keys.
    pub(super) fn key_list(self) -> AnyView {
        let here = move || match self.state.get() {
            State::Here => now(part::view(Part::KeyList)),
            State::Failed => Some(self.missing()),
            state => Some(self.awaited(state)),
        };
        here.into_any()
    }

    /// The act that asks about every key.
    pub(super) fn check_all(self) -> AnyView {
        let here = move || (self.state.get() == State::Here).then(|| now(part::view(Part::CheckAll)));
        here.into_any()
    }

    /// The dialogs. One that was asked for before it is here is waited for in its place.
    pub(super) fn dialogs(self, app: AppState) -> AnyView {
        let here = move || match self.state.get() {
            State::Here => now(part::view(Part::Dialogs)),
            State::Failed => app.add_key_open.get().then(|| self.missing()),
            state => app.add_key_open.get().then(|| self.awaited(state)),
        };
        here.into_any()
    }

    /// Adds the sandbox's keys from this list and asks about each. A part that does not arrive is a server that does
    /// not answer.
    pub(super) async fn sandbox_keys(
        self,
        app: AppState,
        list: String,
        announcer: Announcer,
    ) -> Result<(), ConfigFault> {
        let job = part::sandbox_keys(app, list, announcer).await.map_err(|_| ConfigFault::Missing(None))?;
        self.load();
        job.await
    }

    fn awaited(self, state: State) -> AnyView {
        self.ask(state);
        opening()
    }

    fn ask(self, state: State) {
        if state == State::Away {
            self.load();
        }
    }

    fn missing(self) -> AnyView {
        view! { <h2>{MISSING}</h2> {self.failed()} }.into_any()
    }

    fn failed(self) -> AnyView {
        self.missing_file.in_place(move || self.load())
    }
}

/// What a part that is here answers at once.
pub(super) fn now<E>(view: impl Future<Output = Result<AnyView, E>>) -> Option<AnyView> {
    match pin!(view).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(view) => view.ok(),
        Poll::Pending => None,
    }
}

/// A page has a heading at any moment: it is how people who hear the page find their way.
fn whole_page_opening() -> AnyView {
    view! { <h1 class="visually-hidden">"Opening"</h1> {opening()} }.into_any()
}

fn opening() -> AnyView {
    view! { <p class="soft" role="status">"Opening…"</p> }.into_any()
}
