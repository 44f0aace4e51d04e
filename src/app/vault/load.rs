//! What an unlocked vault holds, read by the tab that is to write it.

use uuid::Uuid;

use super::Unreadable;
use super::error::VaultAccessError;
use crate::browser::indexed_db::{Store, StoreError, Stored};
use keyturn_vault::error::VaultError;
use keyturn_vault::header::Master;
use keyturn_vault::load::{self, Contents};

/// How often what was read may have changed before it was taken over.
const ROUNDS: usize = 5;

/// A vault's contents and the numbers that this tab writes each set with.
pub(in crate::app) struct LoadedVault {
    pub(in crate::app) contents: Contents,
    pub(in crate::app) fences: Vec<(Uuid, u64)>,
    pub(in crate::app) unreadable: Vec<Unreadable>,
}

impl LoadedVault {
    /// The number that this tab writes the set with.
    pub(in crate::app) fn fence(&self, set: Uuid) -> u64 {
        self.fences.iter().find(|(one, _)| *one == set).map_or(0, |(_, fence)| *fence)
    }
}

/// Takes every set over, so that no other tab writes to it any more. A vault that must not be opened is left as it
/// is: it is read before anything is written, and once more afterwards.
pub(in crate::app) async fn own(store: &Store, master: &Master) -> Result<LoadedVault, VaultAccessError> {
    for _ in 0..ROUNDS {
        let before = store.all().await?;
        let contents = load::read(master, &before.sets)?;
        let least = |set: Uuid| {
            let run = contents.runs.iter().find(|run| run.set == set).map(|run| run.tip.fence);
            run.unwrap_or(if contents.home.0 == set { contents.home.1 } else { 0 })
        };
        let mut fences = Vec::new();
        for set in before.sets.iter().map(|set| set.id) {
            fences.push((set, store.take_over(set, least(set)).await?));
        }
        if store.all().await?.sets != before.sets {
            continue;
        }
        let unreadable = unreadable(&contents, &before);
        let owned = LoadedVault { contents, fences, unreadable };
        for set in &owned.contents.unbegun {
            store.erase_set(*set, owned.fence(*set)).await?;
        }
        store.sweep().await?;
        return Ok(owned);
    }
    Err(StoreError::Taken.into())
}

/// What cannot be gone on with, in words.
pub(in crate::app) fn unreadable(contents: &Contents, stored: &Stored) -> Vec<Unreadable> {
    let keyless = stored.keyless.iter().map(|set| (*set, VaultError::NoSetKey));
    contents.unreadable.iter().copied().chain(keyless).map(|(set, fault)| (set, fault.words())).collect()
}
