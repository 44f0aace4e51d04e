//! How long a set is, sealed: a chain that lost its last records would look whole without it.

use serde::{Deserialize, Serialize};

use super::error::VaultError;
use super::header::{VERSION, read};
use super::record::Tip;
use super::seal::{DataKey, Sealed, open, seal};

const FORMAT: &str = "keyturn-mark";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndMark {
    format: String,
    version: u32,
    sealed: Sealed,
}

fn context(tip: &Tip) -> Vec<u8> {
    format!("{FORMAT} {VERSION} {} {}", tip.vault, tip.set).into_bytes()
}

fn body(tip: &Tip) -> Vec<u8> {
    [&tip.next.to_le_bytes()[..], &tip.before].concat()
}

impl Tip {
    /// The mark of a set that ends here. It is written in the same transaction as the last record.
    pub fn mark(&self, key: &DataKey, nonce: [u8; 24]) -> String {
        let sealed = seal(&key.0, nonce, &context(self), &body(self));
        let mark = EndMark { format: FORMAT.into(), version: VERSION, sealed };
        serde_json::to_string(&mark).unwrap_or_default()
    }

    /// Whether the set ends where its mark says.
    ///
    /// # Errors
    /// [`VaultError::CutShort`] if it does not, or if a set with records has no mark; else what is wrong with the mark.
    pub fn ends_at(&self, key: &DataKey, mark: Option<&str>) -> Result<(), VaultError> {
        let Some(mark) = mark else {
            return if self.next == 0 { Ok(()) } else { Err(VaultError::CutShort) };
        };
        let mark: EndMark = read(mark, FORMAT)?;
        let said = open(&key.0, &context(self), &mark.sealed)?;
        if *said == body(self) { Ok(()) } else { Err(VaultError::CutShort) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use zeroize::Zeroizing;

    use super::*;

    fn key() -> DataKey {
        DataKey::new(Zeroizing::new([5; 32]))
    }

    fn start() -> Tip {
        Tip::start(Uuid::from_u128(1), Uuid::from_u128(2))
    }

    fn append(tip: &mut Tip, nonce: u8) {
        tip.append(&key(), 0, "2026-11-22T00:00:00Z".into(), [nonce; 24], b"body").unwrap();
    }

    #[test]
    fn a_chain_without_its_end_is_found_out() {
        let mut tip = start();
        append(&mut tip, 1);
        let shorter = tip;
        append(&mut tip, 2);
        let mark = tip.mark(&key(), [3; 24]);
        assert_eq!(tip.ends_at(&key(), Some(&mark)), Ok(()));
        assert_eq!(shorter.ends_at(&key(), Some(&mark)), Err(VaultError::CutShort));
        assert_eq!(tip.ends_at(&key(), None), Err(VaultError::CutShort), "a mark that was taken away");
        assert_eq!(start().ends_at(&key(), None), Ok(()), "a set that nothing was written to");
    }

    #[test]
    fn a_mark_of_another_set_or_key_is_not_believed() {
        let mut tip = start();
        append(&mut tip, 1);
        let mark = tip.mark(&key(), [3; 24]);
        let other = DataKey::new(Zeroizing::new([6; 32]));
        assert_eq!(tip.ends_at(&other, Some(&mark)), Err(VaultError::Forged));
        let moved = Tip { set: Uuid::from_u128(9), ..tip };
        assert_eq!(moved.ends_at(&key(), Some(&mark)), Err(VaultError::Forged));
        let newer = mark.replace("\"version\":1", "\"version\":2");
        assert_eq!(tip.ends_at(&key(), Some(&newer)), Err(VaultError::NewerVersion));
    }
}
