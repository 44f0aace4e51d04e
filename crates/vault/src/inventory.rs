//! The inventory as it is sealed, and back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::codes::{Code, StoredVendor, decode_mark, encode_mark};
use super::fault::VaultFault;
use super::secret_text::SecretText;
use keyturn_domain::history::{History, Marked};
use keyturn_domain::inventory::{
    Fate, Happening, Inventory, KeyId, KeyRecord, Life, NextKey, Notes, Orphan, Resolved, ShouldUse, Standing,
};
use keyturn_domain::key::KeyKind;
use keyturn_domain::key_name::KeyName;
use keyturn_domain::leak::Leak;
use keyturn_domain::moment::Expiry;
use keyturn_domain::product::{Product, Reality};
use keyturn_domain::secret::Fingerprint;

#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    added: u32,
    keys: Vec<Key>,
    orphans: Vec<StoredOrphan>,
    #[serde(default)]
    resolved: Vec<StoredResolved>,
}

#[derive(Serialize, Deserialize)]
struct StoredResolved {
    orphan: StoredOrphan,
    fate: StoredFate,
    reason: String,
    at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StoredFate {
    Removed,
    Found(u32),
    NeverMade,
}

#[derive(Serialize, Deserialize)]
struct StoredOrphan {
    connection: String,
    product: Uuid,
    at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct Key {
    id: u32,
    connection: String,
    kind: u8,
    vendor: StoredVendor,
    secret: Option<SecretText>,
    masked: String,
    fingerprint: String,
    name: Option<String>,
    label: String,
    notes: [String; 3],
    #[serde(default, skip_serializing_if = "String::is_empty")]
    short_token: String,
    facility: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    community: Option<String>,
    product: Option<(Uuid, String, u8)>,
    vendor_id: Option<Uuid>,
    added: DateTime<Utc>,
    made: Option<DateTime<Utc>>,
    expiry: StoredExpiry,
    checked: Option<DateTime<Utc>>,
    life: u8,
    standing: u8,
    should_use: Option<(Option<String>, bool)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    next: Vec<StoredNext>,
    predecessor: Option<u32>,
    successor: Option<u32>,
    history: Vec<(DateTime<Utc>, String)>,
    /// When, which, and the other key of a succession.
    #[serde(default)]
    marks: Vec<(DateTime<Utc>, u8, Option<u32>)>,
    #[serde(default)]
    leak: Option<StoredLeak>,
}

/// A key that was handed out and that nobody uses yet.
#[derive(Serialize, Deserialize)]
struct StoredNext {
    key: SecretText,
    name: Option<String>,
    expiry: StoredExpiry,
    at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rejected: Option<DateTime<Utc>>,
}

/// When somebody became aware of it, why, and when the vendor was told.
type StoredLeak = (DateTime<Utc>, String, Option<DateTime<Utc>>);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StoredExpiry {
    At(DateTime<Utc>),
    Unknown,
    Never,
}

impl Stored {
    pub(super) fn of(inventory: &Inventory) -> Self {
        Self {
            added: inventory.added(),
            keys: inventory.keys().iter().map(down).collect(),
            orphans: inventory.orphans().iter().map(orphan_down).collect(),
            resolved: inventory.resolved().iter().map(resolved_down).collect(),
        }
    }

