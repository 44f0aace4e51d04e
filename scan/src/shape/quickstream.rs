//! QuickStream keys and their names: `FACILITY_SEC_…` and `FACILITY_SEC...abcdefg`.

use crate::definition::{JOINT, LONGEST_FACILITY, LONGEST_RUN, Mark, SHORTEST_RANDOM};
use crate::hit::{Hit, ascii, mask};
use crate::print::digest;
use crate::sighting::Form;
use crate::units;

/// The key or name whose mark stands here.
pub(crate) fn read(text: &[u8], at: usize, mark: &Mark) -> Option<Hit> {
    let marked = units::after(text, at, mark.text, false)?;
    let joint = units::previous(text, at).filter(|unit| unit.is(JOINT))?;
    let (facility, start) = facility(text, joint.start)?;
    let public = format!("{}{}{}", ascii(&facility), char::from(JOINT), mark.text);
    let behind = units::next(text, marked).filter(|unit| unit.is(JOINT));
    if let Some(joint) = behind {
        let (random, end) = units::run(text, joint.end, LONGEST_RUN, |byte| byte.is_ascii_alphanumeric());
        if random.len() >= SHORTEST_RANDOM {
            let public = format!("{public}{}", char::from(JOINT));
            let key = [public.as_bytes(), &random].concat();
            let (label, digest) = (mask(&public, &random), Some(digest(&key)));
            return Some(Hit { start, end, kind: mark.whole, form: Form::Text, label, digest, known: None });
        }
    }
    let masked = behind.and_then(|joint| super::masked(text, joint.end).map(|masked| (masked, true)));
    let ((sign, tail, end), jointed) =
        masked.or_else(|| super::masked(text, marked).map(|masked| (masked, false)))?;
    let joint = if jointed { char::from(JOINT).to_string() } else { String::new() };
    let label = format!("{public}{joint}{sign}{}", ascii(&tail));
    Some(Hit { start, end, kind: mark.name, form: Form::Text, label, digest: None, known: None })
}

/// The facility code that ends here, and where it begins.
fn facility(text: &[u8], end: usize) -> Option<(Vec<u8>, usize)> {
    let (mut code, mut start) = (Vec::new(), end);
    while code.len() < LONGEST_FACILITY
        && let Some(unit) = units::previous(text, start).filter(|unit| unit.is_alphanumeric())
    {
        code.extend(unit.ascii());
        start = unit.start;
    }
    code.reverse();
    without_colour(text, &mut code, &mut start);
    (!code.is_empty()).then_some((code, start))
}

/// Terminals' colours (`ESC [ 31 m`) end in a letter right before what they colour.
fn without_colour(text: &[u8], code: &mut Vec<u8>, start: &mut usize) {
    let before = units::previous(text, *start).filter(|unit| unit.is(b'[') || unit.is(b';'));
    let digits = code.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if before.is_some() && digits > 0 && digits < 4 && code.get(digits) == Some(&b'm') {
        code.drain(..=digits);
        *start += digits + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::MARKS;
    use crate::sighting::Kind;

    fn find(text: &str) -> Option<Hit> {
        MARKS.iter().find_map(|mark| read(text.as_bytes(), text.find(mark.text)?, mark))
    }

    #[test]
    fn names_of_every_mask_are_names() {
        for name in [
            "FACILITYCODE_SEC...zrikj5x",
            "T99999_SEC...xxx",
            "F_PUB.....a",
            "FAKE_SEC_…ghij",
            "FAKE_SEC***ghij",
        ] {
            let hit = find(&format!("key '{name}' used")).unwrap();
            assert_eq!((hit.label.as_str(), hit.start, hit.digest), (name, 5, None), "{name}");
            assert!(!hit.kind.is_whole());
        }
        assert_eq!(find(r"x=FAKE_SEC_\u2026ghij").unwrap().label, "FAKE_SEC_…ghij");
        assert_eq!(find("x=FAKE%5FSEC_%E2%80%A6ghij").unwrap().label, "FAKE_SEC_…ghij");
    }

    #[test]
    fn a_whole_key_is_masked_and_told_by_its_digest() {
        let key = "FACILITYCODE_SEC_fake0fake1fake2fake3zr";
        let hit = find(&format!("%22{key}%22")).unwrap();
        assert_eq!(hit.label, "FACILITYCODE_SEC_…e3zr");
        assert_eq!(hit.kind, Kind::QuickStreamSecret);
        assert_eq!(hit.digest, Some(digest(key.as_bytes())));
        assert_eq!((hit.start, hit.end), (3, 3 + key.len()));
        let spelt: String = key.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
        let hit = read(spelt.as_bytes(), 13 * 6, &MARKS[0]).unwrap();
        assert_eq!((hit.digest, hit.end), (Some(digest(key.as_bytes())), spelt.len()));
    }

    #[test]
    fn what_stands_before_a_facility_code_is_no_part_of_it() {
        for before in
            ["\\n", "\\u0022", "%22", "%2522", "\\x22", "\u{1b}[31m", "\u{1b}[0;31m", "\\\\\\\"", "é"]
        {
            assert_eq!(find(&format!("{before}FAKE_SEC...abc")).unwrap().label, "FAKE_SEC...abc", "{before}");
        }
    }

    #[test]
    fn ordinary_identifiers_are_none() {
        for text in
            ["TIMEOUT_SEC", "TIMEOUT_SEC_MAX=5", "_SEC...abc", "SECURITY", "MAX_SECONDS...5", "A_PUB_KEY..."]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
