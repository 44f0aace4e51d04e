//! Validates the host names in the configuration.

use std::net::{Ipv4Addr, Ipv6Addr};

/// What is wrong with a host (without a port), to be written after its name. `None` if it is an address or a valid name.
pub(crate) fn find_error(host: &str) -> Option<&'static str> {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').and_then(|inner| inner.parse::<Ipv6Addr>().ok());
        return address.is_none().then_some("is no address of IPv6");
    }
    if host.parse::<Ipv4Addr>().is_ok() {
        return None;
    }
    let mut parts = host.split('.');
    if host.is_empty() || parts.clone().any(str::is_empty) {
        return Some("has an empty part: there is a dot too many, or nothing beside one");
    }
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if host.len() > 253
        || parts.any(|part| {
            part.len() > 63 || part.starts_with('-') || part.ends_with('-') || !part.chars().all(known)
        })
    {
        return Some(
            "is no host name: its parts are up to 63 letters, digits and inner hyphens, 253 characters together",
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_name_is_one() {
        for good in
            ["localhost", "a.b", "xn--a.example", "10.0.0.1", "[::1]", "a-b.c_d.example", &"a".repeat(63)]
        {
            assert_eq!(find_error(good), None, "{good}");
        }
        for bad in [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a.b",
            "a.b-",
            "a b",
            "[::g]",
            "[::1",
            "a/b",
            "a\u{202e}b",
            "ä.example",
            &"a".repeat(64),
            &"a.".repeat(130),
        ] {
            assert!(find_error(bad).is_some(), "{bad}");
        }
    }
}
