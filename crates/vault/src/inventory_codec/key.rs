//! One key as it is stored, and back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::codes::{Code, StoredVendor, decode_mark, encode_mark};
use crate::error::VaultError;
use crate::secret_text::SecretText;
use keyturn_domain::history::{History, Marked};
use keyturn_domain::inventory::{Happening, KeyId, KeyRecord, Life, NextKey, Notes, ShouldUse, Standing};
use keyturn_domain::key::KeyKind;
use keyturn_domain::key_name::KeyName;
use keyturn_domain::leak::Leak;
use keyturn_domain::moment::Expiry;
use keyturn_domain::product::{Product, Reality};
use keyturn_domain::secret::Fingerprint;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredKey {
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

fn name_text(name: Option<&KeyName>) -> Option<String> {
    name.map(|name| name.as_str().to_owned())
}

pub(super) fn encode_key(key: &KeyRecord) -> StoredKey {
    StoredKey {
        id: key.id.0,
        connection: key.connection.clone(),
        kind: key.kind.encode(),
        vendor: StoredVendor::encode(key.vendor),
        secret: key.secret.as_deref().map(SecretText::of),
        masked: key.masked.clone(),
        fingerprint: key.fingerprint.hex(),
        name: name_text(key.name.as_ref()),
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
        expiry: encode_expiry(key.expiry),
        checked: key.checked,
        life: key.life.encode(),
        standing: key.standing.encode(),
        next: key.next.iter().map(encode_next).collect(),
        should_use: key.should_use.as_ref().map(|should| (name_text(should.name.as_ref()), should.same)),
        predecessor: key.predecessor.map(|id| id.0),
        successor: key.successor.map(|id| id.0),
        history: key.history.iter().map(|happening| (happening.at, happening.text.clone())).collect(),
        marks: key.marks.marks().iter().map(encode_marked).collect(),
        leak: key.leak.as_ref().map(|leak| (leak.at, leak.reason.clone(), leak.reported)),
    }
}

fn encode_next(next: &NextKey) -> StoredNext {
    StoredNext {
        key: SecretText::of(&next.key),
        name: name_text(next.name.as_ref()),
        expiry: encode_expiry(next.expiry),
        at: next.at,
        rejected: next.rejected,
    }
}

fn decode_next(next: StoredNext) -> NextKey {
    NextKey {
        key: next.key.shared(),
        name: next.name.as_deref().and_then(KeyName::new),
        expiry: decode_expiry(next.expiry),
        at: next.at,
        rejected: next.rejected,
    }
}

const fn encode_expiry(expiry: Expiry) -> StoredExpiry {
    match expiry {
        Expiry::At(at) => StoredExpiry::At(at),
        Expiry::Unknown => StoredExpiry::Unknown,
        Expiry::Never => StoredExpiry::Never,
    }
}

const fn decode_expiry(expiry: StoredExpiry) -> Expiry {
    match expiry {
        StoredExpiry::At(at) => Expiry::At(at),
        StoredExpiry::Unknown => Expiry::Unknown,
        StoredExpiry::Never => Expiry::Never,
    }
}

fn encode_marked(marked: &Marked) -> (DateTime<Utc>, u8, Option<u32>) {
    let (code, other) = encode_mark(marked.mark);
    (marked.at, code, other)
}

fn decode_marked((at, code, other): (DateTime<Utc>, u8, Option<u32>)) -> Result<Marked, VaultError> {
    Ok(Marked { at, mark: decode_mark(code, other)? })
}

pub(super) fn decode_key(key: StoredKey) -> Result<KeyRecord, VaultError> {
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
        fingerprint: Fingerprint::from_hex(&key.fingerprint).ok_or(VaultError::Malformed)?,
        name: name(key.name),
        label: key.label,
        notes: Notes { owner, used_in, text, short_token: key.short_token },
        facility: key.facility,
        community: key.community,
        product,
        vendor_id: key.vendor_id,
        added: key.added,
        made: key.made,
        expiry: decode_expiry(key.expiry),
        checked: key.checked,
        life: Life::decode(key.life)?,
        standing: Standing::decode(key.standing)?,
        next: key.next.into_iter().map(decode_next).collect(),
        should_use: key.should_use.map(|(text, same)| ShouldUse { name: name(text), same }),
        predecessor: key.predecessor.map(KeyId),
        successor: key.successor.map(KeyId),
        history: key.history.into_iter().map(|(at, text)| Happening { at, text }).collect(),
        marks: History::restore(key.marks.into_iter().map(decode_marked).collect::<Result<_, _>>()?),
        leak: key.leak.map(|(at, reason, reported)| Leak { at, reason, reported }),
    })
}
