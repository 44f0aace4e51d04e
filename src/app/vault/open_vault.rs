//! The open vault: its storage, its key, and the right to write.

use uuid::Uuid;

use super::error::VaultAccessError;
use crate::browser::demo_mode;
use crate::browser::indexed_db::Store;
use crate::browser::locks::LockGuard;
use crate::browser::random::random_bytes;
use keyturn_domain::inventory::Inventory;
use keyturn_domain::moment::{Moment, precise};
use keyturn_vault::header::Master;
use keyturn_vault::load::StoredSet;
use keyturn_vault::record::Tip;
use keyturn_vault::seal::DataKey;
use keyturn_vault::set::{Kind, SetHeader};
use keyturn_vault::snapshot::{self, Bookkeeping};

/// The lock that the tab with the open vault holds.
pub(in crate::app) fn lock_name() -> String {
    format!("{}-vault", demo_mode::storage_name())
}

/// An open vault. While it exists, this tab is its one writer, unless another took it over.
pub(in crate::app) struct OpenVault {
    pub(in crate::app) store: Store,
    pub(in crate::app) master: Master,
    /// The set of the keys, and the number that this tab writes it with.
    pub(in crate::app) home: (Uuid, u64),
    pub(in crate::app) _lock: LockGuard,
}

/// A vault that another tab has open, and that this one may look into.
pub(in crate::app) struct WatchedVault {
    pub(in crate::app) store: Store,
    pub(in crate::app) master: Master,
}

/// Fresh random bytes.
pub(in crate::app) fn random_or_error<const N: usize>()
-> Result<zeroize::Zeroizing<[u8; N]>, VaultAccessError> {
    random_bytes().ok_or(VaultAccessError::NoChance)
}

/// A fresh set: its header, and the key in it.
pub(in crate::app) fn fresh_set(
    master: &Master,
    set: Uuid,
    kind: Kind,
) -> Result<(SetHeader, DataKey), VaultAccessError> {
    let key = DataKey::new(random_or_error()?);
    Ok((SetHeader::create(master, set, kind, &key, *random_or_error::<24>()?), key))
}

/// The keys and what is kept beside them, sealed under a new key: what stood there before opens no more.
pub(in crate::app) fn sealed(
    master: &Master,
    (home, fence): (Uuid, u64),
    (inventory, rest): (&Inventory, &Bookkeeping),
    at: Moment,
) -> Result<StoredSet, VaultAccessError> {
    let (header, key) = fresh_set(master, home, Kind::Inventory)?;
    let mut tip = Tip::start(master.vault(), home);
    let body = snapshot::encode(inventory, rest);
    let record = tip.append(&key, fence, precise(at), *random_or_error::<24>()?, &body)?;
    let mark = tip.mark(&key, *random_or_error::<24>()?);
    Ok(StoredSet { id: home, header: header.write(), records: vec![record], mark: Some(mark) })
}
