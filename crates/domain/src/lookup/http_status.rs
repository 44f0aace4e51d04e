//! The HTTP status that a line says of its own call, read from what stands around a find.

use keyturn_scan::finding::Context;

/// Stands where the find stood.
const FIND: char = '\u{1}';

/// Statuses that may stand alone behind a find.
const BARE: [u16; 17] = [200, 201, 202, 204, 400, 401, 403, 404, 405, 407, 409, 422, 429, 500, 502, 503, 504];

/// Names of a member or a column that holds a status, without what joins their words.
const NAMES: [&str; 14] = [
    "status",
    "statuscode",
    "http",
    "httpstatus",
    "httpstatuscode",
    "httpcode",
    "httpresponsecode",
    "httpresponsestatuscode",
    "responsestatus",
    "responsestatuscode",
    "responsecode",
    "respstatus",
    "scstatus",
    "upstreamstatus",
];

/// What a server does with a status.
const VERBS: [&str; 6] = ["responded", "answered", "returned", "replied", "got", "received"];

/// The status of the line's own call, if it says one. A line with more than one says that of the call that was
/// rejected, or none: which of them is the key's is not known.
pub fn status_in(context: &Context) -> Option<u16> {
    let mut line = context.before.clone();
    line.push(FIND);
    line.push_str(&context.after);
    let line = line.to_lowercase();
    let mut found: Vec<u16> = numbers(&line)
        .filter(|(at, status)| says_status(&line[..*at], &line[at + 3..], *status))
        .map(|(_, status)| status)
        .collect();
    found.sort_unstable();
    found.dedup();
    let rejected = [401, 403].into_iter().find(|status| found.contains(status));
    rejected.or(if let [only] = found.as_slice() { Some(*only) } else { None })
}

/// Every number of three digits that can be a status, and where it stands.
fn numbers(line: &str) -> impl Iterator<Item = (usize, u16)> + '_ {
    let bytes = line.as_bytes();
    let joins = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/' | b'%');
    (0..bytes.len().saturating_sub(2)).filter_map(move |at| {
        let digits = bytes[at..at + 3].iter().all(u8::is_ascii_digit);
        let before = at.checked_sub(1).map(|before| &bytes[before]);
        // "0.401" and "401.5" are other numbers; "401." ends a sentence.
        let apart = before.is_none_or(|byte| !joins(byte) && *byte != b'.')
            && bytes.get(at + 3).is_none_or(|byte| {
                let more = bytes.get(at + 4).is_some_and(u8::is_ascii_alphanumeric);
                let goes_on = more && matches!(byte, b'.' | b':' | b'-');
                !joins(byte) && !goes_on
            });
        let status = line.get(at..at + 3).filter(|_| digits && apart)?.parse().ok()?;
        (200..600).contains(&status).then_some((at, status))
    })
}

fn says_status(before: &str, after: &str, status: u16) -> bool {
    let bare = before.trim_end();
    let lead = before.trim_end_matches(|c: char| c.is_whitespace() || "\"'=:[({\\".contains(c));
    let mut words = lead.rsplit(|c: char| !(c.is_alphanumeric() || "_-./".contains(c)));
    let (last, before_last) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let name = last.rsplit('/').next().unwrap_or_default().replace(['_', '-', '.'], "");
    is_request_line(last)
        || follows_a_path(bare)
        || NAMES.contains(&name.as_str())
        || (name == "code" && ["status", "response", "http"].contains(&before_last))
        || ["->", "=>", "→", "⇒"].iter().any(|arrow| bare.ends_with(arrow))
        || (VERBS.contains(&last) && ends_there(after))
        || (last == "with"
            && ["responded", "answered", "replied", "failed", "rejected"].contains(&before_last))
        || reason(status).is_some_and(|reason| after.trim_start().starts_with(reason))
        || (BARE.contains(&status) && follows_the_find(bare) && ends_there(after))
}

/// The end of a request line or the beginning of a reply: `HTTP/1.1`.
fn is_request_line(word: &str) -> bool {
    let version = word.rsplit_once("http/").map(|(_, version)| version);
    version.is_some_and(|version| {
        version.starts_with(['1', '2', '3'])
            && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    })
}

