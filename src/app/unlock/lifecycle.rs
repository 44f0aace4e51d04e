//! Making a vault, opening one, destroying one.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use zeroize::Zeroizing;

use super::lock;
use crate::app::vault::VaultAccessError;
use crate::app::vault::load::own;
use crate::app::vault::open_vault::{OpenVault, WatchedVault, lock_name, random_or_error, sealed};
use crate::app::vault::{Stands, Vault};
use crate::browser::derive::derive;
use crate::browser::idle::Idle;
use crate::browser::indexed_db::{Store, StoreError};
use crate::browser::locks::{self, LockGuard};
use crate::browser::random::random_uuid;
use crate::browser::tab_channel::TabMessage;
use crate::browser::{clock, persistence, reload};
use keyturn_vault::error::VaultError;
use keyturn_vault::header::{Header, Master};
use keyturn_vault::passphrase::Kdf;
use keyturn_vault::seal::DataKey;
use keyturn_vault::strength::acceptable;

impl Vault {
    /// Makes a vault around what the panel has now.
    pub(super) async fn create(self, passphrase: Zeroizing<String>) -> Result<(), VaultAccessError> {
        acceptable(&passphrase)?;
        let store = Store::open().await?;
        let kdf = Kdf::new(*random_or_error()?);
        let key = derive(&kdf, &passphrase).await?;
        let (header, master) = Header::create(
            random_uuid(),
            kdf,
            &key,
            DataKey::new(random_or_error()?),
            *random_or_error::<24>()?,
        );
        let lock = self.claim().await?.ok_or(VaultAccessError::Elsewhere)?;
        let (home, rest, now) = (random_uuid(), self.rest.get_untracked(), self.app.site.moment());
        let keys =
            self.app.keys.with_untracked(|inventory| sealed(&master, (home, 0), (inventory, &rest), now))?;
        store.found(&header.write(), &[(keys, 0)]).await?;
        let home = (home, store.take_over(home, 0).await?);
        self.open(OpenVault { store, master, home, _lock: lock });
        persistence::request().await;
        Ok(())
    }

    /// Opens the vault, or looks into it where another tab has it open. One that must not be opened is said to be so,
    /// and left as it is.
    pub(super) async fn unlock(self, passphrase: Zeroizing<String>) -> Result<(), VaultAccessError> {
        let store = Store::open().await?;
        let text = store.header().await?.ok_or(StoreError::Gone)?;
        let header = Header::read(&text)?;
        let key = derive(&header.kdf, &passphrase).await?;
        drop(passphrase);
        let master = header.open(&key)?;
        let opened = match self.claim().await? {
            Some(lock) => self.owned(store, master, lock).await,
            None => self.watch(WatchedVault { store, master }).await,
        };
        self.refused(opened)
    }

    /// Takes the vault away from the tab that has it open, which is locked by that. An answer that only that tab can
    /// hear is waited for, until `enough`.
    pub(super) async fn take_over(self, enough: impl Fn() -> bool) -> Result<(), VaultAccessError> {
        let watched = self.watched.with_value(Clone::clone).ok_or(StoreError::Gone)?;
        let end = clock::millis() + lock::LONGEST;
        let lock = loop {
            // The other tab may be gone meanwhile: then nobody waits for an answer any more.
            if let Some(lock) = self.claim().await? {
                break lock;
            }
            if self.is_heard_out() || enough() || clock::millis() >= end {
                break locks::steal(&lock_name(), move || lock::taken_over(self)).await?;
            }
            TimeoutFuture::new(lock::LOOK).await;
        };
        // It may have been locked meanwhile.
        if !self.is_watching_untracked() {
            return Err(VaultAccessError::Elsewhere);
        }
        // The storage that is looked at stays open beside for as long as anybody reads in it.
        let store = Store::open().await?;
        let opened = self.owned(store, watched.master.share(), lock).await;
        if opened.is_ok() {
            self.watched.set_value(None);
        }
        self.refused(opened)
    }

    /// A vault that must not be opened has a page of its own, from which nothing is written.
    fn refused(self, opened: Result<(), VaultAccessError>) -> Result<(), VaultAccessError> {
        match opened {
            Err(VaultAccessError::Vault(fault)) if fault != VaultError::WrongPassphrase => {
                self.stands.set(Stands::Unreadable(fault.words()));
                Ok(())
            }
            other => other,
        }
    }

    /// Opens what is this tab's own from now on.
    pub(super) async fn owned(
        self,
        store: Store,
        master: Master,
        lock: LockGuard,
    ) -> Result<(), VaultAccessError> {
        let mut owned = own(&store, &master).await?;
        self.app.vendors.set_read_only(false);
        self.runs.with_value(|runs| runs.as_ref().map(|runs| runs.clear()));
        let home = (owned.contents.home.0, owned.fence(owned.contents.home.0));
        let runs = std::mem::take(&mut owned.contents.runs);
        let runs = runs.into_iter().map(|run| {
            let fence = owned.fence(run.set);
            (run, fence)
        });
        self.found.set_value(runs.collect());
        self.unreadable.set(std::mem::take(&mut owned.unreadable));
        self.show_keys(owned.contents.inventory, owned.contents.rest);
        self.open(OpenVault { store, master, home, _lock: lock });
        Ok(())
    }

    /// The lock, unless another tab has it.
    pub(super) async fn claim(self) -> Result<Option<LockGuard>, VaultAccessError> {
        Ok(locks::take(&lock_name(), move || lock::taken_over(self)).await?)
    }

    fn open(self, opened: OpenVault) {
        self.opened.set_value(Some(Rc::new(opened)));
        self.begin_watch();
        self.stands.set(Stands::Open);
    }

    /// From now on it is noticed when nobody is there any more.
    pub(super) fn begin_watch(self) {
        let rules = self.rest.with_untracked(|rest| rest.rules());
        self.idle.set_value(Idle::watch(rules, move || {
            super::idle_lock::watch(self);
        }));
    }

    /// Goes on without the vault, which stays as it is.
    pub(super) fn do_without(self) {
        self.stands.set(Stands::MemoryOnly);
    }

    /// Destroys the vault and all that is in it.
    pub(super) async fn destroy(self) -> Result<(), VaultAccessError> {
        let mine = self.opened.try_update_value(Option::take).flatten();
        self.stands.set(Stands::Leaving);
        drop(mine);
        let gone = Store::open().await?.destroy().await;
        self.tell(TabMessage::Locked);
        gone?;
        reload::reload();
        Ok(())
    }
}
