//! QuickStream's two replies (API keys and Root pages). Unknown members and their order mean nothing.

use std::sync::Arc;

use serde_json::Value;

use super::json::{label, text};
use keyturn_domain::call::{Identity, Latest};
use keyturn_domain::key::{Field, read_pasted};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::{self, Expiry};

/// `GET /`: every member is optional.
pub(super) fn identity(body: &Value) -> Option<Identity> {
    let named = |name| Some(label(body, name)).filter(|text| !text.is_empty());
    body.is_object().then(|| Identity {
        community: named("communityCode"),
        community_name: named("communityName"),
        key_name: key_name(body),
    })
}

/// `GET /api-keys/latest`: only the key is needed, as it stands. A publishable key is handed on, so that it can be
/// refused for what it is.
pub(super) fn latest(body: &Value) -> Option<Latest> {
    let text_of_key = text(body, "key")?;
    let key = read_pasted(text_of_key, Field::WestpacAny).ok()?;
    // EXPOSE: white space around it would have been dropped; the vendor's key is taken as it is or not at all.
    let whole = key.expose().len() == text_of_key.len();
    let expiry = text(body, "expiryDate").and_then(moment::read).map_or(Expiry::Unknown, Expiry::At);
    whole.then(|| Latest { key: Arc::new(key), name: key_name(body), expiry })
}

fn key_name(body: &Value) -> Option<KeyName> {
    KeyName::new(&label(body, "keyName"))
}
