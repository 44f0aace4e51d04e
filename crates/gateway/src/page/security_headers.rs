//! The security headers of every response that is not a vendor's.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src blob:; base-uri 'none'; \
     object-src 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
     trusted-types default keyturn-worker";

/// Refuses a script without a hash.
const HASHES: &str = "blocked-destinations=(script)";

const SECURITY_HEADERS: [(&str, &str); 8] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), \
         display-capture=(), clipboard-read=(self), clipboard-write=(self), browsing-topics=()",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds the headers that are not set yet: the sandbox's control page has a policy of its own. A page for development has
/// no hashes to require, and its workers start from their files and not from copies that were checked.
pub(crate) fn add_security_headers(headers: &mut HeaderMap, public_https: bool, is_hashed: bool) {
    let workers = if is_hashed { "worker-src blob:" } else { "worker-src 'self'" };
    if let Ok(policy) = HeaderValue::from_str(&POLICY.replace("worker-src blob:", workers)) {
        headers.entry("content-security-policy").or_insert(policy);
    }
    for (name, value) in SECURITY_HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if is_hashed {
        headers.entry("integrity-policy").or_insert(HeaderValue::from_static(HASHES));
    }
    if public_https {
        headers.insert("strict-transport-security", HeaderValue::from_static(HSTS));
    }
}
