//! One key of a register as JSON, and back.

use serde_json::{Value, json};

use crate::json::{label, text};
use keyturn_domain::history::{History, Mark, Marked};
use keyturn_domain::inventory::KeyId;
use keyturn_domain::key::KeyKind;
use keyturn_domain::key_name::KeyName;
use keyturn_domain::leak::Leak;
use keyturn_domain::lookup::{Known, Shelf};
use keyturn_domain::moment::{Expiry, Moment, precise, read};
use keyturn_domain::product::{Product, Reality};
use keyturn_domain::secret::Fingerprint;
use keyturn_domain::short_token;
use keyturn_domain::vendor::{Environment, Vendor};

const KINDS: [(&str, KeyKind); 5] = [
    ("quickstream-secret", KeyKind::WestpacSecret),
    ("quickstream-publishable", KeyKind::WestpacPublishable),
    ("superapi-partner", KeyKind::SuperApiPartner),
    ("superapi-product", KeyKind::SuperApiProduct),
    ("unrecognised", KeyKind::Unrecognised),
];
const REALITIES: [(&str, Reality); 3] =
    [("sandboxed", Reality::Sandboxed), ("live", Reality::Live), ("unknown", Reality::Unknown)];
const MARKS: [(&str, Mark); 9] = [
    ("seen", Mark::Seen),
    ("made", Mark::Made),
    ("alive", Mark::Alive),
    ("dead", Mark::Dead),
    ("current", Mark::Current),
    ("superseded", Mark::Superseded(None)),
    ("deactivated", Mark::Deactivated),
    ("unverified", Mark::Unverified),
    ("leaked", Mark::Leaked),
];
const ENVIRONMENTS: [Environment; 3] = [Environment::Test, Environment::Live, Environment::Sandbox];

fn word<T: PartialEq>(of: &T, words: &[(&'static str, T)]) -> &'static str {
    words.iter().find(|(_, one)| one == of).map_or("", |(word, _)| word)
}

fn meant<T: Copy>(value: &Value, name: &str, words: &[(&'static str, T)]) -> Option<T> {
    let said = text(value, name)?;
    words.iter().find(|(word, _)| *word == said).map(|(_, one)| *one)
}

pub(super) fn down(known: &Known) -> Value {
    let name = |name: &Option<KeyName>| name.as_ref().map(|name| name.as_str().to_owned());
    json!({
        "id": known.id.0,
        "connection": known.connection,
        "connectionLabel": known.connection_label,
        "environment": known.environment.map(Environment::id),
        "vendor": known.vendor.id(),
        "kind": word(&known.kind, &KINDS),
        "masked": known.masked,
        "fingerprint": known.fingerprint.hex(),
        "name": name(&known.name),
        "label": known.label,
        "facility": known.facility,
        "product": known.product.as_ref().map(|product| json!({
            "id": product.id.to_string(),
            "name": product.name,
            "reality": word(&product.reality, &REALITIES),
        })),
        "owner": known.owner,
        "usedIn": known.used_in,
        "shortToken": known.short_token,
        "expiry": match known.expiry {
            Expiry::At(at) => json!(precise(at)),
            Expiry::Unknown => json!("unknown"),
            Expiry::Never => json!("never"),
        },
        "predecessor": known.predecessor.map(|id| id.0),
        "successor": known.successor.map(|id| id.0),
        "useInstead": name(&known.use_instead),
        "history": known.history.marks().iter().map(mark_down).collect::<Vec<_>>(),
        "leak": known.leak.as_ref().map(|leak| json!({
            "at": precise(leak.at),
            "reason": leak.reason,
            "reported": leak.reported.map(precise),
        })),
    })
}

fn mark_down(marked: &Marked) -> Value {
    let (mark, by) = match marked.mark {
        Mark::Superseded(by) => (Mark::Superseded(None), by.map(|id| id.0)),
        mark => (mark, None),
    };
    json!({ "at": precise(marked.at), "mark": word(&mark, &MARKS), "by": by })
}

/// `None` if something that is needed is missing or makes no sense. Texts come in as any text of a stranger does.
pub(super) fn up(entry: &Value, written: Moment) -> Option<Known> {
    let optional = |name: &str| Some(label(entry, name)).filter(|text| !text.is_empty());
    let name = |name: &str| text(entry, name).and_then(KeyName::new);
    let marks = entry.get("history")?.as_array()?.iter().map(mark_up).collect::<Option<Vec<_>>>()?;
    Some(Known {
        shelf: Shelf::Register,
        id: id(entry, "id")?,
        connection: optional("connection")?,
        connection_label: optional("connectionLabel")?,
        environment: one_of(entry, "environment", &ENVIRONMENTS, Environment::id),
        vendor: text(entry, "vendor").and_then(Vendor::from_id)?,
        kind: meant(entry, "kind", &KINDS)?,
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
                reality: meant(product, "reality", &REALITIES)?,
            }),
        },
        owner: label(entry, "owner"),
        used_in: label(entry, "usedIn"),
        short_token: short_token::read(&label(entry, "shortToken"), None)
            .ok()
            .filter(|token| !token.is_empty()),
        expiry: match text(entry, "expiry")? {
            "unknown" => Expiry::Unknown,
            "never" => Expiry::Never,
            date => Expiry::At(read(date)?),
        },
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
    })
}

fn mark_up(entry: &Value) -> Option<Marked> {
    let at = text(entry, "at").and_then(read)?;
    let mark = match meant(entry, "mark", &MARKS)? {
        Mark::Superseded(_) => Mark::Superseded(id(entry, "by")),
        mark => mark,
    };
    Some(Marked { at, mark })
}

fn id(entry: &Value, name: &str) -> Option<KeyId> {
    entry.get(name)?.as_u64().and_then(|id| u32::try_from(id).ok()).map(KeyId)
}

fn one_of<T: Copy>(entry: &Value, name: &str, all: &[T], id: impl Fn(T) -> &'static str) -> Option<T> {
    let said = text(entry, name)?;
    all.iter().copied().find(|one| id(*one) == said)
}
