//! What of a vendor's reply is passed on to the page.
//!
//! Of its headers two come back and no other: no cookie, no challenge that would open the browser's login box, no CORS.
//! The body comes from this page's own origin once the proxy has passed it on. A browser that is led to it must have
//! nothing to run or to draw, so it is JSON or it is plain text.

use serde::de::IgnoredAny;
use zeroize::Zeroizing;

use super::gateway_error::marked;
use super::http::Reply;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// The vendor's reply as the page gets it. `header` gives the one value of a header of the vendor's.
pub fn passed_on(status: u16, header: impl Fn(&str) -> Option<String>, body: Zeroizing<Vec<u8>>) -> Reply {
    let kind = safe_content_type(header("content-type").as_deref(), &body);
    let kind = kind.map(|kind| ("content-type".to_owned(), kind.to_owned()));
    let retry_after = header("retry-after").map(|value| ("retry-after".to_owned(), value));
    marked("vendor", status, kind.into_iter().chain(retry_after).collect(), body)
}

/// JSON if the vendor says so or if it is; else plain text; nothing for nothing.
fn safe_content_type(declared: Option<&str>, body: &[u8]) -> Option<&'static str> {
    if declared.is_some_and(declares_json) || serde_json::from_slice::<IgnoredAny>(body).is_ok() {
        Some(JSON)
    } else if body.is_empty() {
        None
    } else {
        Some(TEXT)
    }
}

/// Half a document is still the vendor's JSON: the page tells it apart from a page of somebody else's.
fn declares_json(declared: &str) -> bool {
    let essence = declared.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case(JSON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_passed_on_as_what_a_browser_would_run_or_draw() {
        for declared in [
            "text/html",
            "TEXT/HTML; charset=utf-7",
            "application/xhtml+xml",
            "image/svg+xml",
            "text/xml",
            "text/javascript",
            "multipart/x-mixed-replace",
            "application/pdf",
            "text/html, application/json",
            "application/json, text/html",
            "application/json+html",
            "",
        ] {
            assert_eq!(safe_content_type(Some(declared), b"<html>"), Some(TEXT), "{declared}");
            assert_eq!(safe_content_type(Some(declared), b" {\"a\": 1}\n"), Some(JSON), "{declared}");
        }
        assert_eq!(safe_content_type(None, b"<svg/>"), Some(TEXT));
        assert_eq!(safe_content_type(None, b""), None);
        assert_eq!(safe_content_type(None, b"[1]"), Some(JSON));
        assert_eq!(safe_content_type(Some(" Application/JSON ; charset=utf-8"), b"{\"cut"), Some(JSON));
    }
}
