//! Making a vault, opening one, destroying one.

use std::rc::Rc;

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::fault::Fault;
use super::found::{Found, find};
use super::opened::{Opened, chance, lock_name, settle_in};
use super::{Stands, Vault, lock};
use crate::app::desk::Logged;
use crate::browser::derive::derive;
use crate::browser::entropy::once_id;
use crate::browser::idle::Idle;
use crate::browser::locks::{self, LockGuard};
use crate::browser::notices::Notice;
use crate::browser::store::{Store, StoreFault};
use crate::browser::{persistence, reload};
use crate::vault::header::Header;
use crate::vault::passphrase::{Kdf, long_enough};
use crate::vault::seal::DataKey;

impl Vault {
    /// Makes a vault around what the panel has now.
    pub(super) async fn create(self, passphrase: Zeroizing<String>) -> Result<(), Fault> {
        long_enough(&passphrase)?;
        let store = Store::open().await?;
        if store.header().await?.is_some() {
            return Err(StoreFault::Taken.into());
        }
        let kdf = Kdf::new(*chance()?);
        let key = derive(&kdf, &passphrase).await?;
        let (header, master) =
            Header::create(once_id(), kdf, &key, DataKey::new(chance()?), *chance::<24>()?);
        let lock = self.claim(false).await?;
        store.put_header(None, &header.write()).await?;
        let home = match settle_in(&store, &master).await {
            Ok(home) => home,
            Err(fault) => return Err(taken_back(store, fault).await),
        };
        let opened = Opened { store, master, home, _lock: lock };
        let rest = self.rest.get_untracked();
        let kept = self
            .desk
            .inventory
            .with_untracked(|inventory| opened.sealed(inventory, &rest, self.desk.moment()));
        let kept = match kept {
            Ok(sealed) => opened.put(sealed).await,
            Err(fault) => Err(fault),
        };
        if let Err(fault) = kept {
            return Err(taken_back(opened.store, fault).await);
        }
        self.open(opened);
        persistence::ask().await;
        Ok(())
    }

    /// Opens the vault. `take_over` takes it from another tab that has it open.
    pub(super) async fn unlock(self, passphrase: Zeroizing<String>, take_over: bool) -> Result<(), Fault> {
        let store = Store::open().await?;
        let text = store.header().await?.ok_or(StoreFault::Gone)?;
        let header = Header::read(&text)?;
        if !take_over && locks::is_held(&lock_name()).await? {
            return Err(Fault::Elsewhere);
        }
        let key = derive(&header.kdf, &passphrase).await?;
        drop(passphrase);
        let master = header.open(&key)?;
        let lock = self.claim(take_over).await?;
        let Found { home, inventory, rest, runs, unreadable } = find(&store, &master).await?;
        for line in &rest.evidence {
            let (subject, entry) = line.entry();
            self.desk.activity.update(|lines| lines.push(Logged { run: None, subject, entry }));
        }
        self.desk.inventory.set(inventory);
        self.rest.set(rest);
        self.unreadable.set(unreadable);
        self.found.set_value(runs);
        self.open(Opened { store, master, home, _lock: lock });
        Ok(())
    }

    async fn claim(self, take_over: bool) -> Result<LockGuard, Fault> {
        let stolen = move || lock::lock(self, false);
        if take_over {
            return Ok(locks::steal(&lock_name(), stolen).await?);
        }
        locks::take(&lock_name(), stolen).await?.ok_or(Fault::Elsewhere)
    }

    fn open(self, opened: Opened) {
        self.opened.set_value(Some(Rc::new(opened)));
        self.idle.set_value(Idle::watch());
        self.stands.set(Stands::Open);
    }

    /// Goes on without the vault, which stays as it is.
    pub(super) fn do_without(self) {
        self.stands.set(Stands::MemoryOnly);
    }

    /// Destroys the vault and all that is in it.
    pub(super) async fn destroy(self) -> Result<(), Fault> {
        let mine = self.opened.try_update_value(Option::take).flatten();
        self.stands.set(Stands::Leaving);
        drop(mine);
        let gone = Store::open().await?.destroy().await;
        self.tell(Notice::Locked);
        gone?;
        reload::reload();
        Ok(())
    }
}

/// A vault that was not made to its end holds nothing yet.
async fn taken_back(store: Store, fault: Fault) -> Fault {
    // If this fails too, the next attempt says what stands there.
    let _ = store.destroy().await;
    fault
}
