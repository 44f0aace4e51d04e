//! The vault as the panel has it: not there, locked, or open.

mod change;
mod damaged;
mod detect;
mod error;
mod export;
mod gate;
mod handover;
pub mod idle_lock;
mod import;
mod journal;
mod load;
pub mod lock;
mod new_passphrase;
mod open_vault;
mod resume;
mod salvage;
mod save_keys;
pub mod settings;
mod unlock;
pub mod unlock_button;
mod watch;
mod write_blocked;

use std::rc::Rc;

use leptos::prelude::*;
use uuid::Uuid;

pub use error::VaultAccessError;
pub use gate::gate;
pub use handover::handover;
pub use idle_lock::VaultNotices;
pub use journal::{Journal, Recorder, reply_key};
pub use lock::LockButton;
pub use settings::VaultCard;
pub use unlock_button::UnlockButton;
pub use write_blocked::write_blocked;

use super::components::SecretClipboard;
use super::runs::Runs;
use super::state::AppState;
use crate::browser::idle::Idle;
use crate::browser::tab_channel::{TabChannel, TabMessage};
use keyturn_domain::explain::Explanation;
use keyturn_vault::contents::FoundRun;
use keyturn_vault::entry::Began;
use keyturn_vault::kept::Rest;
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

/// A stored journal that cannot be gone on with, by its set, and why.
pub type Unreadable = (Uuid, Explanation);

/// The vault. A copy is as good as the original.
#[derive(Clone, Copy)]
pub struct Vault {
    stands: RwSignal<Stands>,
    opened: StoredValue<Option<Rc<OpenVault>>, LocalStorage>,
    rest: RwSignal<Rest>,
    /// Runs to be taken up, each with the number that this tab writes its journal with.
    found: StoredValue<Vec<(FoundRun, u64)>, LocalStorage>,
    watched: StoredValue<Option<Rc<WatchedVault>>, LocalStorage>,
    /// The runs of the tab that is watched, as they were last seen.
    seen: StoredValue<Vec<FoundRun>, LocalStorage>,
    looked: RwSignal<u32>,
    looking: StoredValue<bool>,
    stale: StoredValue<bool>,
    unreadable: RwSignal<Vec<Unreadable>>,
    /// Why the keys as they are now are not in the vault.
    unkept: RwSignal<Option<Explanation>>,
    sealing: StoredValue<bool>,
    channel: StoredValue<Option<TabChannel>, LocalStorage>,
    idle: StoredValue<Option<Idle>, LocalStorage>,
    clipboard: StoredValue<Option<SecretClipboard>>,
    /// Whether another tab changed the passphrase since this page was loaded.
    renewed: RwSignal<bool>,
    runs: StoredValue<Option<Runs>>,
    app: AppState,
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
            runs: StoredValue::new(None),
            app,
        };
        provide_context(vault);
        vault
    }

    /// There is certainly none in this browser.
    pub fn is_absent(self) {
        self.stands.set(Stands::MemoryOnly);
    }

    /// Looks for a vault, and from now on keeps what is to be kept and takes up what was left.
    pub fn wake(self, runs: Runs) {
        self.runs.set_value(Some(runs));
        self.listen();
        lock::watch_leaving(self);
        self.app.keys.save_with(Rc::new(move || {
            // Whatever stands in the way is said on every page, and the keys are held in memory.
            Box::pin(async move { self.save_keys().await.is_ok() })
        }));
        self.save_keys_on_change();
        self.resume_runs(runs);
        detect::look(self);
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

    fn is_watching_untracked(self) -> bool {
        self.stands.with_untracked(|stands| *stands == Stands::Watching)
    }

    fn is_open_untracked(self) -> bool {
        self.stands.with_untracked(|stands| *stands == Stands::Open)
    }

    /// Whether the keys as they are now could not be sealed. Tracked.
    pub(super) fn has_unkept_keys(self) -> bool {
        self.unkept.with(Option::is_some)
    }

    /// Whether this page holds anything that locking takes away.
    fn is_unlocked(self) -> bool {
        self.stands.with_untracked(|stands| matches!(stands, Stands::Open | Stands::Watching))
    }

    /// Where the entries of a run that begins like this go; nowhere without an open vault.
    pub fn recorder(self, began: Began) -> Option<Recorder> {
        Some(Recorder::fresh(self.opened()?, began))
    }

    fn opened(self) -> Option<Rc<OpenVault>> {
        self.opened.with_value(Clone::clone)
    }

    /// Something was written: who watches looks again.
    pub fn changed(self) {
        self.tell(TabMessage::Changed);
    }

    fn listen(self) {
        let hear = move |message| match message {
            TabMessage::Locked => lock::lock(self, false),
            TabMessage::Changed => self.look_again(),
            TabMessage::Touched => self.idle.with_value(|idle| {
                if let Some(idle) = idle {
                    idle.touch();
                }
            }),
            TabMessage::PassphraseChanged => self.renewed.set(true),
        };
        self.channel.set_value(TabChannel::listen(hear));
    }

    fn tell(self, message: TabMessage) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.post(message);
            }
        });
    }
}
