//! What an unlocked vault holds.

use uuid::Uuid;

use super::Unreadable;
use super::fault::Fault;
use super::opened::settle_in;
use crate::browser::store::Store;
use crate::domain::inventory::Inventory;
use crate::domain::moment::{self, Moment};
use crate::vault::entry::{Began, Entry};
use crate::vault::fault::VaultFault;
use crate::vault::header::Master;
use crate::vault::kept::{self, Rest};
use crate::vault::record::Tip;
use crate::vault::seal::DataKey;
use crate::vault::set::{Kind, SetHeader};

/// A run's journal, read and found whole.
pub(super) struct FoundRun {
    pub(super) set: Uuid,
    pub(super) key: DataKey,
    pub(super) fence: u64,
    pub(super) tip: Tip,
    pub(super) began: Began,
    pub(super) at: Moment,
    pub(super) entries: Vec<(Entry, Moment)>,
}

/// All of it.
pub(super) struct Found {
    pub(super) home: (Uuid, u64),
    pub(super) inventory: Inventory,
    pub(super) rest: Rest,
    pub(super) runs: Vec<FoundRun>,
    pub(super) unreadable: Vec<Unreadable>,
}

/// Takes every set over, so that no other tab writes to it any more, and reads it. What cannot be read is left as
/// it is.
pub(super) async fn find(store: &Store, master: &Master) -> Result<Found, Fault> {
    let mut home = None;
    let mut runs = Vec::new();
    let mut unreadable = Vec::new();
    for (set, text) in store.sets().await? {
        let fence = store.take_over(set).await?;
        let found = match SetHeader::read(&text).and_then(|header| Ok((header.kind, header.open(master)?))) {
            Ok((Kind::Inventory, key)) => inventory(store, master, set, &key)
                .await
                .map(|kept| home = home.take().or(Some(((set, fence), kept)))),
            Ok((Kind::Run, key)) => match journal(store, master, (set, fence), key).await {
                Ok(Some(run)) => {
                    runs.push(run);
                    Ok(())
                }
                // A journal that was about to begin when the page went: no call was ever made in it.
                Ok(None) => Ok(store.erase_set(set, fence).await?),
                Err(fault) => Err(fault),
            },
            Err(fault) => Err(fault.into()),
        };
        match found {
            Ok(()) => {}
            Err(Fault::Vault(fault)) => unreadable.push((set, fault.words())),
            Err(fault) => return Err(fault),
        }
    }
    runs.sort_by_key(|run| run.at);
    let (home, (inventory, rest)) = match home {
        Some(home) => home,
        None => (settle_in(store, master).await?, Default::default()),
    };
    Ok(Found { home, inventory, rest, runs, unreadable })
}

async fn inventory(
    store: &Store,
    master: &Master,
    set: Uuid,
    key: &DataKey,
) -> Result<(Inventory, Rest), Fault> {
    let records = store.records(set).await?;
    let Some(record) = records.first() else { return Ok(Default::default()) };
    let (_, body) = Tip::start(master.vault(), set).follow(key, record)?;
    Ok(kept::read(&body)?)
}

async fn journal(
    store: &Store,
    master: &Master,
    (set, fence): (Uuid, u64),
    key: DataKey,
) -> Result<Option<FoundRun>, Fault> {
    let mut tip = Tip::start(master.vault(), set);
    let mut entries = Vec::new();
    for record in store.records(set).await? {
        let (clear, body) = tip.follow(&key, &record)?;
        let at = moment::read(&clear.at).ok_or(VaultFault::Malformed)?;
        entries.push((Entry::read(&body)?, at));
    }
    if entries.is_empty() {
        return Ok(None);
    }
    let (Entry::Began(began), at) = entries.remove(0) else { return Err(VaultFault::Malformed.into()) };
    Ok(Some(FoundRun { set, key, fence, tip, began, at, entries }))
}
