//! The vault as the panel has it: what is stored, how it is sealed, and who may write. It knows neither runs nor screens;
//! these are built on it (`runs/`, `unlock/`).

pub(in crate::app) mod detect;
mod error;
mod journal;
pub(in crate::app) mod load;
pub(in crate::app) mod open_vault;
mod save_keys;

use std::rc::Rc;

use leptos::prelude::*;
use uuid::Uuid;

pub use error::VaultAccessError;
pub use journal::{Journal, Recorder, reply_key};

use super::components::SecretClipboard;
use super::state::AppState;
use crate::browser::idle::Idle;
use crate::browser::tab_channel::{TabChannel, TabMessage};
use keyturn_domain::explain::Explanation;
use keyturn_vault::entry::Began;
use keyturn_vault::load::FoundRun;
use keyturn_vault::snapshot::Bookkeeping;
use open_vault::{OpenVault, WatchedVault};

/// How the vault stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// The storage is being looked at.
    Looking,
    /// There is none, or the operator goes on without it: keys live in this page's memory only.
    MemoryOnly,
    /// There is one, and it is locked.
    Locked,
    /// There may be one, and it cannot be opened.
    Unreadable(Explanation),
    /// It is open in this tab.
    Open,
    /// It is open in another tab, and this one shows what happens there.
    Watching,
    /// It was open, and an answer that only this page can hear is still to be written.
    HearingOut,
    /// It was open and the page is about to be loaded anew.
    Leaving,
}

impl Stands {
    /// Whether the panel may be used.
    pub fn lets_in(&self) -> bool {
        matches!(self, Self::Open | Self::Watching | Self::MemoryOnly)
    }
}

/// What the vault asks of the runs, which are built on it.
pub(in crate::app) trait OpenRuns {
    /// Whether this page may go without losing a reply that nobody else keeps.
    fn are_heard_out(&self) -> bool;
    /// Forgets all runs, because the vault that is being opened brings its own.
    fn clear(&self);
}

/// A stored journal that cannot be gone on with, by its set, and why.
pub type Unreadable = (Uuid, Explanation);

/// The vault. A copy is as good as the original.
#[derive(Clone, Copy)]
pub struct Vault {
    pub(in crate::app) stands: RwSignal<Stands>,
    pub(in crate::app) opened: StoredValue<Option<Rc<OpenVault>>, LocalStorage>,
    pub(in crate::app) rest: RwSignal<Bookkeeping>,
    /// Runs to be taken up, each with the number that this tab writes its journal with.
    pub(in crate::app) found: StoredValue<Vec<(FoundRun, u64)>, LocalStorage>,
    pub(in crate::app) watched: StoredValue<Option<Rc<WatchedVault>>, LocalStorage>,
    /// The runs of the tab that is watched, as they were last seen.
    pub(in crate::app) seen: StoredValue<Vec<FoundRun>, LocalStorage>,
    pub(in crate::app) looked: RwSignal<u32>,
    pub(in crate::app) looking: StoredValue<bool>,
    pub(in crate::app) stale: StoredValue<bool>,
    pub(in crate::app) unreadable: RwSignal<Vec<Unreadable>>,
    /// Why the keys as they are now are not in the vault.
    pub(in crate::app) unkept: RwSignal<Option<Explanation>>,
    pub(in crate::app) sealing: StoredValue<bool>,
    pub(in crate::app) channel: StoredValue<Option<TabChannel>, LocalStorage>,
    pub(in crate::app) idle: StoredValue<Option<Idle>, LocalStorage>,
    pub(in crate::app) clipboard: StoredValue<Option<SecretClipboard>>,
    /// Whether another tab changed the passphrase since this page was loaded.
    pub(in crate::app) renewed: RwSignal<bool>,
    /// The runs, once they are there.
    pub(in crate::app) runs: StoredValue<Option<Rc<dyn OpenRuns>>, LocalStorage>,
    pub(in crate::app) app: AppState,
}

impl Vault {
    /// Provides it to everything below. Nothing is looked for until [`Self::wake`].
    pub fn provide(app: AppState) -> Self {
        let vault = Self {
            stands: RwSignal::new(Stands::Looking),
            opened: StoredValue::new_local(None),
            rest: RwSignal::default(),
            found: StoredValue::new_local(Vec::new()),
            watched: StoredValue::new_local(None),
            seen: StoredValue::new_local(Vec::new()),
            looked: RwSignal::default(),
            looking: StoredValue::new(false),
            stale: StoredValue::new(false),
            unreadable: RwSignal::default(),
            unkept: RwSignal::default(),
            sealing: StoredValue::new(false),
            channel: StoredValue::new_local(None),
            idle: StoredValue::new_local(None),
            clipboard: StoredValue::new(None),
            renewed: RwSignal::default(),
            runs: StoredValue::new_local(None),
            app,
        };
        provide_context(vault);
        vault
    }

    /// There is certainly none in this browser.
    pub fn is_absent(self) {
        self.stands.set(Stands::MemoryOnly);
    }

    /// The panel's vault.
    pub fn here() -> Self {
        expect_context()
    }

    /// How it stands. Tracked.
    pub fn stands(self) -> Stands {
        self.stands.get()
    }

    /// Whether keys and runs are kept in it. Tracked.
    pub fn is_open(self) -> bool {
        self.stands.with(|stands| *stands == Stands::Open)
    }

    /// Whether it is only looked into, while another tab works with it. Tracked.
    pub fn is_watching(self) -> bool {
        self.stands.with(|stands| *stands == Stands::Watching)
    }

    pub(in crate::app) fn is_watching_untracked(self) -> bool {
        self.stands.with_untracked(|stands| *stands == Stands::Watching)
    }

    pub(in crate::app) fn is_open_untracked(self) -> bool {
        self.stands.with_untracked(|stands| *stands == Stands::Open)
    }

    /// Whether the keys as they are now could not be sealed. Tracked.
    pub(in crate::app) fn has_unkept_keys(self) -> bool {
        self.unkept.with(Option::is_some)
    }

    /// Whether this page holds anything that locking takes away.
    pub(in crate::app) fn is_unlocked(self) -> bool {
        self.stands.with_untracked(|stands| matches!(stands, Stands::Open | Stands::Watching))
    }

    /// Where the entries of a run that begins like this go; nowhere without an open vault.
    pub fn recorder(self, began: Began) -> Option<Recorder> {
        Some(Recorder::fresh(self.opened()?, began))
    }

    pub(in crate::app) fn opened(self) -> Option<Rc<OpenVault>> {
        self.opened.with_value(Clone::clone)
    }

    /// Something was written: who watches looks again.
    pub fn changed(self) {
        self.tell(TabMessage::Changed);
    }

    pub(in crate::app) fn tell(self, message: TabMessage) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.post(message);
            }
        });
    }
}
