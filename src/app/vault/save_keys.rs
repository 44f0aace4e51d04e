//! Keeping the keys: sealed after every change.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::open_vault::sealed;
use super::{Journal, Stands, Vault, VaultAccessError};
use crate::route::RunId;
use keyturn_vault::snapshot::StoredLine;

/// Milliseconds between two looks at whether the writing before is done.
const LOOK: u32 = 5;

impl Vault {
    /// Seals the keys whenever they, or what is kept beside them, have changed.
    pub(in crate::app) fn save_keys_on_change(self) {
        Effect::new(move || {
            self.app.keys.track();
            self.rest.track();
            if self.stands.get() == Stands::Open {
                spawn_local(async move {
                    // Whatever stands in the way is said on every page.
                    let _ = self.save_keys().await;
                });
            }
        });
    }

    /// Seals the keys as they are now, one writing at a time.
    pub(in crate::app) async fn save_keys(self) -> Result<(), VaultAccessError> {
        while self.sealing.get_value() {
            TimeoutFuture::new(LOOK).await;
        }
        let Some(opened) = self.opened() else { return Ok(()) };
        self.sealing.set_value(true);
        let rest = self.rest.get_untracked();
        let now = self.app.site.moment();
        let sealed = self
            .app
            .keys
            .with_untracked(|inventory| sealed(&opened.master, opened.home, (inventory, &rest), now));
        let kept = match sealed {
            Ok(sealed) => opened.store.replace(&sealed, opened.home.1).await.map_err(VaultAccessError::from),
            Err(fault) => Err(fault),
        };
        self.sealing.set_value(false);
        if kept.is_ok() {
            self.app.keys.are_saved();
            self.changed();
        }
        self.unkept.set(kept.as_ref().err().map(VaultAccessError::words));
        kept
    }

    /// Waits until nothing is being written, or for so many milliseconds.
    pub(in crate::app) async fn wait_at_most(self, millis: u32) {
        for _ in 0..millis / LOOK {
            if !self.sealing.get_value() {
                return;
            }
            TimeoutFuture::new(LOOK).await;
        }
    }

    /// A run is over, and the keys have learnt its outcome. Its journal goes once they are sealed.
    pub(in crate::app) fn settled(self, journal: Rc<Journal>, run: RunId) {
        let set = journal.set();
        let lines: Vec<StoredLine> = self.app.activity.with_untracked(|lines| {
            let of_run = lines.iter().filter(|line| line.run == Some(run));
            of_run.map(|line| StoredLine::encode(&line.subject, &line.entry)).collect()
        });
        self.rest.update(|rest| rest.settle(set, lines));
        spawn_local(async move {
            // A journal that could not be erased is erased when the vault is next unlocked.
            if self.save_keys().await.is_ok() && journal.erase().await.is_ok() {
                self.rest.update(|rest| rest.settled.retain(|settled| *settled != set));
                self.changed();
            }
        });
    }
}
