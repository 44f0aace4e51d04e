//! A set of records: the inventory, or one run's journal. Each has its own random key, wrapped by the vault's,
//! so that erasing the wrapped key erases the set.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::header::{Master, VERSION, read};
use super::seal::{DataKey, Sealed, open, seal};

const FORMAT: &str = "keyturn-set";

/// What a set is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The keys and what is known of them.
    Inventory,
    /// One run.
    Run,
}

/// A set's header as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetHeader {
    format: String,
    version: u32,
    vault: Uuid,
    /// Which set.
    pub id: Uuid,
    /// What it is of.
    pub kind: Kind,
    key: Sealed,
}

fn context(vault: Uuid, id: Uuid, kind: Kind) -> Vec<u8> {
    // Part of the format: another word opens no set that was sealed under this one.
    let kind = match kind {
        Kind::Inventory => "Inventory",
        Kind::Run => "Run",
    };
    format!("{FORMAT} {VERSION} {vault} {id} {kind}").into_bytes()
}

impl SetHeader {
    /// A new set around a random key.
    pub fn create(master: &Master, id: Uuid, kind: Kind, key: &DataKey, nonce: [u8; 24]) -> Self {
        let sealed = seal(&master.key.0, nonce, &context(master.id, id, kind), &*key.0);
        Self { format: FORMAT.into(), version: VERSION, vault: master.id, id, kind, key: sealed }
    }

    /// Reads a stored set header.
    ///
    /// # Errors
    /// A newer version, or another form.
    pub fn read(text: &str) -> Result<Self, VaultError> {
        read(text, FORMAT)
    }

    /// As it is stored.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The set's key.
    ///
    /// # Errors
    /// [`VaultError::Forged`] if the header was changed or belongs to another vault.
    pub fn open(&self, master: &Master) -> Result<DataKey, VaultError> {
        let key = open(&master.key.0, &context(self.vault, self.id, self.kind), &self.key)?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| VaultError::Malformed)?;
        Ok(DataKey::new(Zeroizing::new(key)))
    }
}
