//! The key in a request's headers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use keyturn_wire::http::VendorRequest;

/// QuickStream: the user name of HTTP Basic credentials, whose password must be empty.
pub(super) fn basic_user(request: &VendorRequest) -> Option<String> {
    let (scheme, encoded) = request.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (user, password) = decoded.split_once(':')?;
    password.is_empty().then(|| user.to_owned())
}

/// SuperAPI: the `x-api-key` header.
pub(super) fn api_key(request: &VendorRequest) -> Option<&str> {
    request.header("x-api-key")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(authorization: &str) -> Option<String> {
        basic_user(&VendorRequest {
            method: "GET".into(),
            path: "/rest/v1/".into(),
            headers: vec![("authorization".into(), authorization.into())],
        })
    }

    #[test]
    fn trap_03_the_colon_stays_and_the_password_is_blank() {
        let of = |text: &str| format!("Basic {}", STANDARD.encode(text));
        assert_eq!(user(&of("F_SEC_fake:")).as_deref(), Some("F_SEC_fake"));
        assert_eq!(user(&of("F_SEC_fake:").replace("Basic", "basic")).as_deref(), Some("F_SEC_fake"));
        assert_eq!(user(&of("F_SEC_fake")), None);
        assert_eq!(user(&of(":F_SEC_fake")), None);
        assert_eq!(user(&of("F_SEC_fake:x")), None);
        assert_eq!(user("Bearer F_SEC_fake"), None);
        assert_eq!(user("Basic !!"), None);
    }
}
