//! A sealed export: a whole vault in one file, for another browser. Only the header is in clear.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::entry::Entry;
use super::error::VaultError;
use super::header::{Header, Master, VERSION, read};
use super::load::{Contents, FoundRun, StoredSet, read as read_contents};
use super::seal::{Sealed, open, seal};

const FORMAT: &str = "keyturn-export";

/// The file's contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    format: String,
    version: u32,
    /// Which export; the runs that were handed over with it name it.
    pub id: Uuid,
    /// When it was made, ISO 8601 in UTC.
    pub at: String,
    /// The vault's header, under the vault's passphrase or under one for this file alone.
    pub header: Header,
    sets: Vec<StoredSet>,
    /// A hash of the sets, sealed under the vault's key: no set can be taken out or put in.
    manifest: Sealed,
}

fn context(vault: Uuid, id: Uuid, at: &str) -> Vec<u8> {
    format!("{FORMAT} {VERSION} {vault} {id} {at}").into_bytes()
}

fn digest(sets: &[StoredSet]) -> [u8; 32] {
    Sha256::digest(serde_json::to_vec(sets).unwrap_or_default()).into()
}

impl Export {
    /// Packs a vault's sets.
    pub fn pack(
        master: &Master,
        header: Header,
        (id, at): (Uuid, String),
        sets: Vec<StoredSet>,
        nonce: [u8; 24],
    ) -> Self {
        let manifest = seal(&master.key.0, nonce, &context(master.id, id, &at), &digest(&sets));
        Self { format: FORMAT.into(), version: VERSION, id, at, header, sets, manifest }
    }

    /// As the file holds it.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`VaultError::NotAnExport`], [`VaultError::NewerVersion`], [`VaultError::Damaged`] for an export that lost its
    /// form, or a cost of its passphrase that is out of bounds.
    pub fn read(text: &str) -> Result<Self, VaultError> {
        let begins = text.trim_start().starts_with("{\"format\":\"keyturn-export\"");
        let export: Self = match read(text.trim(), FORMAT) {
            Ok(export) => export,
            Err(VaultError::NewerVersion) => return Err(VaultError::NewerVersion),
            Err(_) if begins => return Err(VaultError::Damaged),
            Err(_) => return Err(VaultError::NotAnExport),
        };
        Header::read(&export.header.write()).map_err(|fault| match fault {
            VaultError::Malformed => VaultError::Damaged,
            other => other,
        })?;
        Ok(export)
    }

    /// Checks everything in it with the vault's key, and gives its sets and what stands in them.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if anything at all differs from what was packed; [`VaultError::NewerVersion`].
    pub fn unpack(self, master: &Master) -> Result<(Vec<StoredSet>, Contents), VaultError> {
        let said = open(&master.key.0, &context(master.id, self.id, &self.at), &self.manifest);
        if !said.is_ok_and(|said| said.as_slice() == digest(&self.sets)) {
            return Err(VaultError::Damaged);
        }
        let contents = read_contents(master, &self.sets)?;
        Ok((self.sets, contents))
    }
}

impl FoundRun {
    /// The export that the run was handed over with and not taken up from since.
    pub fn handed(&self) -> Option<Uuid> {
        match self.entries.last() {
            Some((Entry::HandedOver { export }, _)) => Some(*export),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::passphrase::{Kdf, PassphraseKey};
    use crate::record::Tip;
    use crate::seal::DataKey;
    use crate::set::{Kind, SetHeader};
    use crate::snapshot::{self, Bookkeeping};
    use keyturn_domain::inventory::Inventory;

    const AT: &str = "2026-11-22T00:00:00Z";

    fn vault() -> (Header, Master) {
        let with = PassphraseKey::from_bytes(Zeroizing::new([1; 32]));
        let key = DataKey::new(Zeroizing::new([3; 32]));
        Header::create(Uuid::from_u128(9), Kdf::new([2; 16]), &with, key, [4; 24])
    }

    fn sample() -> Export {
        let (header, master) = vault();
        let (id, key) = (Uuid::from_u128(1), DataKey::new(Zeroizing::new([8; 32])));
        let mut tip = Tip::start(master.vault(), id);
        let body = snapshot::encode(&Inventory::default(), &Bookkeeping::default());
        let records = vec![tip.append(&key, 0, AT.into(), [1; 24], &body).unwrap()];
        let stored = StoredSet {
            id,
            header: SetHeader::create(&master, id, Kind::Inventory, &key, [5; 24]).write(),
            records,
            mark: Some(tip.mark(&key, [6; 24])),
        };
        Export::pack(&master, header, (Uuid::from_u128(7), AT.into()), vec![stored], [9; 24])
    }

    #[test]
    fn an_export_comes_back_whole() {
        let export = Export::read(&sample().write()).unwrap();
        assert_eq!(export, sample());
        let (sets, contents) = export.unpack(&vault().1).ok().unwrap();
        assert_eq!((sets.len(), contents.home.0), (1, Uuid::from_u128(1)));
    }

    #[test]
    fn each_wrong_file_is_told_apart() {
        let text = sample().write();
        for (file, fault) in [
            ("", VaultError::NotAnExport),
            ("%PDF-1.7", VaultError::NotAnExport),
            ("{\"format\":\"keyturn-remains\",\"version\":1}", VaultError::NotAnExport),
            (&text[..text.len() / 2], VaultError::Damaged),
            (&text.replacen("\"version\":1", "\"version\":2", 1), VaultError::NewerVersion),
            (&text.replace("\"m\":65536", "\"m\":1024"), VaultError::KdfTooCheap),
        ] {
            assert_eq!(Export::read(file).err(), Some(fault), "{file}");
        }
        assert_eq!(Export::read(&format!(" {text}\n")).ok(), Some(sample()), "white space around it");
    }

    #[test]
    fn nothing_in_an_export_can_be_changed_left_out_or_put_in() {
        let change = |change: &dyn Fn(&mut Export)| {
            let mut export = sample();
            change(&mut export);
            export.unpack(&vault().1).err()
        };
        let damaged = Some(VaultError::Damaged);
        assert_eq!(change(&|export| export.sets.clear()), damaged);
        assert_eq!(change(&|export| export.sets.push(export.sets[0].clone())), damaged);
        assert_eq!(change(&|export| export.sets[0].records.clear()), damaged);
        assert_eq!(change(&|export| export.id = Uuid::from_u128(8)), damaged);
        assert_eq!(change(&|export| export.at = "2026-11-23T00:00:00Z".into()), damaged);
        assert_eq!(change(&|_| ()), None);
    }
}
