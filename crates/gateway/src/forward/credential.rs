//! Moves the key from the page's header to the vendor's.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyturn_wire::routes::CredentialHeader;
use zeroize::Zeroizing;

use crate::error_response::GatewayError;
use crate::request_checks::single_value;

/// Longer than any key a vendor documents, shorter than what servers refuse as a header.
const MAX_BYTES: usize = 2048;

/// The vendor's header, marked sensitive so that no client library prints it.
pub(crate) fn to_vendor_header(
    headers: &HeaderMap,
    kind: CredentialHeader,
) -> Result<(HeaderName, HeaderValue), GatewayError> {
    let text = single_value(headers, &HeaderName::from_static(kind.from_page()))
        .filter(|text| text.len() <= MAX_BYTES && is_well_formed(kind, text))
        .ok_or(GatewayError::MissingCredential)?;
    let mut value = HeaderValue::from_str(text).map_err(|_| GatewayError::MissingCredential)?;
    value.set_sensitive(true);
    Ok((HeaderName::from_static(kind.to_vendor()), value))
}

fn is_well_formed(kind: CredentialHeader, text: &str) -> bool {
    match kind {
        CredentialHeader::Basic => text
            .strip_prefix("Basic ")
            .and_then(|encoded| STANDARD.decode(encoded).ok().map(Zeroizing::new))
            .is_some_and(|decoded| decoded.len() > 1 && decoded.contains(&b':')),
        CredentialHeader::ApiKey => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_documented_forms_pass() {
        for (kind, text, passes) in [
            (CredentialHeader::Basic, "Basic RkFLRTo=", true),
            (CredentialHeader::Basic, "Basic RkFLRQ==", false),
            (CredentialHeader::Basic, "Basic Og==", false),
            (CredentialHeader::Basic, "basic RkFLRTo=", false),
            (CredentialHeader::Basic, "Basic  RkFLRTo=", false),
            (CredentialHeader::Basic, "Basic !", false),
            (CredentialHeader::Basic, "Bearer RkFLRTo=", false),
            (CredentialHeader::ApiKey, "superapipartner_FAKE", true),
            (CredentialHeader::ApiKey, "", false),
            (CredentialHeader::ApiKey, "two words", false),
        ] {
            assert_eq!(is_well_formed(kind, text), passes, "{text}");
        }
    }
}
