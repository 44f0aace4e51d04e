//! One key of a register as JSON, and back.

use serde_json::{Value, json};

use super::words::{
    decode_environment, decode_expiry, decode_kind, decode_mark, decode_reality, encode_expiry, encode_kind,
    encode_mark, encode_reality,
};
use crate::json::{label, text};
use keyturn_domain::history::{History, Marked};
use keyturn_domain::inventory::KeyId;
use keyturn_domain::key_name::KeyName;
use keyturn_domain::leak::Leak;
use keyturn_domain::lookup::{KeySource, KeySummary};
use keyturn_domain::moment::{Moment, precise, read};
use keyturn_domain::product::Product;
use keyturn_domain::secret::Fingerprint;
use keyturn_domain::short_token;
use keyturn_domain::vendor::{Environment, Vendor};

pub(super) fn encode(known: &KeySummary) -> Value {
    let name = |name: &Option<KeyName>| name.as_ref().map(|name| name.as_str().to_owned());
    json!({
        "id": known.id.0,
        "connection": known.connection,
        "connectionLabel": known.connection_label,
        "environment": known.environment.map(Environment::id),
        "vendor": known.vendor.id(),
        "kind": encode_kind(known.kind),
        "masked": known.masked,
        "fingerprint": known.fingerprint.hex(),
        "name": name(&known.name),
        "label": known.label,
        "facility": known.facility,
        "product": known.product.as_ref().map(|product| json!({
            "id": product.id.to_string(),
            "name": product.name,
            "reality": encode_reality(product.reality),
        })),
        "owner": known.owner,
        "usedIn": known.used_in,
        "shortToken": known.short_token,
        "expiry": encode_expiry(known.expiry),
        "predecessor": known.predecessor.map(|id| id.0),
        "successor": known.successor.map(|id| id.0),
        "useInstead": name(&known.use_instead),
        "history": known.history.marks().iter().map(encode_marked).collect::<Vec<_>>(),
        "leak": known.leak.as_ref().map(|leak| json!({
            "at": precise(leak.at),
            "reason": leak.reason,
            "reported": leak.reported.map(precise),
        })),
    })
}

fn encode_marked(marked: &Marked) -> Value {
    let (mark, by) = encode_mark(marked.mark);
    json!({ "at": precise(marked.at), "mark": mark, "by": by })
}

/// `None` if something that is needed is missing or makes no sense. Texts come in as any text of a stranger does.
pub(super) fn decode(entry: &Value, written: Moment) -> Option<KeySummary> {
    let optional = |name: &str| Some(label(entry, name)).filter(|text| !text.is_empty());
    let name = |name: &str| text(entry, name).and_then(KeyName::new);
    let marks = entry.get("history")?.as_array()?.iter().map(decode_marked).collect::<Option<Vec<_>>>()?;
    Some(KeySummary {
        source: KeySource::Register,
        id: id(entry, "id")?,
        connection: optional("connection")?,
        connection_label: optional("connectionLabel")?,
        environment: text(entry, "environment").and_then(decode_environment),
        vendor: text(entry, "vendor").and_then(Vendor::from_id)?,
        kind: text(entry, "kind").and_then(decode_kind)?,
        masked: label(entry, "masked"),
        fingerprint: text(entry, "fingerprint").and_then(Fingerprint::from_hex)?,
        name: name("name"),
        label: label(entry, "label"),
        facility: optional("facility"),
        product: match entry.get("product") {
            None | Some(Value::Null) => None,
            Some(product) => Some(Product {
                id: text(product, "id")?.parse().ok()?,
                name: label(product, "name"),
                reality: text(product, "reality").and_then(decode_reality)?,
            }),
        },
        owner: label(entry, "owner"),
        used_in: label(entry, "usedIn"),
        short_token: short_token::read(&label(entry, "shortToken"), None)
            .ok()
            .filter(|token| !token.is_empty()),
        expiry: text(entry, "expiry").and_then(decode_expiry)?,
        predecessor: id(entry, "predecessor"),
        successor: id(entry, "successor"),
        use_instead: name("useInstead"),
        history: History::restore(marks),
        leak: match entry.get("leak") {
            None | Some(Value::Null) => None,
            Some(leak) => Some(Leak {
                at: text(leak, "at").and_then(read)?,
                reason: label(leak, "reason"),
                reported: text(leak, "reported").and_then(read),
            }),
        },
        until: Some(written),
        panel: None,
    })
}

fn decode_marked(entry: &Value) -> Option<Marked> {
    let at = text(entry, "at").and_then(read)?;
    Some(Marked { at, mark: decode_mark(text(entry, "mark")?, id(entry, "by"))? })
}

fn id(entry: &Value, name: &str) -> Option<KeyId> {
    entry.get(name)?.as_u64().and_then(|id| u32::try_from(id).ok()).map(KeyId)
}
