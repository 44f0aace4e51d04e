//! The words by which a register stores its enums. A word never gets another meaning.
//!
//! Every `encode` is an exhaustive `match`, so a new variant does not compile until it has a word. That `decode` reads
//! it too is what `tests/stored_enums.rs` checks.

use serde_json::{Value, json};

use keyturn_domain::history::Mark;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::key::KeyKind;
use keyturn_domain::moment::{Expiry, precise, read};
use keyturn_domain::product::Reality;
use keyturn_domain::vendor::Environment;

pub(super) const fn encode_kind(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::WestpacSecret => "quickstream-secret",
        KeyKind::WestpacPublishable => "quickstream-publishable",
        KeyKind::SuperApiPartner => "superapi-partner",
        KeyKind::SuperApiProduct => "superapi-product",
        KeyKind::Unrecognised => "unrecognised",
    }
}

pub(super) fn decode_kind(word: &str) -> Option<KeyKind> {
    Some(match word {
        "quickstream-secret" => KeyKind::WestpacSecret,
        "quickstream-publishable" => KeyKind::WestpacPublishable,
        "superapi-partner" => KeyKind::SuperApiPartner,
        "superapi-product" => KeyKind::SuperApiProduct,
        "unrecognised" => KeyKind::Unrecognised,
        _ => return None,
    })
}

/// What [`Environment::id`] gives.
pub(super) fn decode_environment(word: &str) -> Option<Environment> {
    Some(match word {
        "test" => Environment::Test,
        "live" => Environment::Live,
        "sandbox" => Environment::Sandbox,
        _ => return None,
    })
}

pub(super) const fn encode_reality(reality: Reality) -> &'static str {
    match reality {
        Reality::Sandboxed => "sandboxed",
        Reality::Live => "live",
        Reality::Unknown => "unknown",
    }
}

pub(super) fn decode_reality(word: &str) -> Option<Reality> {
    Some(match word {
        "sandboxed" => Reality::Sandboxed,
        "live" => Reality::Live,
        "unknown" => Reality::Unknown,
        _ => return None,
    })
}

pub(super) fn encode_expiry(expiry: Expiry) -> Value {
    match expiry {
        Expiry::At(at) => json!(precise(at)),
        Expiry::Unknown => json!("unknown"),
        Expiry::Never => json!("never"),
    }
}

pub(super) fn decode_expiry(word: &str) -> Option<Expiry> {
    Some(match word {
        "unknown" => Expiry::Unknown,
        "never" => Expiry::Never,
        date => Expiry::At(read(date)?),
    })
}

/// A mark's word, and the other key of a succession.
pub(super) fn encode_mark(mark: Mark) -> (&'static str, Option<u32>) {
    match mark {
        Mark::Seen => ("seen", None),
        Mark::Made => ("made", None),
        Mark::Alive => ("alive", None),
        Mark::Dead => ("dead", None),
        Mark::Current => ("current", None),
        Mark::Superseded(by) => ("superseded", by.map(|id| id.0)),
        Mark::Deactivated => ("deactivated", None),
        Mark::Unverified => ("unverified", None),
        Mark::Leaked => ("leaked", None),
    }
}

pub(super) fn decode_mark(word: &str, other: Option<KeyId>) -> Option<Mark> {
    Some(match word {
        "seen" => Mark::Seen,
        "made" => Mark::Made,
        "alive" => Mark::Alive,
        "dead" => Mark::Dead,
        "current" => Mark::Current,
        "superseded" => Mark::Superseded(other),
        "deactivated" => Mark::Deactivated,
        "unverified" => Mark::Unverified,
        "leaked" => Mark::Leaked,
        _ => return None,
    })
}
