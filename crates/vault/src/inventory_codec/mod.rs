//! The inventory as it is sealed, and back.

mod codes;
mod key;
mod orphan;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::error::VaultError;
pub(super) use codes::Code;
use key::{StoredKey, decode_key, encode_key};
use keyturn_domain::inventory::Inventory;
use orphan::{StoredOrphan, StoredResolved, decode_orphan, decode_resolved, encode_orphan, encode_resolved};

#[derive(Serialize, Deserialize)]
pub(super) struct StoredInventory {
    added: u32,
    keys: Vec<StoredKey>,
    orphans: Vec<StoredOrphan>,
    #[serde(default)]
    resolved: Vec<StoredResolved>,
}

impl StoredInventory {
    pub(super) fn encode(inventory: &Inventory) -> Self {
        Self {
            added: inventory.added(),
            keys: inventory.keys().iter().map(encode_key).collect(),
            orphans: inventory.orphans().iter().map(encode_orphan).collect(),
            resolved: inventory.resolved().iter().map(encode_resolved).collect(),
        }
    }

    pub(super) fn decode(self) -> Result<Inventory, VaultError> {
        let keys = self.keys.into_iter().map(decode_key).collect::<Result<_, _>>()?;
        let orphans = self.orphans.into_iter().map(decode_orphan).collect();
        let resolved = self.resolved.into_iter().map(decode_resolved).collect();
        Ok(Inventory::restore(keys, orphans, self.added).with_resolved(resolved))
    }
}
