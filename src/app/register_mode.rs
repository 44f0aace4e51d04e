//! The panel with a register and without keys, as support staff use it: nothing is offered that needs a key.

use leptos::prelude::*;

use super::components::NavLink;
use super::state::AppState;
use super::vault::{Stands, Vault};
use crate::browser::demo_mode;
use crate::route::Route;

const KEYS: NavLink = NavLink { route: Route::Keys, label: "Keys" };
const LOOK_UP: NavLink = NavLink { route: Route::LookUp, label: "Look up" };

static ALL_PAGES: [NavLink; 5] = [
    KEYS,
    LOOK_UP,
    NavLink { route: Route::Rehearse, label: "Rehearse" },
    NavLink { route: Route::Connections, label: "Connections" },
    NavLink { route: Route::Activity, label: "Activity" },
];

static PAGES_WITHOUT_KEYS: [NavLink; 3] =
    [KEYS, LOOK_UP, NavLink { route: Route::Security, label: "Security" }];

/// Whether the panel is used with a register and without keys.
#[derive(Clone, Copy)]
pub struct RegisterMode {
    on: Memo<bool>,
    /// Whether a register was loaded from a file; the configuration says whether the server has one.
    loaded: RwSignal<bool>,
    /// Whether somebody looks after keys here: said so, or had some. It stays so until the page is left.
    has_key_owner: RwSignal<bool>,
}

impl RegisterMode {
    /// Provides it to everything below.
    pub(super) fn provide(app: AppState, vault: Vault) {
        let (loaded, has_key_owner) = (RwSignal::new(false), RwSignal::new(demo_mode::is_demo()));
        let keys = Memo::new(move |_| {
            app.keys.with(|inventory| !inventory.keys().is_empty() || !inventory.orphans().is_empty())
        });
        Effect::new(move || {
            // A vault in this browser, even one that does not open, means that somebody keeps keys here.
            let vaulted = matches!(
                vault.stands(),
                Stands::Open | Stands::Watching | Stands::Locked | Stands::Unreadable(_)
            );
            if keys.get() || vaulted {
                has_key_owner.set(true);
            }
        });
        let on = Memo::new(move |_| {
            let on_server = app.site.has_register();
            (on_server || loaded.get())
                && !has_key_owner.get()
                && !keys.get()
                && vault.stands() == Stands::MemoryOnly
        });
        provide_context(Self { on, loaded, has_key_owner });
    }

    /// This panel's.
    pub fn here() -> Self {
        expect_context()
    }

    /// Whether there is a register, no key, and nobody who said that they look after keys. Tracked.
    pub fn is_on(self) -> bool {
        self.on.get()
    }

    /// The pages that are offered. Tracked.
    pub fn pages(self) -> &'static [NavLink] {
        if self.is_on() { &PAGES_WITHOUT_KEYS } else { &ALL_PAGES }
    }

    /// A register was loaded from a file.
    pub fn register_loaded(self) {
        self.loaded.set(true);
    }

    /// Somebody looks after keys here: everything is offered from now on.
    pub fn leave(self) {
        self.has_key_owner.set(true);
    }
}

/// Whether a page shows the same with a key and without one.
pub const fn needs_no_key(route: Route) -> bool {
    matches!(route, Route::LookUp | Route::Security | Route::NotFound)
}
