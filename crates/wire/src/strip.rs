//! Takes named members out of a JSON reply before it goes on to the page.

use serde_json::Value;
use zeroize::{Zeroize as _, Zeroizing};

use super::gateway_error::GatewayError;

/// Removes the members at any depth, and empties texts that name one: they may be documents themselves. A reply that should be JSON and is not could hide them, so a success
/// is kept back; so is any other reply that names one of them outright.
pub fn strip(
    body: Zeroizing<Vec<u8>>,
    success: bool,
    members: &[&str],
) -> Result<Zeroizing<Vec<u8>>, GatewayError> {
    if members.is_empty() || body.is_empty() {
        return Ok(body);
    }
    match serde_json::from_slice::<Value>(&body) {
        Ok(mut value) => {
            remove(&mut value, members);
            serde_json::to_vec(&value).map(Zeroizing::new).map_err(|_| GatewayError::UnreadableReply)
        }
        Err(_) if !success && !names_one(&body, members) => Ok(body),
        Err(_) => Err(GatewayError::UnreadableReply),
    }
}

fn remove(value: &mut Value, members: &[&str]) {
    match value {
        Value::Object(object) => {
            object.retain(|name, _| !members.contains(&name.as_str()));
            object.values_mut().for_each(|inner| remove(inner, members));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| remove(inner, members)),
        Value::String(text) if names_one(text.as_bytes(), members) => text.zeroize(),
        _ => {}
    }
}

/// Whether a text that is no JSON names a member all the same: plainly, in JSON's escapes, or in UTF-16.
fn names_one(body: &[u8], members: &[&str]) -> bool {
    let text = unescaped(&String::from_utf8_lossy(body).replace('\0', ""));
    members.iter().any(|member| text.contains(member))
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\\u");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let code = part.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        plain.extend(code);
        plain.push_str(if code.is_some() { &part[4..] } else { part });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &[&str] = &["webhook_signing_token"];

    fn stripped(body: &str, success: bool) -> Result<String, GatewayError> {
        strip(Zeroizing::new(body.into()), success, TOKEN)
            .map(|body| String::from_utf8(body.to_vec()).unwrap())
    }

    #[test]
    fn members_go_at_any_depth_and_the_rest_stays() {
        assert_eq!(
            stripped(
                r#"{"data":[{"id":1,"webhook_signing_token":"FAKE"},{"in":{"webhook_signing_token":{}}}]}"#,
                true
            ),
            Ok(r#"{"data":[{"id":1},{"in":{}}]}"#.to_owned())
        );
    }

    #[test]
    fn a_member_written_with_escapes_goes_too() {
        assert_eq!(
            stripped(r#"{"webhook_signing\u005ftoken":"FAKE","a":1}"#, true),
            Ok(r#"{"a":1}"#.to_owned())
        );
    }

    #[test]
    fn a_text_that_is_itself_a_document_with_a_member_goes_too() {
        assert_eq!(
            stripped(
                r#"{"raw":"{\"webhook_signing_token\":\"FAKE\"}","deep":["{\"webhook_signing\\u005ftoken\":1}"]}"#,
                true
            ),
            Ok(r#"{"deep":[""],"raw":""}"#.to_owned())
        );
    }

    #[test]
    fn what_cannot_be_read_is_kept_back_on_success_or_if_it_names_a_member() {
        let cut = r#"{"data":{"webhook_signing_token":"FA"#;
        assert_eq!(stripped(cut, true), Err(GatewayError::UnreadableReply));
        assert_eq!(stripped(cut, false), Err(GatewayError::UnreadableReply));
        for hidden in [
            r#"{"webhook_signing\u005ftoken":"FAKE",}"#,
            r#"{"\u0077ebhook_signing_token":"FAKE""#,
            "w\0e\0b\0h\0o\0o\0k\0_\0s\0i\0g\0n\0i\0n\0g\0_\0t\0o\0k\0e\0n\0",
        ] {
            assert_eq!(stripped(hidden, false), Err(GatewayError::UnreadableReply), "{hidden}");
        }
        assert_eq!(stripped(r"<a>C:\users \u</a>", false), Ok(r"<a>C:\users \u</a>".to_owned()));
        assert_eq!(stripped("<html>", true), Err(GatewayError::UnreadableReply));
        assert_eq!(stripped("<html>", false), Ok("<html>".to_owned()));
        assert_eq!(stripped("", true), Ok(String::new()));
    }
}
