//! The values of `x-api-key` headers, as headers, in JSON, in command lines and in lists of names and values.

use super::{cut, superapi};
use crate::definition::{HEADER, JOINT, LONGEST_RUN, MARKS, SHORTEST_OTHER, STEM};
use crate::finding::{Form, Kind};
use crate::fingerprint::digest;
use crate::hit::{Hit, mask};
use crate::unescape::Plain;

/// The value of the header whose name, without its `x`, stands here.
pub(crate) fn read(plain: &Plain, at: usize) -> Option<Hit> {
    let named = HEADER.bytes().enumerate().all(|(place, byte)| {
        let found = plain.at(at + place).unwrap_or_default();
        found.eq_ignore_ascii_case(&byte) || byte == b'-' && found == JOINT
    });
    let x = at.checked_sub(2)?;
    let before = [plain.bytes[x].to_ascii_lowercase(), plain.bytes[x + 1]];
    let apart = plain.before(x).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    if !named || !apart || before[0] != b'x' || !matches!(before[1], b'-' | JOINT) {
        return None;
    }
    let start = value(plain, at + HEADER.len())?;
    if plain.after(start, STEM, false).is_some()
        && let Some(hit) = superapi::in_header(plain, start)
    {
        let form = if hit.kind.is_whole() { Form::Header } else { hit.form };
        return Some(Hit { form, ..hit });
    }
    let pass = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.~+/=".contains(&byte);
    let (key, end) = plain.run(start, LONGEST_RUN, pass);
    // A QuickStream key, or a name or mask of one, is found by its mark.
    let marked = MARKS
        .iter()
        .any(|mark| key.windows(4).any(|part| part[0] == JOINT && &part[1..] == mark.text.as_bytes()));
    let left_out = cut::cut(plain, end).is_some() || key.windows(3).any(|part| part == b"...");
    (key.len() >= SHORTEST_OTHER && !marked && !left_out).then(|| {
        let digest = Some(digest(key));
        Hit { form: Form::Header, digest, ..Hit::new(start, end, Kind::OtherApiKey, mask("", key)) }
    })
}

/// Where the value begins behind a header's name.
fn value(plain: &Plain, start: usize) -> Option<usize> {
    let quote = |byte: u8| matches!(byte, b'"' | b'\'');
    let white = |byte: u8| matches!(byte, b' ' | b'\t' | b'+');
    let skip = |at: usize, most: usize, pass: &dyn Fn(u8) -> bool| plain.run(at, most, pass).1;
    let quoted = skip(start, 1, &quote);
    let at = skip(quoted, 8, &white);
    let sign = |byte: u8| b":=>[".contains(&byte) || quoted > start && byte == b',';
    let signs = skip(at, 3, &sign);
    let begin = skip(skip(signs, 8, &white), 3, &|byte| quote(byte) || byte == b'[');
    (signs > at).then_some(begin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unescape;

    fn find(text: &str) -> Option<Hit> {
        let at = text.to_ascii_lowercase().replace('_', "-").find(HEADER).unwrap();
        unescape::read(text.as_bytes(), at, &read)
    }

    #[test]
    fn values_are_found_however_the_header_is_written() {
        for before in [
            "x-api-key: ",
            "X-API-KEY:",
            "\"x-api-key\":\"",
            "\"x-api-key\": [\"",
            r#"\"X-Api-Key\":\""#,
            "HTTP_X_API_KEY=",
            "'x-api-key', '",
            "'x-api-key' => '",
            "x-api-key%3A%20",
        ] {
            let text = format!("{before}fake-other-key-0123456789\" after");
            let hit = find(&text).unwrap_or_else(|| panic!("{before}"));
            assert_eq!((hit.kind, hit.label.as_str()), (Kind::OtherApiKey, "…6789"), "{before}");
            assert_eq!(hit.start, before.len());
            let text = format!("{before}superapiproduct_fake\"");
            assert_eq!(find(&text).unwrap().kind, Kind::SuperApiProduct, "{before}");
        }
    }

    #[test]
    fn a_header_that_is_only_named_or_masked_has_no_value() {
        for text in [
            "Access-Control-Allow-Headers: x-api-key, content-type-and-more",
            "x-api-key: ***",
            "x-api-key: [redacted]",
            "x-api-key: required",
            "missing x-api-key",
            "max-api-key: fake-other-key-0123456789",
            "x-api-key: FAKE_SEC_0123456789abcdefghij",
            "x-api-key: 0123456789abcdef...cdef",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
