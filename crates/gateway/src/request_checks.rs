//! Checks of a request's headers: a known host name, and for vendor calls the panel's own origin.

use axum::http::{HeaderMap, HeaderName, Uri, header};

use crate::error_response::GatewayError;

/// Refuses unknown host names, against DNS rebinding: another site's name can be made to resolve to this machine, and
/// its page would then count as same-origin.
pub(crate) fn check_host(headers: &HeaderMap, uri: &Uri, hosts: &[String]) -> Result<(), GatewayError> {
    if uri.authority().is_some() {
        return Err(GatewayError::Host);
    }
    let host = single_value(headers, &header::HOST).ok_or(GatewayError::Host)?.to_ascii_lowercase();
    let name = without_port(&host).ok_or(GatewayError::Host)?;
    let loopback = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    if loopback || hosts.iter().any(|known| *known == host || *known == name) {
        return Ok(());
    }
    Err(GatewayError::Host)
}

/// Refuses requests that do not prove to come from the panel's own page. Browsers set `Sec-Fetch-Site`, older ones at
/// least `Origin`.
pub(crate) fn check_same_origin(headers: &HeaderMap, public_https: bool) -> Result<(), GatewayError> {
    const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    if headers.contains_key(SEC_FETCH_SITE) {
        return match single_value(headers, &SEC_FETCH_SITE) {
            Some("same-origin") => Ok(()),
            _ => Err(GatewayError::CrossSite),
        };
    }
    if origin_matches_host(headers, public_https) { Ok(()) } else { Err(GatewayError::CrossSite) }
}

/// Whether there is one `Origin` and it matches `Host`.
pub(crate) fn origin_matches_host(headers: &HeaderMap, public_https: bool) -> bool {
    let scheme = if public_https { "https" } else { "http" };
    match (single_value(headers, &header::ORIGIN), single_value(headers, &header::HOST)) {
        (Some(origin), Some(host)) => origin.eq_ignore_ascii_case(&format!("{scheme}://{host}")),
        _ => false,
    }
}

/// Refuses `Transfer-Encoding`: browsers do not send it here, and servers disagree about a request that has a
/// `Content-Length` as well (hyper removes that before it can be seen), which allows request smuggling.
pub(crate) fn check_framing(headers: &HeaderMap) -> Result<(), GatewayError> {
    if headers.contains_key(header::TRANSFER_ENCODING) { Err(GatewayError::BadRequest) } else { Ok(()) }
}

/// The value of a header that occurs exactly once and is plain text.
pub(crate) fn single_value<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() {
        return None;
    }
    value.to_str().ok()
}

fn without_port(host: &str) -> Option<&str> {
    let name_end = match host.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => host.find(':').unwrap_or(host.len()),
    };
    let (name, port) = host.split_at(name_end);
    let port_is_plain = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| !digits.starts_with('+') && digits.parse::<u16>().is_ok());
    port_is_plain.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_taken_off_a_name_and_off_an_address() {
        for (host, name) in [
            ("localhost", Some("localhost")),
            ("localhost:8080", Some("localhost")),
            ("[::1]:8080", Some("[::1]")),
            ("[::1]", Some("[::1]")),
            ("[::1", None),
            ("localhost:", None),
            ("localhost:+80", None),
            ("localhost:8080:evil", None),
            ("localhost:8080@evil", None),
        ] {
            assert_eq!(without_port(host), name, "{host}");
        }
    }
}
