//! What is sealed beside the journals: the keys, and what is to outlive the runs.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::inventory_codec::{Code, StoredInventory};
use super::step_codec::{decode_step, encode_step};
use keyturn_domain::activity::{self, EntryKind};
use keyturn_domain::idle::Rules;
use keyturn_domain::inventory::Inventory;

/// Most lines of evidence that are kept; the oldest go first.
const LINES: usize = 1_000;

/// Minutes without a touch after which the vault is locked, where nobody chose another number.
const IDLE: u8 = 5;

/// What is kept beside the keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookkeeping {
    /// Runs whose outcome the keys show already, and whose journals may still be there.
    pub settled: Vec<Uuid>,
    /// What happened in runs that are over.
    pub evidence: Vec<StoredLine>,
    /// Minutes without a touch after which the vault is locked.
    pub idle_minutes: u8,
    /// Minutes that the page may be hidden before the vault is locked; `None` if being hidden is only being
    /// untouched.
    #[serde(default)]
    pub hidden_minutes: Option<u8>,
}

impl Default for Bookkeeping {
    fn default() -> Self {
        Self { settled: Vec::new(), evidence: Vec::new(), idle_minutes: IDLE, hidden_minutes: None }
    }
}

/// One line of the activity list, without its exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredLine {
    subject: String,
    at: DateTime<Utc>,
    kind: u8,
    step: String,
    text: String,
}

impl StoredLine {
    /// From the activity list.
    pub fn encode(subject: &str, entry: &activity::Entry) -> Self {
        Self {
            subject: subject.to_owned(),
            at: entry.at,
            kind: entry.kind.encode(),
            step: encode_step(entry.step),
            text: entry.text.clone(),
        }
    }

    /// Back to the activity list: what it is about, and the line.
    pub fn decode(&self) -> (String, activity::Entry) {
        let entry = activity::Entry {
            at: self.at,
            // A line of a kind that is not known is still worth reading.
            kind: EntryKind::decode(self.kind).unwrap_or(EntryKind::Outcome),
            step: decode_step(&self.step),
            text: self.text.clone(),
            exchange: None,
        };
        (self.subject.clone(), entry)
    }
}

impl Bookkeeping {
    /// When the vault locks itself.
    pub fn rules(&self) -> Rules {
        Rules { minutes: self.idle_minutes, hidden_minutes: self.hidden_minutes }
    }

    /// A run is over: it is settled, and these lines are what it leaves.
    pub fn settle(&mut self, run: Uuid, lines: impl IntoIterator<Item = StoredLine>) {
        self.settled.push(run);
        self.evidence.extend(lines);
        let over = self.evidence.len().saturating_sub(LINES);
        self.evidence.drain(..over);
    }
}

#[derive(Serialize, Deserialize)]
struct Whole {
    inventory: StoredInventory,
    rest: Bookkeeping,
}

/// All of it, before it is sealed.
pub fn encode(inventory: &Inventory, rest: &Bookkeeping) -> Zeroizing<Vec<u8>> {
    let whole = Whole { inventory: StoredInventory::encode(inventory), rest: rest.clone() };
    Zeroizing::new(serde_json::to_vec(&whole).unwrap_or_default())
}

/// Reads what was opened.
///
/// # Errors
/// [`VaultError::Malformed`].
pub fn decode(body: &[u8]) -> Result<(Inventory, Bookkeeping), VaultError> {
    let whole: Whole = serde_json::from_slice(body).map_err(|_| VaultError::Malformed)?;
    Ok((whole.inventory.decode()?, whole.rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyturn_domain::moment;
    use keyturn_domain::run::step::MachineStep;
    use keyturn_domain::superapi::rotation;

    fn line(text: &str) -> StoredLine {
        let at = moment::read("2026-11-22T12:00:00Z").unwrap();
        let entry = activity::Entry {
            at,
            kind: EntryKind::Alarm,
            step: rotation::Step::Verify.id(),
            text: text.into(),
            exchange: None,
        };
        StoredLine::encode("Rotate it", &entry)
    }

    #[test]
    fn what_is_kept_comes_back() {
        let mut rest = Bookkeeping { idle_minutes: 17, hidden_minutes: Some(0), ..Bookkeeping::default() };
        rest.settle(Uuid::from_u128(3), [line("Both keys are dead.")]);
        let (inventory, again) = decode(&encode(&Inventory::default(), &rest)).unwrap();
        assert!(inventory.keys().is_empty());
        assert_eq!(again, rest);
        let (subject, entry) = again.evidence[0].decode();
        assert_eq!(
            (subject.as_str(), entry.step, entry.kind),
            ("Rotate it", rotation::Step::Verify.id(), EntryKind::Alarm)
        );
    }

    #[test]
    fn the_oldest_evidence_goes_first() {
        let mut rest = Bookkeeping::default();
        rest.settle(Uuid::nil(), (0..=LINES).map(|number| line(&number.to_string())));
        assert_eq!(rest.evidence.len(), LINES);
        assert_eq!(rest.evidence[0], line("1"));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "{}", r#"{"inventory":{"keys":[],"orphans":[]}}"#] {
            assert_eq!(decode(text.as_bytes()).err(), Some(VaultError::Malformed), "{text}");
        }
    }
}
