//! What is in this browser's storage when the page begins.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Stands, Vault, VaultAccessError};
use crate::browser::indexed_db::{Store, StoreError};
use keyturn_vault::error::VaultError;
use keyturn_vault::header::Header;

/// Looks whether there is a vault.
pub(in crate::app) fn look(vault: Vault) {
    spawn_local(async move {
        let stands = match has_readable_vault().await {
            Ok(true) => Stands::Locked,
            // Without storage there is no vault either.
            Ok(false) | Err(VaultAccessError::Store(StoreError::Absent)) => Stands::MemoryOnly,
            Err(fault) => Stands::Unreadable(fault.words()),
        };
        vault.stands.set(stands);
    });
}

/// Whether there is a vault whose header can be read. The rest of one that was being destroyed is destroyed to its end.
async fn has_readable_vault() -> Result<bool, VaultAccessError> {
    let store = Store::open().await?;
    let stored = store.all().await?;
    match stored.header {
        Some(text) => Header::read(&text).map(|_| true).map_err(VaultAccessError::from),
        None if stored.gone => {
            store.destroy().await?;
            Ok(false)
        }
        None if stored.sets.is_empty() && stored.keyless.is_empty() => Ok(false),
        None => Err(VaultError::NoHeader.into()),
    }
}

/// Whether there is a vault in this browser, readable or not. Storage that does not answer holds none that could be opened.
pub(in crate::app) async fn has_vault() -> bool {
    matches!(has_readable_vault().await, Ok(true) | Err(VaultAccessError::Vault(_)))
}
