//! Loads the second part of the module, which brings what the first screen does without.
//!
//! What the part brings is built in `second_part`, which stands above all pages; here they ask for it.

mod views;

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::components::Announcer;
use super::missing_file::MissingFile;
use super::runs::Runs;
use super::state::AppState;
use super::vault::Vault;
use crate::route::Route;
use keyturn_wire::config::ConfigFault;

/// How long the first screen has the connection and the processor to itself.
const FIRST: Duration = Duration::from_secs(2);

/// A view that the part brings.
#[derive(Clone, Copy)]
pub(super) enum LazyView {
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

/// Whether the part arrived.
pub(super) type Arrived = Pin<Box<dyn Future<Output = bool>>>;

/// Something that takes its time, and may not succeed.
pub(super) type Job = Pin<Box<dyn Future<Output = Result<(), ConfigFault>>>>;

/// The way into the part. Pages need what it brings and it is made of pages, so it is handed in from above.
#[derive(Clone, Copy)]
pub(super) struct SecondPart {
    /// Fetches it.
    pub(super) fetch: fn() -> Arrived,
    /// Starts what runs beside all pages, under an owner that outlives them.
    pub(super) start: fn(Vault, Runs, Owner) -> Arrived,
    /// Builds a view, once it is here.
    pub(super) view: fn(LazyView) -> Option<AnyView>,
    /// Adds the sandbox's keys from a list and asks about each.
    pub(super) add_sandbox_keys: fn(AppState, String, Announcer) -> Job,
}

/// How far the part has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loading {
    NotAsked,
    Arriving,
    Here,
    Failed,
}

/// Loads the second part of the module.
#[derive(Clone, Copy)]
pub(super) struct Lazy {
    part: SecondPart,
    loading: RwSignal<Loading>,
    vault: Vault,
    runs: Runs,
    missing_file: MissingFile,
    owner: StoredValue<Owner>,
}

impl Lazy {
    /// Provides it to everything below.
    pub(super) fn provide(part: SecondPart, vault: Vault, runs: Runs, missing_file: MissingFile) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let lazy = Self { part, loading: RwSignal::new(Loading::NotAsked), vault, runs, missing_file, owner };
        provide_context(lazy);
        lazy
    }

    /// The loader of this panel.
    pub(super) fn here() -> Self {
        expect_context()
    }

    /// Loads the part before anybody asks for it, so that no run depends on a download. Whether a part that did not
    /// arrive is asked for again is up to whoever was told so.
    pub(super) fn load_soon(self) {
        set_timeout(move || self.load_unless_asked(), FIRST);
    }

    /// Fetches the part, so that it is in the browser's cache when it is loaded.
    pub(super) fn prefetch(self) {
        spawn_local(async move {
            // Whether it arrives is seen when it is loaded.
            let _ = (self.part.fetch)().await;
        });
    }

    /// Loads the part now. Once it is here it looks for a vault, on which all else waits.
    pub(super) fn load(self) {
        if matches!(self.loading.get_untracked(), Loading::Arriving | Loading::Here) {
            return;
        }
        self.loading.set(Loading::Arriving);
        spawn_local(async move {
            // What the vault watches for, it watches for as long as the panel stands.
            let owner = self.owner.get_value();
            let arrived = (self.part.fetch)().await && (self.part.start)(self.vault, self.runs, owner).await;
            if !arrived {
                self.missing_file.ask();
            }
            self.loading.set(if arrived { Loading::Here } else { Loading::Failed });
        });
    }

    /// Adds the sandbox's keys from this list and asks about each.
    pub(super) async fn add_sandbox_keys(
        self,
        app: AppState,
        list: String,
        announcer: Announcer,
    ) -> Result<(), ConfigFault> {
        // A part that does not arrive is a server that does not answer.
        if !(self.part.fetch)().await {
            return Err(ConfigFault::Missing(None));
        }
        self.load();
        (self.part.add_sandbox_keys)(app, list, announcer).await
    }

    fn load_unless_asked(self) {
        if self.loading.get_untracked() == Loading::NotAsked {
            self.load();
        }
    }
}

/// What a part that is here answers at once.
pub(super) fn now<E>(view: impl Future<Output = Result<AnyView, E>>) -> Option<AnyView> {
    match pin!(view).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(view) => view.ok(),
        Poll::Pending => None,
    }
}
