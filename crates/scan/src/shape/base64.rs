//! Keys in base64 with anything around them. What stands before a key decides where its threes of bytes begin, so each
//! needle comes in three forms.

use super::{quickstream, superapi};
use crate::definition::{LONGEST_FACILITY, LONGEST_RUN, MARKS};
use crate::finding::Form;
use crate::hit::Hit;
use crate::needles::Inside;
use crate::unescape::{self, Plain};

/// Lines of base64 are so long in mail and in certificates.
const MAIL_LINES: [usize; 2] = [76, 64];

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

/// Decodes either alphabet, with or without padding. Spare bits at the end are not looked at.
pub(super) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let end = text.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    if text.len() - end > 2 || end % 4 == 1 {
        return None;
    }
    let mut out = Vec::with_capacity(end / 4 * 3 + 2);
    for four in text[..end].chunks(4) {
        let mut bits = 0_u32;
        for place in 0..4 {
            bits = bits << 6 | u32::from(four.get(place).map_or(Some(0), |byte| sextet(*byte))?);
        }
        out.extend(&bits.to_be_bytes()[1..four.len().max(1)]);
    }
    Some(out)
}

/// The first characters that depend on nothing but the text, if `phase` bytes of its first three stand before it, and how
/// many characters of its first four stand before those.
pub(crate) fn core(text: &[u8], phase: usize) -> (Vec<u8>, usize) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let first = (phase * 8).div_ceil(6);
    let last = (phase + text.len()) * 8 / 6;
    let bit = |at: usize| {
        (at / 8).checked_sub(phase).and_then(|byte| text.get(byte)).map_or(0, |byte| byte >> (7 - at % 8) & 1)
    };
    let character = |place: usize| {
        let value = (place * 6..place * 6 + 6).fold(0, |sum, at| sum << 1 | bit(at));
        ALPHABET[usize::from(value)]
    };
    ((first..last).map(character).collect(), first)
}

/// The key in the run of base64 in which this needle stands.
pub(crate) fn read(plain: &Plain, at: usize, inside: Inside, phase: usize, first: usize) -> Option<Hit> {
    let four = at.checked_sub(first)?;
    let is_digit = |at: usize| plain.at(at).is_some_and(|byte| sextet(byte).is_some());
    if !(four..at).all(is_digit) {
        return None;
    }
    // As far back as a key can begin, in whole fours.
    let mut start = four;
    while start >= 4 && four - start < LONGEST_FACILITY * 2 && (start - 4..start).all(is_digit) {
        start -= 4;
    }
    // By its place in the text, because it may go on in the next line.
    let mut run: Vec<usize> = Vec::new();
    let (needle, mut at) = (at, start);
    while run.len() < LONGEST_RUN * 4 / 3 {
        // Where the fourth of four is missing and a line ended with its sign, the base64 ended.
        if at > needle && plain.is_seam(at) && run.len() % 4 == 3 {
            break;
        }
        if is_digit(at) {
            run.push(at);
            at += 1;
        } else {
            match next_line(plain, start, at).filter(|next| is_digit(*next)) {
                Some(next) => at = next,
                None => break,
            }
        }
    }
    run.truncate(run.len() - usize::from(run.len() % 4 == 1));
    let digits: Vec<u8> = run.iter().map(|at| plain.bytes[*at]).collect();
    let decoded = decode(&digits)?;
    let mark = (four - start) / 4 * 3 + phase;
    let hit = unescape::read(&decoded, mark, &|plain, at| match inside {
        Inside::Mark(mark) => quickstream::read(plain, at, &MARKS[mark]),
        Inside::Stem => superapi::read(plain, at),
    })?;
    let (from, to) = (*run.get(hit.start * 8 / 6)?, *run.get((hit.end * 8).div_ceil(6) - 1)?);
    Some(Hit { start: from, end: to + 1, form: Form::Base64, ..hit })
}

/// Where base64 goes on that was broken at the end of this line, as mail does it: in whole fours.
fn next_line(plain: &Plain, start: usize, end: usize) -> Option<usize> {
    let line = plain.bytes[..end].iter().rev().take_while(|byte| sextet(**byte).is_some()).count();
    let (white, next) = plain.run(end, 2, |byte| matches!(byte, b'\r' | b'\n'));
    let (more, more_end) = plain.run(next, LONGEST_RUN, |byte| sextet(byte).is_some());
    let padded = more.len() + plain.run(more_end, 2, |byte| byte == b'=').0.len();
    let goes_on = MAIL_LINES.contains(&line) && padded.is_multiple_of(4);
    (end > start && goes_on && white.contains(&b'\n')).then_some(next)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::fingerprint::digest;
    use crate::needles::Needles;

    /// Written out apart from the decoder.
    pub(crate) fn encode(bytes: &[u8]) -> String {
        let mut text = String::new();
        for three in bytes.chunks(3) {
            let (core, _) = core(&[three, &[0, 0, 0][three.len()..]].concat(), 0);
            let digits = three.len() + 1;
            text.extend(core[..digits].iter().map(|byte| char::from(*byte)));
            text.push_str(&"=="[..4 - digits]);
        }
        text
    }

    #[test]
    fn a_key_goes_on_in_the_next_line_of_mail() {
        let key = "FAKE_SEC_fake0fake1fake2fake3fake4fake5fake6fake7fake8fake9fake0zz";
        let encoded = encode(format!("{{\"secretKey\":\"{key}\"}}").as_bytes());
        let (first, rest) = encoded.split_at(76);
        for end in ["\n", "\r\n"] {
            let text = format!("above\n{first}{end}{rest}\nbelow");
            let mut hits = Vec::new();
            Needles::new().find(text.as_bytes(), 0, text.len(), &mut hits);
            assert_eq!(hits.first().and_then(|hit| hit.digest), Some(digest(key.as_bytes())));
        }
    }

    #[test]
    fn the_vectors_of_the_standard_decode() {
        for (text, plain) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg", "foob"),
            ("Zm9vYmE", "fooba"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(decode(text.as_bytes()).unwrap(), plain.as_bytes());
        }
        assert_eq!(decode(b"-_-_"), decode(b"+/+/"));
        for wrong in ["Z", "Zg===", "Zm=v", "Zm v"] {
            assert_eq!(decode(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn cores_are_what_every_encoding_has_in_common() {
        for (phase, wanted, first) in [(0, "X1NFQ", 0), (1, "9TRU", 2), (2, "fU0VD", 3)] {
            let (found, at) = core(b"_SEC", phase);
            assert_eq!((found.as_slice(), at), (wanted.as_bytes(), first));
            let encoded = encode(&[&b"xy"[..phase], b"_SEC_z"].concat());
            assert_eq!(&encoded[first..first + wanted.len()], wanted);
        }
    }
}
