//! The open vault: its storage, its key, and the right to write.

use uuid::Uuid;

use super::fault::Fault;
use crate::browser::entropy::{once_id, random};
use crate::browser::locks::LockGuard;
use crate::browser::realm;
use crate::browser::store::Store;
use crate::domain::inventory::Inventory;
use crate::domain::moment::{Moment, precise};
use crate::vault::header::Master;
use crate::vault::kept::{self, Rest};
use crate::vault::record::Tip;
use crate::vault::seal::DataKey;
use crate::vault::set::{Kind, SetHeader};

/// The lock that the tab with the open vault holds.
pub(super) fn lock_name() -> String {
    format!("{}-vault", realm::name())
}

/// An open vault. While it exists, this tab is its one writer, unless another took it over.
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) master: Master,
    /// The set of the keys, and the number that this tab writes it with.
    pub(super) home: (Uuid, u64),
    pub(super) _lock: LockGuard,
}

/// Fresh random bytes.
pub(super) fn chance<const N: usize>() -> Result<zeroize::Zeroizing<[u8; N]>, Fault> {
    random().ok_or(Fault::NoChance)
}

/// A fresh set: its header, and the key in it.
pub(super) fn fresh_set(master: &Master, set: Uuid, kind: Kind) -> Result<(SetHeader, DataKey), Fault> {
    let key = DataKey::new(chance()?);
    Ok((SetHeader::create(master, set, kind, &key, *chance::<24>()?), key))
}

/// Makes a home for the keys, which nothing is in yet.
pub(super) async fn settle_in(store: &Store, master: &Master) -> Result<(Uuid, u64), Fault> {
    let home = once_id();
    store.put_set(home, &fresh_set(master, home, Kind::Inventory)?.0.write(), None).await?;
    Ok((home, store.take_over(home).await?))
}

/// The keys and what is kept beside them, sealed.
pub(super) struct SealedKeys {
    header: String,
    record: String,
}

impl Opened {
    /// Seals the keys and what is kept beside them under a new key: what stood there before opens no more.
    pub(super) fn sealed(&self, inventory: &Inventory, rest: &Rest, at: Moment) -> Result<SealedKeys, Fault> {
        let (home, fence) = self.home;
        let (header, key) = fresh_set(&self.master, home, Kind::Inventory)?;
        let record = Tip::start(self.master.vault(), home).append(
            &key,
            fence,
            precise(at),
            *chance::<24>()?,
            &kept::write(inventory, rest),
        )?;
        Ok(SealedKeys { header: header.write(), record })
    }

    /// Puts them in place of what was there. When this returns, they are durable.
    pub(super) async fn put(&self, keys: SealedKeys) -> Result<(), Fault> {
        let (home, fence) = self.home;
        Ok(self.store.replace(home, fence, &keys.header, &keys.record).await?)
    }
}
