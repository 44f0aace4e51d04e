//! Takes named members out of a JSON reply before it leaves the gateway.

use serde_json::Value;
use zeroize::Zeroizing;

use crate::own_error::OwnError;

/// Removes the members at any depth. A reply that should be JSON and is not could hide them, so a success
/// is kept back; so is any other reply that names one of them outright.
pub(crate) fn strip(
    body: Zeroizing<Vec<u8>>,
    success: bool,
    members: &[&str],
) -> Result<Zeroizing<Vec<u8>>, OwnError> {
    if members.is_empty() || body.is_empty() {
        return Ok(body);
    }
    match serde_json::from_slice::<Value>(&body) {
        Ok(mut value) => {
            remove(&mut value, members);
            serde_json::to_vec(&value).map(Zeroizing::new).map_err(|_| OwnError::UnreadableReply)
        }
        Err(_) if !success && !names_one(&body, members) => Ok(body),
        Err(_) => Err(OwnError::UnreadableReply),
    }
}

fn remove(value: &mut Value, members: &[&str]) {
    match value {
        Value::Object(object) => {
            object.retain(|name, _| !members.contains(&name.as_str()));
            object.values_mut().for_each(|inner| remove(inner, members));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| remove(inner, members)),
        _ => {}
    }
}

fn names_one(body: &[u8], members: &[&str]) -> bool {
    let text = String::from_utf8_lossy(body);
    members.iter().any(|member| text.contains(member))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &[&str] = &["webhook_signing_token"];

    fn stripped(body: &str, success: bool) -> Result<String, OwnError> {
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
    fn what_cannot_be_read_is_kept_back_on_success_or_if_it_names_a_member() {
        let cut = r#"{"data":{"webhook_signing_token":"FA"#;
        assert_eq!(stripped(cut, true), Err(OwnError::UnreadableReply));
        assert_eq!(stripped(cut, false), Err(OwnError::UnreadableReply));
        assert_eq!(stripped("<html>", true), Err(OwnError::UnreadableReply));
        assert_eq!(stripped("<html>", false), Ok("<html>".to_owned()));
        assert_eq!(stripped("", true), Ok(String::new()));
    }
}
