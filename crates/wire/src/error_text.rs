//! The other side's own words, from whatever an error's body is.
//!
//! QuickStream's error object is known from a public client only, SuperAPI documents one shape on one route;
//! so every member is optional, and nothing is ever decided upon these words.

use serde_json::Value;
use zeroize::Zeroizing;

use super::http::Reply;
use super::json::{Json, text};
use super::redact::shown;
use keyturn_domain::secret::Secret;

/// Characters of an error's text that are kept.
const LONGEST: usize = 300;

/// Characters of a trace code that are kept.
const LONGEST_TRACE: usize = 80;

/// What the body says, redacted and shortened, and the vendor's trace code.
pub(super) fn of(reply: &Reply, key: &Secret) -> (Option<String>, Option<String>) {
    if let Some(json) = Json::read(&reply.body) {
        let mut said = Zeroizing::new(String::new());
        speak(json.value(), &mut said);
        let trace = text(json.value(), "traceCode").and_then(|trace| shown(trace, key, LONGEST_TRACE));
        return (shown(&said, key, LONGEST), trace);
    }
    let body = Zeroizing::new(String::from_utf8_lossy(&reply.body).into_owned());
    let said = match body.trim_start().chars().next() {
        // Half a document: what stands where is not known, so nothing of it is shown.
        Some('{' | '[' | '"') => None,
        Some('<') => title(&body),
        _ if body.contains(['\u{fffd}', '\0']) => None,
        _ => Some(body.as_str()),
    };
    (said.and_then(|said| shown(said, key, LONGEST)), None)
}

/// Whether a body is a page for people.
pub(super) fn is_page(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

fn title(page: &str) -> Option<&str> {
    let lower = page.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower[open..].find('>')? + 1;
    let end = start + lower[start..].find('<')?;
    page.get(start..end)
}

fn speak(value: &Value, said: &mut String) {
    if let Some(message) = message(value) {
        add(said, message);
    }
    for name in ["errors", "error"] {
        if let Some(errors) = value.get(name) {
            list(errors, said);
        }
    }
    if !value.is_object() {
        list(value, said);
    }
}

fn message(value: &Value) -> Option<&str> {
    ["customerMessage", "message", "developerMessage", "detail"]
        .iter()
        .find_map(|name| text(value, name).filter(|text| !text.trim().is_empty()))
}

/// `errors` as an object with `detail`, an object of field names, a list of either, or a text. The values
/// that were sent in a field (`fieldValue`) are left out: one of them may be a key.
fn list(errors: &Value, said: &mut String) {
    match errors {
        Value::String(text) => add(said, text),
        Value::Array(items) => items.iter().for_each(|item| list(item, said)),
        Value::Object(members) => {
            if let Some(messages) = members.get("messages") {
                add(said, text(errors, "fieldName").unwrap_or_default());
                list(messages, said);
            } else if let Some(message) = message(errors) {
                add(said, message);
            } else {
                for (field, messages) in members {
                    add(said, field);
                    list(messages, said);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn add(said: &mut String, text: &str) {
    if !said.is_empty() && !text.is_empty() {
        said.push_str("; ");
    }
    said.push_str(text);
}