    pub(super) fn restore(self) -> Result<Inventory, VaultFault> {
        let keys = self.keys.into_iter().map(up).collect::<Result<_, _>>()?;
        let orphans = self.orphans.into_iter().map(orphan_up).collect();
        let resolved = self.resolved.into_iter().map(resolved_up).collect();
        Ok(Inventory::restore(keys, orphans, self.added).with_resolved(resolved))
    }
}

fn orphan_down(orphan: &Orphan) -> StoredOrphan {
    StoredOrphan { connection: orphan.connection.clone(), product: orphan.product, at: orphan.at }
}

fn orphan_up(orphan: StoredOrphan) -> Orphan {
    Orphan { connection: orphan.connection, product: orphan.product, at: orphan.at }
}

fn resolved_down(resolved: &Resolved) -> StoredResolved {
    StoredResolved {
        orphan: orphan_down(&resolved.orphan),
        fate: match resolved.fate {
            Fate::Removed => StoredFate::Removed,
            Fate::Found(id) => StoredFate::Found(id.0),
            Fate::NeverMade => StoredFate::NeverMade,
        },
        reason: resolved.reason.clone(),
        at: resolved.at,
    }
}

fn resolved_up(resolved: StoredResolved) -> Resolved {
    Resolved {
        orphan: orphan_up(resolved.orphan),
        fate: match resolved.fate {
            StoredFate::Removed => Fate::Removed,
            StoredFate::Found(id) => Fate::Found(KeyId(id)),
            StoredFate::NeverMade => Fate::NeverMade,
        },
        reason: resolved.reason,
        at: resolved.at,
    }
}

fn text(name: Option<&KeyName>) -> Option<String> {
    name.map(|name| name.as_str().to_owned())
}

fn down(key: &KeyRecord) -> Key {
    Key {
        id: key.id.0,
        connection: key.connection.clone(),
        kind: key.kind.encode(),
        vendor: StoredVendor::encode(key.vendor),
        secret: key.secret.as_deref().map(SecretText::of),
        masked: key.masked.clone(),
        fingerprint: key.fingerprint.hex(),
        name: text(key.name.as_ref()),
        label: key.label.clone(),
        notes: [key.notes.owner.clone(), key.notes.used_in.clone(), key.notes.text.clone()],
        short_token: key.notes.short_token.clone(),
        facility: key.facility.clone(),
        community: key.community.clone(),
        product: key
            .product
            .as_ref()
            .map(|product| (product.id, product.name.clone(), product.reality.encode())),
        vendor_id: key.vendor_id,
        added: key.added,
        made: key.made,
        expiry: expiry_down(key.expiry),
        checked: key.checked,
        life: key.life.encode(),
        standing: key.standing.encode(),
        next: key.next.iter().map(next_down).collect(),
        should_use: key.should_use.as_ref().map(|should| (text(should.name.as_ref()), should.same)),
        predecessor: key.predecessor.map(|id| id.0),
        successor: key.successor.map(|id| id.0),
        history: key.history.iter().map(|happening| (happening.at, happening.text.clone())).collect(),
        marks: key.marks.marks().iter().map(mark_down).collect(),
        leak: key.leak.as_ref().map(|leak| (leak.at, leak.reason.clone(), leak.reported)),
    }
}

fn next_down(next: &NextKey) -> StoredNext {
    StoredNext {
        key: SecretText::of(&next.key),
        name: text(next.name.as_ref()),
        expiry: expiry_down(next.expiry),
        at: next.at,
        rejected: next.rejected,
    }
}

fn next_up(next: StoredNext) -> NextKey {
    NextKey {
        key: next.key.shared(),
        name: next.name.as_deref().and_then(KeyName::new),
        expiry: expiry_up(next.expiry),
        at: next.at,
        rejected: next.rejected,
    }
}

const fn expiry_down(expiry: Expiry) -> StoredExpiry {
    match expiry {
        Expiry::At(at) => StoredExpiry::At(at),
        Expiry::Unknown => StoredExpiry::Unknown,
        Expiry::Never => StoredExpiry::Never,
    }
}

const fn expiry_up(expiry: StoredExpiry) -> Expiry {
    match expiry {
        StoredExpiry::At(at) => Expiry::At(at),
        StoredExpiry::Unknown => Expiry::Unknown,
        StoredExpiry::Never => Expiry::Never,
    }
}

fn mark_down(marked: &Marked) -> (DateTime<Utc>, u8, Option<u32>) {
    let (code, other) = encode_mark(marked.mark);
    (marked.at, code, other)
}

fn mark_up((at, code, other): (DateTime<Utc>, u8, Option<u32>)) -> Result<Marked, VaultFault> {
    Ok(Marked { at, mark: decode_mark(code, other)? })
}

fn up(key: Key) -> Result<KeyRecord, VaultFault> {
    let name = |text: Option<String>| text.as_deref().and_then(KeyName::new);
    let product = match key.product {
        Some((id, name, reality)) => Some(Product { id, name, reality: Reality::decode(reality)? }),
        None => None,
    };
    let [owner, used_in, text] = key.notes;
    Ok(KeyRecord {
        id: KeyId(key.id),
        connection: key.connection,
        kind: KeyKind::decode(key.kind)?,
        vendor: key.vendor.decode()?,
        secret: key.secret.as_ref().map(SecretText::shared),
        masked: key.masked,
        fingerprint: Fingerprint::from_hex(&key.fingerprint).ok_or(VaultFault::Malformed)?,
        name: name(key.name),
        label: key.label,
        notes: Notes { owner, used_in, text, short_token: key.short_token },
        facility: key.facility,
        community: key.community,
        product,
        vendor_id: key.vendor_id,
        added: key.added,
        made: key.made,
        expiry: expiry_up(key.expiry),
        checked: key.checked,
        life: Life::decode(key.life)?,
        standing: Standing::decode(key.standing)?,
        next: key.next.into_iter().map(next_up).collect(),
        should_use: key.should_use.map(|(text, same)| ShouldUse { name: name(text), same }),
        predecessor: key.predecessor.map(KeyId),
        successor: key.successor.map(KeyId),
        history: key.history.into_iter().map(|(at, text)| Happening { at, text }).collect(),
        marks: History::restore(key.marks.into_iter().map(mark_up).collect::<Result<_, _>>()?),
        leak: key.leak.map(|(at, reason, reported)| Leak { at, reason, reported }),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use keyturn_domain::call::Latest;
    use keyturn_domain::fault::{Acted, Cause, Fault};
    use keyturn_domain::inventory::{NewKey, Question};
    use keyturn_domain::moment;
    use keyturn_domain::run::machine::Reply;
    use keyturn_domain::secret::Secret;
    use keyturn_domain::vendor::Vendor;

    fn write(inventory: &Inventory) -> Vec<u8> {
        serde_json::to_vec(&Stored::of(inventory)).unwrap()
    }

    fn read(body: &[u8]) -> Result<Inventory, VaultFault> {
        serde_json::from_slice::<Stored>(body).map_err(|_| VaultFault::Malformed)?.restore()
    }

    fn sample() -> Inventory {
        let now = moment::read("2026-11-22T12:00:00.123Z").unwrap();
        let mut inventory = Inventory::default();
        let mut add = |vendor, text: &str| {
            let secret = Arc::new(Secret::new(text));
            inventory.add(NewKey { connection: "c".into(), vendor, secret, label: "L".into() }, now).unwrap()
        };
        let old = add(Vendor::QuickStream, "FAKE_SEC_old");
        let product = add(Vendor::SuperApi, "superapiproduct_fake");
        let seen = Product { id: Uuid::from_u128(7), name: "P".into(), reality: Reality::Live };
        inventory.opens(product, &Ok(seen), now);
        let new = Arc::new(Secret::new("FAKE_SEC_new"));
        inventory.renewed(old, new, KeyName::new("FAKE_SEC...zz"), Expiry::At(now), now);
        let notes =
            Notes { owner: "Ops".into(), used_in: "Shop".into(), text: "n".into(), ..Notes::default() };
        inventory.describe(old, notes);
        inventory.describe(product, Notes { short_token: "BRTRKFsL".into(), ..Notes::default() });
        inventory.leaked(old, now, "In a log.".into(), now);
        inventory.forget(old, now);
        let orphan = |number| Orphan { connection: "c".into(), product: Uuid::from_u128(number), at: now };
        let resolved = |number, fate| Resolved { orphan: orphan(number), fate, reason: "r".into(), at: now };
        let resolved =
            [resolved(1, Fate::Removed), resolved(2, Fate::Found(KeyId(2))), resolved(3, Fate::NeverMade)];
        inventory.with_resolved(resolved.into())
    }

    #[test]
    fn an_inventory_comes_back_as_it_was() {
        let inventory = sample();
        let again = read(&write(&inventory)).unwrap();
        assert_eq!(write(&again).as_slice(), write(&inventory).as_slice());
        assert_eq!(again.resolved(), inventory.resolved());
        for (before, after) in inventory.keys().iter().zip(again.keys()) {
            assert_eq!(before.fingerprint, after.fingerprint);
            assert_eq!(before.secret.is_some(), after.secret.is_some());
            assert_eq!((before.life, before.standing, before.kind), (after.life, after.standing, after.kind));
            assert_eq!(before.history, after.history);
            assert_eq!((&before.marks, &before.leak), (&after.marks, &after.leak));
            assert_eq!(before.notes, after.notes);
        }
    }

    #[test]
    fn a_key_without_a_short_token_is_kept_as_it_ever_was() {
        let before = String::from_utf8(write(&sample()).to_vec()).unwrap();
        let token = ",\"short_token\":\"BRTRKFsL\"";
        assert_eq!(before.matches("short_token").count(), 1);
        let after = read(before.replace(token, "").as_bytes()).unwrap();
        assert!(after.keys().iter().all(|key| key.notes.short_token.is_empty()));
    }

    /// To the byte, as a list with kept keys is sealed.
    const KEPT: &str = r#""next":[{"key":"FAKE_SEC_two","name":"FAKE_SEC...two","expiry":{"at":"2026-11-22T12:00:00.123Z"},"at":"2026-11-22T12:00:00.123Z"},{"key":"FAKE_SEC_three","name":null,"expiry":"unknown","at":"2026-11-22T12:00:00.123Z","rejected":"2026-11-22T12:00:00.123Z"}],"#;

    fn with_kept_keys() -> Inventory {
        let now = moment::read("2026-11-22T12:00:00.123Z").unwrap();
        let mut inventory = Inventory::default();
        let asked = Arc::new(Secret::new("FAKE_SEC_one"));
        let new = NewKey {
            connection: "c".into(),
            vendor: Vendor::QuickStream,
            secret: Arc::clone(&asked),
            label: String::new(),
        };
        inventory.add(new, now).unwrap();
        let mut hand = |text: &str, name: Option<KeyName>, expiry| {
            let question = Question { connection: "c", key: &asked, check: true };
            inventory.handed_out(question, &Latest { key: Arc::new(Secret::new(text)), name, expiry }, now);
        };
        hand("FAKE_SEC_two", KeyName::new("FAKE_SEC...two"), Expiry::At(now));
        hand("FAKE_SEC_three", None, Expiry::Unknown);
        let three = Secret::new("FAKE_SEC_three");
        let rejected = Fault { status: Some(401), ..Fault::new(Cause::KeyRejected, Acted::No) };
        let question = Question { connection: "c", key: &three, check: false };
        inventory.hear(question, &Reply::Identity(Err(rejected)), now);
        inventory
    }

    #[test]
    fn kept_keys_are_written_to_the_byte_and_come_back() {
        let inventory = with_kept_keys();
        let body = write(&inventory);
        let text = String::from_utf8(body.clone()).unwrap();
        assert!(text.contains(KEPT), "{text}");
        let again = read(&body).unwrap();
        assert_eq!(write(&again), body);
        let (before, after) = (&inventory.keys()[0].next, &again.keys()[0].next);
        assert_eq!((before.len(), after.len()), (2, 2));
        for (before, after) in before.iter().zip(after) {
            assert!(before.key.same_as(&after.key));
            assert_eq!((&before.name, before.expiry), (&after.name, after.expiry));
            assert_eq!((before.at, before.rejected), (after.at, after.rejected));
        }
    }

    #[test]
    fn a_list_from_before_keys_were_kept_is_read_and_written_as_it_was() {
        let before = String::from_utf8(write(&with_kept_keys())).unwrap().replace(KEPT, "");
        let again = read(before.as_bytes()).unwrap();
        assert!(again.keys()[0].next.is_empty());
        assert_eq!(String::from_utf8(write(&again)).unwrap(), before);
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "{}", "[]", r#"{"added":1,"keys":[{}],"orphans":[]}"#] {
            assert_eq!(read(text.as_bytes()).err(), Some(VaultFault::Malformed), "{text}");
        }
        let unknown_word = String::from_utf8(write(&sample())).unwrap().replace("\"life\":0", "\"life\":99");
        assert_eq!(read(unknown_word.as_bytes()).err(), Some(VaultFault::Malformed));
    }
}
