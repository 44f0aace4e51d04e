//! What is in this browser's storage when the page begins.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Fault, Stands, Vault};
use crate::browser::store::{Store, StoreFault};
use crate::vault::header::Header;

/// Looks whether there is a vault.
pub(super) fn look(vault: Vault) {
    spawn_local(async move {
        let stands = match header().await {
            Ok(Some(_)) => Stands::Locked,
            // Without storage there is no vault either.
            Ok(None) | Err(Fault::Store(StoreFault::Absent)) => Stands::MemoryOnly,
            Err(fault) => Stands::Unreadable(fault.words()),
        };
        vault.stands.set(stands);
    });
}

async fn header() -> Result<Option<Header>, Fault> {
    let text = Store::open().await?.header().await?;
    Ok(text.map(|text| Header::read(&text)).transpose()?)
}

/// Whether there is a vault in this browser, readable or not.
pub(super) async fn is_there() -> bool {
    match Store::open().await {
        Ok(store) => !matches!(store.header().await, Ok(None)),
        Err(fault) => fault != StoreFault::Absent,
    }
}
