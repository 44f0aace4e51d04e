//! A tab beside the one that has the vault open: it shows everything as it changes, and can change nothing.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::state::ActivityLine;
use crate::app::vault::open_vault::WatchedVault;
use crate::app::vault::{Stands, Vault, VaultAccessError};
use keyturn_domain::inventory::Inventory;
use keyturn_vault::load;
use keyturn_vault::snapshot::Bookkeeping;

impl Vault {
    /// Shows what another tab works with.
    pub(super) async fn watch(self, watched: WatchedVault) -> Result<(), VaultAccessError> {
        self.look(&watched).await?;
        self.watched.set_value(Some(Rc::new(watched)));
        self.app.vendors.set_read_only(true);
        self.begin_watch();
        self.stands.set(Stands::Watching);
        Ok(())
    }

    /// Something has changed in the vault. Looks again, one look at a time.
    pub(super) fn look_again(self) {
        let Some(watched) = self.watched.with_value(Clone::clone) else { return };
        self.stale.set_value(true);
        if self.looking.try_update_value(|looking| std::mem::replace(looking, true)) != Some(false) {
            return;
        }
        spawn_local(async move {
            // What changes while one looks is looked at once more.
            while self.stale.try_update_value(std::mem::take) == Some(true)
                && self.stands.get_untracked() == Stands::Watching
            {
                if let Err(fault) = self.look(&watched).await {
                    self.stands.set(Stands::Unreadable(fault.words()));
                }
            }
            self.looking.set_value(false);
        });
    }

    async fn look(self, watched: &WatchedVault) -> Result<(), VaultAccessError> {
        let stored = watched.store.all().await?;
        let contents = load::read(&watched.master, &stored.sets)?;
        self.unreadable.set(crate::app::vault::load::unreadable(&contents, &stored));
        self.show_keys(contents.inventory, contents.rest);
        self.seen.set_value(contents.runs);
        self.looked.update(|looked| *looked += 1);
        Ok(())
    }

    /// The keys and what is kept beside them, as they were read.
    pub(super) fn show_keys(self, inventory: Inventory, rest: Bookkeeping) {
        let lines = rest.evidence.iter().map(|line| {
            let (subject, entry) = line.decode();
            ActivityLine { run: None, subject, entry }
        });
        self.app.activity.replace(lines.collect());
        self.app.keys.replace(inventory);
        self.rest.set(rest);
    }
}
