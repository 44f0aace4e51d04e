//! The vault's header: what stands in clear so that a passphrase can open the rest.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::passphrase::{Kdf, PassphraseKey};
use super::seal::{DataKey, Sealed, open, seal};

/// The version of every format in this room.
pub const VERSION: u32 = 1;

const FORMAT: &str = "keyturn-vault";

/// The header as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    format: String,
    version: u32,
    /// Which vault; every record names it.
    pub id: Uuid,
    /// How the passphrase becomes a key.
    pub kdf: Kdf,
    /// The vault's own key, sealed under the passphrase's.
    master: Sealed,
}

/// An open vault's key. It has no `Debug` and is wiped when dropped.
pub struct Master {
    pub(super) id: Uuid,
    pub(super) key: DataKey,
}

impl Master {
    /// Which vault.
    pub fn vault(&self) -> Uuid {
        self.id
    }

    /// Another handle of the same open vault.
    pub fn share(&self) -> Self {
        Self { id: self.id, key: DataKey::new(self.key.0.clone()) }
    }
}

/// What the header's seal is bound to: changing the cost or the vault's id makes it open for nobody.
fn context(id: Uuid, kdf: &Kdf) -> Vec<u8> {
    let mut context = format!("{FORMAT} {VERSION} {id} argon2id {} {} {} ", kdf.m, kdf.t, kdf.p).into_bytes();
    context.extend_from_slice(&kdf.salt.0);
    context
}

impl Header {
    /// A new vault around a random key.
    pub fn create(id: Uuid, kdf: Kdf, with: &PassphraseKey, key: DataKey, nonce: [u8; 24]) -> (Self, Master) {
        let master = seal(with.bytes(), nonce, &context(id, &kdf), &*key.0);
        (Self { format: FORMAT.into(), version: VERSION, id, kdf, master }, Master { id, key })
    }

    /// Reads a stored header, and refuses costs out of bounds before anybody types a passphrase.
    ///
    /// # Errors
    /// A newer version, another form, or a cost out of bounds.
    pub fn read(text: &str) -> Result<Self, VaultError> {
        let header: Self = read(text, FORMAT)?;
        header.kdf.bearable()?;
        Ok(header)
    }

    /// As it is stored.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Opens the vault.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`]; a changed header looks the same, on purpose.
    pub fn open(&self, with: &PassphraseKey) -> Result<Master, VaultError> {
        let key = open(with.bytes(), &context(self.id, &self.kdf), &self.master)
            .map_err(|_| VaultError::WrongPassphrase)?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| VaultError::Malformed)?;
        Ok(Master { id: self.id, key: DataKey::new(Zeroizing::new(key)) })
    }

    /// The same vault behind another passphrase. Records stay as they are.
    pub fn rewrap(master: &Master, kdf: Kdf, with: &PassphraseKey, nonce: [u8; 24]) -> Self {
        Self::create(master.id, kdf, with, DataKey::new(master.key.0.clone()), nonce).0
    }
}

#[derive(Deserialize)]
struct Label {
    format: String,
    version: u32,
}

/// Reads one of this room's JSON forms: the label first, so that a newer version is told from nonsense.
pub(super) fn read<'a, T: Deserialize<'a>>(text: &'a str, format: &str) -> Result<T, VaultError> {
    let label: Label = serde_json::from_str(text).map_err(|_| VaultError::Malformed)?;
    if label.format == format && label.version > VERSION {
        return Err(VaultError::NewerVersion);
    }
    if label.format != format || label.version != VERSION {
        return Err(VaultError::Malformed);
    }
    serde_json::from_str(text).map_err(|_| VaultError::Malformed)
}
