//! JSON documents that may hold keys.

use std::borrow::Cow;

use serde_json::Value;
use zeroize::{Zeroize, Zeroizing};

/// A parsed body. Its texts are wiped when it is dropped.
pub(super) struct Json(Value);

impl Json {
    /// `None` if the body is no whole JSON document. Bytes that are no UTF-8 are replaced, not refused: an odd
    /// letter in some name must not cost a key that stands beside it.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let value = match String::from_utf8_lossy(body) {
            Cow::Borrowed(text) => serde_json::from_str(text),
            Cow::Owned(text) => serde_json::from_str(&Zeroizing::new(text)),
        };
        value.ok().map(Self)
    }

    pub(super) const fn value(&self) -> &Value {
        &self.0
    }
}

impl Drop for Json {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A member that is a text.
pub(super) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

/// A text that may be shown, and typed again as it is seen: without the characters that are invisible or turn
/// the line around, with single spaces, and no longer than the longest id that a vendor reserves (255). Empty
/// if absent.
pub(super) fn label(value: &Value, name: &str) -> String {
    const LONGEST: usize = 255;
    let text = text(value, name).unwrap_or_default();
    let mut shown = String::new();
    let seen = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_unprintable(*c));
    for c in seen.take(LONGEST) {
        if c != ' ' || !(shown.is_empty() || shown.ends_with(' ')) {
            shown.push(c);
        }
    }
    shown.truncate(shown.trim_end().len());
    shown
}

/// Control characters, the format characters that hide or reorder text, and the letters that show nothing.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
