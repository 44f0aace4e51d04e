//! Support staff: what is known of the keys comes from a register, and nothing is offered that needs a key.

use leptos::prelude::*;

use super::components::NavLink;
use super::state::AppState;
use super::vault::{Stands, Vault};
use crate::browser::realm;
use crate::route::Route;

const KEYS: NavLink = NavLink { route: Route::Keys, label: "Keys" };
const LOOK_UP: NavLink = NavLink { route: Route::LookUp, label: "Look up" };

static ALL: [NavLink; 5] = [
    KEYS,
    LOOK_UP,
    NavLink { route: Route::Rehearse, label: "Rehearse" },
    NavLink { route: Route::Connections, label: "Connections" },
    NavLink { route: Route::Activity, label: "Activity" },
];

static WITHOUT_KEYS: [NavLink; 3] = [KEYS, LOOK_UP, NavLink { route: Route::Security, label: "Security" }];

/// Whether the panel is used with a register and without keys.
#[derive(Clone, Copy)]
pub struct Support {
    on: Memo<bool>,
    /// Whether a register came out of a file; one beside the configuration is known from that.
    loaded: RwSignal<bool>,
    /// Whether somebody looks after keys here: said so, or had some. It stays so until the page is left.
    keeper: RwSignal<bool>,
}

impl Support {
    /// Known to all pages from now on.
    pub(super) fn provide(app: AppState, vault: Vault) {
        let (loaded, keeper) = (RwSignal::new(false), RwSignal::new(realm::is_demo()));
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
                keeper.set(true);
            }
        });
        let on = Memo::new(move |_| {
            let beside = app.site.has_register();
            (beside || loaded.get()) && !keeper.get() && !keys.get() && vault.stands() == Stands::MemoryOnly
        });
        provide_context(Self { on, loaded, keeper });
    }

    /// The panel's.
    pub fn here() -> Self {
        expect_context()
    }

    /// Whether there is a register, no key, and nobody who said that they look after keys. Tracked.
    pub fn is_on(self) -> bool {
        self.on.get()
    }

    /// The pages that are offered. Tracked.
    pub fn pages(self) -> &'static [NavLink] {
        if self.is_on() { &WITHOUT_KEYS } else { &ALL }
    }

    /// A register came out of a file.
    pub fn register_came(self) {
        self.loaded.set(true);
    }

    /// Somebody looks after keys here: everything is offered from now on.
    pub fn end(self) {
        self.keeper.set(true);
    }
}

/// Whether a page shows the same with a key and without one.
pub const fn needs_no_key(route: Route) -> bool {
    matches!(route, Route::LookUp | Route::Security | Route::NotFound)
}
