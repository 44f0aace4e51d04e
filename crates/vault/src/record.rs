//! Records: sealed bodies in a hash chain, with only in clear what a resume needs before the vault is open.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::bytes::{self, Bytes};
use super::error::VaultError;
use super::header::{VERSION, read};
use super::seal::{DataKey, Sealed, open, seal};

const FORMAT: &str = "keyturn-record";

/// What stands in clear, and in the seal's associated data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clear {
    vault: Uuid,
    /// The set it belongs to.
    pub set: Uuid,
    /// Its place in the set, from 0.
    pub seq: u64,
    /// The writer's fencing number: it never falls along the chain.
    pub fence: u64,
    /// When it was written, ISO 8601 in UTC.
    pub at: String,
    /// SHA-256 of the record before it; zeros for the first.
    #[serde(with = "bytes")]
    pub before: Bytes<32>,
}

/// A record as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    format: String,
    version: u32,
    clear: Clear,
    sealed: Sealed,
}

/// Where a chain ends: what the next record is chained to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    pub(super) vault: Uuid,
    pub(super) set: Uuid,
    /// The next record's place.
    pub next: u64,
    /// The highest fencing number so far.
    pub fence: u64,
    pub(super) before: [u8; 32],
}

impl Tip {
    /// The start of an empty chain.
    pub fn start(vault: Uuid, set: Uuid) -> Self {
        Self { vault, set, next: 0, fence: 0, before: [0; 32] }
    }

    /// Makes the next record and moves the tip behind it.
    ///
    /// # Errors
    /// [`VaultError::StaleWriter`] if the writer's fencing number is lower than the chain's.
    pub fn append(
        &mut self,
        key: &DataKey,
        fence: u64,
        at: String,
        nonce: [u8; 24],
        body: &[u8],
    ) -> Result<String, VaultError> {
        if fence < self.fence {
            return Err(VaultError::StaleWriter);
        }
        let clear =
            Clear { vault: self.vault, set: self.set, seq: self.next, fence, at, before: Bytes(self.before) };
        let sealed = seal(&key.0, nonce, &context(&clear), body);
        let record = Record { format: FORMAT.into(), version: VERSION, clear, sealed };
        let text = serde_json::to_string(&record).map_err(|_| VaultError::Malformed)?;
        self.advance(fence, &text);
        Ok(text)
    }

    /// Reads the next stored record, checks its place and opens it.
    ///
    /// # Errors
    /// Whatever is wrong with it; the tip stays where it was.
    pub fn follow(&mut self, key: &DataKey, text: &str) -> Result<(Clear, Zeroizing<Vec<u8>>), VaultError> {
        let record: Record = read(text, FORMAT)?;
        let clear = record.clear;
        if clear.vault != self.vault || clear.set != self.set {
            return Err(VaultError::Forged);
        }
        if clear.seq != self.next || clear.before.0 != self.before {
            return Err(VaultError::OutOfOrder);
        }
        if clear.fence < self.fence {
            return Err(VaultError::StaleWriter);
        }
        let body = open(&key.0, &context(&clear), &record.sealed)?;
        self.advance(clear.fence, text);
        Ok((clear, body))
    }

    fn advance(&mut self, fence: u64, text: &str) {
        self.next += 1;
        self.fence = fence;
        self.before = Sha256::digest(text.as_bytes()).into();
    }
}

fn context(clear: &Clear) -> Vec<u8> {
    let mut context = format!("{FORMAT} {VERSION} ").into_bytes();
    context.extend(serde_json::to_vec(clear).unwrap_or_default());
    context
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> DataKey {
        DataKey::new(Zeroizing::new([5; 32]))
    }

    fn ids() -> (Uuid, Uuid) {
        (Uuid::from_u128(1), Uuid::from_u128(2))
    }

    fn chain(bodies: &[&str]) -> Vec<String> {
        let (vault, set) = ids();
        let mut tip = Tip::start(vault, set);
        let nonce = |index: usize| [u8::try_from(index).unwrap(); 24];
        let write = |(index, body): (usize, &&str)| {
            tip.append(&key(), 1, "2026-11-22T00:00:00Z".into(), nonce(index), body.as_bytes()).unwrap()
        };
        bodies.iter().enumerate().map(write).collect()
    }

    fn read_all(records: &[String]) -> Result<Vec<String>, VaultError> {
        let (vault, set) = ids();
        let mut tip = Tip::start(vault, set);
        records
            .iter()
            .map(|text| tip.follow(&key(), text).map(|(_, body)| String::from_utf8(body.to_vec()).unwrap()))
            .collect()
    }

    #[test]
    fn a_chain_reads_back_in_order() {
        let records = chain(&["one", "two", "three"]);
        assert_eq!(read_all(&records).unwrap(), ["one", "two", "three"]);
    }

    #[test]
    fn dropped_swapped_and_repeated_records_are_refused() {
        let records = chain(&["one", "two", "three"]);
        let pick = |places: &[usize]| {
            read_all(&places.iter().map(|place| records[*place].clone()).collect::<Vec<_>>())
        };
        for places in [&[1][..], &[0, 2], &[0, 0], &[1, 0], &[0, 1, 1], &[0, 2, 1]] {
            assert_eq!(pick(places), Err(VaultError::OutOfOrder), "{places:?}");
        }
        assert_eq!(pick(&[0, 1]).unwrap().len(), 2, "a chain that was cut short reads as far as it goes");
    }

    #[test]
    fn no_bit_of_a_record_may_differ() {
        let records = chain(&["one"]);
        for bit in 0..records[0].len() * 8 {
            let mut bytes = records[0].clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let outcome = read_all(std::slice::from_ref(&text));
            assert!(
                outcome.is_err()
                    || serde_json::from_str::<Record>(&text).ok() == serde_json::from_str(&records[0]).ok()
            );
        }
    }

    #[test]
    fn a_record_of_another_vault_or_set_is_not_believed() {
        let records = chain(&["one"]);
        let (vault, set) = ids();
        for (vault, set) in [(set, set), (vault, vault)] {
            assert_eq!(Tip::start(vault, set).follow(&key(), &records[0]).err(), Some(VaultError::Forged));
        }
    }

    #[test]
    fn a_stale_writer_writes_nothing_and_is_not_read() {
        let (vault, set) = ids();
        let mut tip = Tip::start(vault, set);
        let at = || String::from("2026-11-22T00:00:00Z");
        tip.append(&key(), 3, at(), [0; 24], b"a").unwrap();
        assert_eq!(tip.append(&key(), 2, at(), [1; 24], b"b"), Err(VaultError::StaleWriter));
        tip.append(&key(), 3, at(), [2; 24], b"c").unwrap();
    }

    #[test]
    fn a_newer_version_is_told_from_nonsense() {
        let newer = chain(&["one"])[0].replace("\"version\":1", "\"version\":2");
        assert_eq!(read_all(&[newer]), Err(VaultError::NewerVersion));
        assert_eq!(read_all(&["{}".into()]), Err(VaultError::Malformed));
    }
}