/// A method and a path stand before it: `GET /product 401`.
fn follows_a_path(before: &str) -> bool {
    const METHODS: [&str; 7] = ["get", "post", "delete", "put", "patch", "head", "options"];
    let mut words = before.split_whitespace().rev();
    let path = words.next().is_some_and(|path| path.starts_with('/') || path.starts_with("http"));
    path && words
        .next()
        .is_some_and(|word| METHODS.contains(&word.trim_matches(|c: char| !c.is_alphabetic())))
}

/// Nothing but what closes a quotation or parts columns stands between the find and the number.
fn follows_the_find(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_whitespace() || "\"'])},;|".contains(c)).ends_with(FIND)
}

/// No word follows that the number would count.
fn ends_there(after: &str) -> bool {
    let after = after.trim_start();
    let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    word.is_empty()
        || ["in", "after", "for", "from", "to", "on", "at", "and"].contains(&word.as_str())
        || after.contains('=')
}

/// The words that belong to a status.
const fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
        200 => "ok",
        201 => "created",
        202 => "accepted",
        204 => "no content",
        400 => "bad request",
        401 => "unauthori",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        407 => "proxy auth",
        409 => "conflict",
        422 => "unprocessable",
        429 => "too many",
        500 => "internal server",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway time",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The find stands where the line has `KEY`.
    fn of(line: &str) -> Option<u16> {
        let (before, after) = line.split_once("KEY").unwrap();
        status_in(&Context { before: before.into(), after: after.into(), ..Context::default() })
    }

    #[test]
    fn a_status_is_read_in_every_usual_writing() {
        for line in [
            "10.0.0.1 - KEY [28/Nov/2026:09:15:00 +1100] \"GET /rest/v1/ HTTP/1.1\" 401 532",
            "10.0.0.1 - - [28/Nov/2026:09:15:00 +1100] \"GET /?key=KEY HTTP/2\" 401 0 \"-\" \"curl/8\"",
            "HTTP/1.1 401 for KEY",
            "key=KEY status=401",
            "status=401 key=KEY took=12ms",
            "{\"key\":\"KEY\",\"status\":401}",
            "{\"status\": \"401\", \"key\": \"KEY\"}",
            "{\\\"key\\\":\\\"KEY\\\",\\\"statusCode\\\":401}",
            "http.response.status_code=401 key=KEY",
            "upstream responded 401 to KEY",
            "KEY -> 401",
            "GET /api-keys/latest KEY → 401 (35 ms)",
            "2026-11-28T09:15:00Z key=KEY 401",
            "KEY,401,GET",
            "KEY failed with status code 401",
            "call with KEY: 401 Unauthorized",
            "KEY: HTTP 401.",
            "request by KEY rejected with 401",
            "sc-status=401 user=KEY",
            "QuickStream answered 401 in 35 ms, key KEY",
            "2026-11-28T09:15:00Z GET /pay 401 key=KEY",
            "DELETE https://api.example/product-api-key 401 KEY",
        ] {
            assert_eq!(of(line), Some(401), "{line}");
        }
        assert_eq!(of("KEY status=200"), Some(200));
        assert_eq!(of("KEY status=200 upstream_status=401"), Some(401), "what was rejected counts");
        assert_eq!(of("KEY status=200 upstream_status=503"), None, "which is the key's?");
    }

    #[test]
    fn another_number_is_no_status() {
        for line in [
            "took 401 ms KEY",
            "KEY took=401ms",
            "KEY took 401 ms",
            "port 401 KEY",
            "KEY /users/401/edit",
            "id=401 KEY",
            "KEY 401 rows",
            "returned 200 rows for KEY",
            "2026-11-28T09:15:00.401Z KEY",
            "KEY 0.401",
            "KEY 401.5",
            "KEY status=4010",
            "exit status 1 KEY",
            "KEY",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_around_nothing_breaks_and_a_named_status_is_found(
            noise in "[ -~é→]{0,40}", status in 200_u16..600,
        ) {
            let _ = of(&["KEY", &noise].concat());
            let context = Context { before: noise.replace(|c: char| c.is_ascii_digit(), ""), ..Context::default() };
            let said = Context { after: format!(" status={status}"), ..context };
            prop_assert_eq!(status_in(&said), Some(status));
        }
    }
}
