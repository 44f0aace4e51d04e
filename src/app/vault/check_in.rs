//! What is in this browser's storage when the page begins.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Fault, Stands, Vault};
use crate::browser::indexed_db::{Store, StoreError};
use keyturn_vault::fault::VaultFault;
use keyturn_vault::header::Header;

/// Looks whether there is a vault.
pub(super) fn look(vault: Vault) {
    spawn_local(async move {
        let stands = match there().await {
            Ok(true) => Stands::Locked,
            // Without storage there is no vault either.
            Ok(false) | Err(Fault::Store(StoreError::Absent)) => Stands::MemoryOnly,
            Err(fault) => Stands::Unreadable(fault.words()),
        };
        vault.stands.set(stands);
    });
}

/// Whether there is a vault whose header can be read. The rest of one that was being destroyed is destroyed to its end.
async fn there() -> Result<bool, Fault> {
    let store = Store::open().await?;
    let stored = store.all().await?;
    match stored.header {
        Some(text) => Header::read(&text).map(|_| true).map_err(Fault::from),
        None if stored.gone => {
            store.destroy().await?;
            Ok(false)
        }
        None if stored.sets.is_empty() && stored.keyless.is_empty() => Ok(false),
        None => Err(VaultFault::NoHeader.into()),
    }
}

/// Whether there is a vault in this browser, readable or not. Storage that does not answer holds none that could be opened.
pub(super) async fn is_there() -> bool {
    matches!(there().await, Ok(true) | Err(Fault::Vault(_)))
}
