//! What is built on the vault and the runs: opening, locking and watching the vault, taking up its runs, and its screens.

mod change;
mod damaged;
mod export;
mod gate;
mod handover;
pub mod idle_lock;
mod import;
mod lifecycle;
pub mod lock;
mod new_passphrase;
mod resume;
mod salvage;
pub mod settings;
pub mod unlock_button;
mod watch;
mod write_blocked;

use std::rc::Rc;

use leptos::prelude::*;

pub use gate::gate;
pub use handover::handover;
pub use idle_lock::VaultNotices;
pub use lock::LockButton;
pub use settings::VaultCard;
pub use unlock_button::UnlockButton;
pub use write_blocked::write_blocked;

use super::runs::Runs;
use super::vault::{OpenRuns, Vault, detect};
use crate::browser::tab_channel::{TabChannel, TabMessage};

impl OpenRuns for Runs {
    fn are_heard_out(&self) -> bool {
        Runs::are_heard_out(*self)
    }

    fn clear(&self) {
        Runs::clear(*self);
    }
}

impl Vault {
    /// Looks for a vault, and from now on keeps what is to be kept and takes up what was left.
    pub fn wake(self, runs: Runs) {
        self.runs.set_value(Some(Rc::new(runs)));
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
}
