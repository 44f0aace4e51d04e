//! The values of `x-api-key` headers, as headers, in JSON, in command lines and in lists of names and values.

use super::superapi;
use crate::definition::{HEADER, JOINT, LONGEST_RUN, MARKS, SHORTEST_OTHER, STEM};
use crate::hit::{Hit, mask};
use crate::print::digest;
use crate::sighting::{Form, Kind};
use crate::units::{self, Unit};

/// The value of the header whose name, without its `x`, stands here.
pub(crate) fn read(text: &[u8], at: usize) -> Option<Hit> {
    let named = HEADER.bytes().enumerate().all(|(place, byte)| {
        let found = text.get(at + place).copied().unwrap_or_default();
        found.eq_ignore_ascii_case(&byte) || byte == b'-' && found == JOINT
    });
    let joint = units::previous(text, at).filter(|unit| unit.is(b'-') || unit.is(JOINT))?;
    let x = units::previous(text, joint.start).filter(|unit| unit.is(b'x') || unit.is(b'X'))?;
    if !named || units::previous(text, x.start).is_some_and(Unit::is_alphanumeric) {
        return None;
    }
    let start = value(text, at + HEADER.len())?;
    if units::after(text, start, STEM, false).is_some()
        && let Some(hit) = superapi::in_header(text, start)
    {
        let form = if hit.kind.is_whole() { Form::Header } else { hit.form };
        return Some(Hit { form, ..hit });
    }
    let pass = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.~+/=".contains(&byte);
    let (key, end) = units::run(text, start, LONGEST_RUN, pass);
    // A QuickStream key, or a name or mask of one, is found by its mark.
    let marked = MARKS
        .iter()
        .any(|mark| key.windows(4).any(|part| part[0] == JOINT && &part[1..] == mark.text.as_bytes()));
    let left_out = super::mask_sign(text, end).is_some() || key.windows(3).any(|part| part == b"...");
    (key.len() >= SHORTEST_OTHER && !marked && !left_out).then(|| Hit {
        start,
        end,
        kind: Kind::OtherApiKey,
        form: Form::Header,
        label: mask("", &key),
        digest: Some(digest(&key)),
        known: None,
    })
}

/// Where the value begins behind a header's name.
fn value(text: &[u8], start: usize) -> Option<usize> {
    let quote = |unit: Unit| unit.is(b'"') || unit.is(b'\'');
    let (at, quoted) = skip(text, start, quote, 1);
    let (at, _) = skip(text, at, white, 8);
    let sign = |unit: Unit| {
        unit.is(b':') || unit.is(b'=') || unit.is(b'>') || unit.is(b'[') || quoted && unit.is(b',')
    };
    let (at, signs) = skip(text, at, sign, 3);
    let (at, _) = skip(text, at, white, 8);
    let (at, _) = skip(text, at, |unit| quote(unit) || unit.is(b'['), 3);
    signs.then_some(at)
}

fn white(unit: Unit) -> bool {
    unit.is(b' ') || unit.is(b'\t') || unit.is(b'+')
}

/// Behind at most so many units that pass, and whether there was one.
fn skip(text: &[u8], start: usize, pass: impl Fn(Unit) -> bool, most: usize) -> (usize, bool) {
    let mut at = start;
    for _ in 0..most {
        match units::next(text, at).filter(|unit| pass(*unit)) {
            Some(unit) => at = unit.end,
            None => break,
        }
    }
    (at, at > start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Option<Hit> {
        let at = text.to_ascii_lowercase().replace('_', "-").find(HEADER).unwrap();
        read(text.as_bytes(), at)
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
