//! The state that all pages share: keys, site, vendors, activity, checks. Signals are private to the file that writes
//! them; pages read them through its methods and change them through its verbs.

mod activity;
mod check_key;
mod checks;
mod keys;
mod site;
mod unsaved_reply;
mod update_key;
mod vendor_client;

use leptos::prelude::*;

pub use activity::{Activity, ActivityLine};
pub use checks::{Checks, Sweep};
pub use keys::Keys;
pub use site::{Site, SiteState};
pub use unsaved_reply::{AwaitedReply, SaveKeys};
pub use vendor_client::{CallResult, Parking, RawReply, Transport, VendorClient};

/// The state that all pages share. Copies are handles to the same signals.
#[derive(Clone, Copy)]
pub struct AppState {
    /// The keys.
    pub keys: Keys,
    /// What the page knows of its own server, and the present.
    pub site: Site,
    /// Makes calls to vendors.
    pub vendors: VendorClient,
    /// What happened.
    pub activity: Activity,
    /// Questions about keys that are under way, or that brought no answer.
    pub checks: Checks,
    /// Whether the dialog for a new key is open.
    pub add_key_open: RwSignal<bool>,
}

impl AppState {
    /// Provides it to everything below.
    pub(super) fn provide() -> Self {
        let site = Site::new();
        let (keys, vendors, activity) = (Keys::new(site), VendorClient::new(site), Activity::new());
        let checks = Checks::new(keys, site, vendors, activity);
        let app = Self { keys, site, vendors, activity, checks, add_key_open: RwSignal::new(false) };
        provide_context(app);
        app
    }

    /// The state of this panel.
    pub fn here() -> Self {
        expect_context()
    }

    /// What the vendors and the operator call the keys, products and connections here, and the masks of the keys.
    /// Tracked.
    pub(super) fn names(self) -> Vec<String> {
        let mut names = self.keys.names();
        names.extend(self.site.connections().into_iter().map(|connection| connection.label));
        names
    }
}
