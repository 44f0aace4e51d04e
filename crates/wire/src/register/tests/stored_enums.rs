//! Every enum of a register with the literal form of every variant, as the first version wrote it. Each literal is
//! read, compared with an exhaustive `match`, and written again. A new variant does not compile until it has a literal
//! here; add it to the list as well.

use serde_json::{Value, json};

use super::super::codec::{decode, encode};
use keyturn_domain::history::Mark;
use keyturn_domain::key::KeyKind;
use keyturn_domain::lookup::KeySummary;
use keyturn_domain::moment::{Expiry, read};
use keyturn_domain::product::Reality;
use keyturn_domain::vendor::{Environment, Vendor};

const AT: &str = "2026-11-22T12:00:00.123Z";

/// An entry of a register, but for `field`, which has this value.
fn stored(field: &str, value: &Value) -> Value {
    let mut entry = json!({
        "id": 1,
        "connection": "c",
        "connectionLabel": "C",
        "environment": null,
        "vendor": "quickstream",
        "kind": "unrecognised",
        "masked": "FAKE_SEC_…",
        "fingerprint": "cbae89833aa4f885f00f7d1f77e2ad6ea8af87d6cd99c9c146a79ac60ecdd194",
        "name": null,
        "label": "",
        "facility": null,
        "product": null,
        "owner": "",
        "usedIn": "",
        "shortToken": null,
        "expiry": "unknown",
        "predecessor": null,
        "successor": null,
        "useInstead": null,
        "history": [],
        "leak": null,
    });
    assert!(entry.get(field).is_some(), "{field}");
    entry[field] = value.clone();
    entry
}

/// Reads an entry with this value in `field`, and expects it to be written again as it was.
fn known(field: &str, value: &Value) -> Option<KeySummary> {
    let entry = stored(field, value);
    let known = decode(&entry, read(AT).unwrap())?;
    assert_eq!(encode(&known), entry);
    Some(known)
}

/// Each of `words` is read, gives itself by `word`, and is written again; `unknown` is refused.
fn each<const N: usize>(
    field: &str,
    words: [&str; N],
    at: impl Fn(&str) -> Value,
    word: impl Fn(&KeySummary) -> &'static str,
) {
    for stored in words {
        let known = known(field, &at(stored)).expect(stored);
        assert_eq!(word(&known), stored, "{field}");
    }
    assert!(known(field, &at("unheard-of")).is_none(), "{field}");
}

#[test]
fn kinds_of_key() {
    let words = [
        "quickstream-secret",
        "quickstream-publishable",
        "superapi-partner",
        "superapi-product",
        "unrecognised",
    ];
    each(
        "kind",
        words,
        |word| word.into(),
        |known| match known.kind {
            KeyKind::WestpacSecret => "quickstream-secret",
            KeyKind::WestpacPublishable => "quickstream-publishable",
            KeyKind::SuperApiPartner => "superapi-partner",
            KeyKind::SuperApiProduct => "superapi-product",
            KeyKind::Unrecognised => "unrecognised",
        },
    );
}

#[test]
fn vendors() {
    each(
        "vendor",
        ["quickstream", "payway", "paymentsplus", "superapi"],
        |word| word.into(),
        |known| match known.vendor {
            Vendor::QuickStream => "quickstream",
            Vendor::PayWay => "payway",
            Vendor::PaymentsPlus => "paymentsplus",
            Vendor::SuperApi => "superapi",
        },
    );
}

#[test]
fn environments() {
    for stored in ["test", "live", "sandbox"] {
        let word = match known("environment", &stored.into()).unwrap().environment.expect(stored) {
            Environment::Test => "test",
            Environment::Live => "live",
            Environment::Sandbox => "sandbox",
        };
        assert_eq!(word, stored);
    }
    // The connection may be gone; one of a later version counts as gone.
    assert!(known("environment", &Value::Null).unwrap().environment.is_none());
    let later = stored("environment", &"staging".into());
    assert!(decode(&later, read(AT).unwrap()).unwrap().environment.is_none());
}

#[test]
fn what_a_product_says_of_its_sandbox() {
    let product =
        |word: &str| json!({ "id": "00000000-0000-0000-0000-000000000008", "name": "P", "reality": word });
    each("product", ["sandboxed", "live", "unknown"], product, |known| {
        match known.product.as_ref().unwrap().reality {
            Reality::Sandboxed => "sandboxed",
            Reality::Live => "live",
            Reality::Unknown => "unknown",
        }
    });
}

#[test]
fn ends_of_a_key() {
    each(
        "expiry",
        [AT, "unknown", "never"],
        |word| word.into(),
        |known| match known.expiry {
            Expiry::At(_) => AT,
            Expiry::Unknown => "unknown",
            Expiry::Never => "never",
        },
    );
}

#[test]
fn marks_of_a_history() {
    let words =
        ["seen", "made", "alive", "dead", "current", "superseded", "deactivated", "unverified", "leaked"];
    for by in [Value::Null, 2.into()] {
        let mark = |word: &str| {
            let by = if word == "superseded" { by.clone() } else { Value::Null };
            json!([{ "at": AT, "mark": word, "by": by }])
        };
        each("history", words, mark, |known| {
            let [marked] = known.history.marks() else { unreachable!("one mark") };
            match marked.mark {
                Mark::Seen => "seen",
                Mark::Made => "made",
                Mark::Alive => "alive",
                Mark::Dead => "dead",
                Mark::Current => "current",
                Mark::Superseded(other) => {
                    assert_eq!(other.map(|id| id.0.into()), by.as_u64());
                    "superseded"
                }
                Mark::Deactivated => "deactivated",
                Mark::Unverified => "unverified",
                Mark::Leaked => "leaked",
            }
        });
    }
}
