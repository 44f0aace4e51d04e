//! SuperAPI keys, and masks that still show their prefix.

use crate::definition::{JOINT, LONGEST_RUN, PREFIXES, Prefix, SHORTEST_IN_HEADER, STEM};
use crate::hit::{Hit, ascii, mask};
use crate::print::digest;
use crate::sighting::{Form, Kind};
use crate::units;

/// The key or mask that begins here.
pub(crate) fn read(text: &[u8], at: usize) -> Option<Hit> {
    prefixed(text, at, |prefix| prefix.shortest)
}

/// The same as the value of a header, where less makes a key.
pub(super) fn in_header(text: &[u8], at: usize) -> Option<Hit> {
    prefixed(text, at, |_| SHORTEST_IN_HEADER)
}

fn prefixed(text: &[u8], start: usize, shortest: impl Fn(&Prefix) -> usize) -> Option<Hit> {
    let stem = units::after(text, start, STEM, false)?;
    let (prefix, joint) = PREFIXES.iter().find_map(|prefix| {
        let after = units::after(text, stem, prefix.text, false)?;
        units::next(text, after).filter(|unit| unit.is(JOINT)).map(|unit| (prefix, unit.end))
    })?;
    let public = format!("{STEM}{}{}", prefix.text, char::from(JOINT));
    if let Some((sign, tail, end)) = super::masked(text, joint) {
        let label = format!("{public}{sign}{}", ascii(&tail));
        return Some(hit(start, end, Kind::SuperApiMask, label, None));
    }
    let pass = |byte: u8| byte.is_ascii_alphanumeric() || prefix.jointed && matches!(byte, JOINT | b'-');
    let (random, end) = units::run(text, joint, LONGEST_RUN, pass);
    let key = [public.as_bytes(), &random].concat();
    (random.len() >= shortest(prefix) && random[0].is_ascii_alphanumeric())
        .then(|| hit(start, end, prefix.whole, mask(&public, &random), Some(digest(&key))))
}

fn hit(start: usize, end: usize, kind: Kind, label: String, digest: Option<[u8; 32]>) -> Hit {
    Hit { start, end, kind, form: Form::Text, label, digest, known: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_prefixes_are_told_apart() {
        for (key, kind, label) in [
            ("superapipartner_FAKEfake0123456789", Kind::SuperApiPartner, "superapipartner_…6789"),
            ("superapiproduct_yourkeyQvyaXOF", Kind::SuperApiProduct, "superapiproduct_…"),
            ("superapi_FAKEfake0123456789", Kind::SuperApiUnmarked, "superapi_…6789"),
        ] {
            let hit = read(key.as_bytes(), 0).unwrap();
            assert_eq!((hit.kind, hit.label.as_str(), hit.end), (kind, label, key.len()));
            assert_eq!(hit.digest, Some(digest(key.as_bytes())));
        }
    }

    #[test]
    fn masks_and_identifiers_are_no_keys() {
        assert_eq!(read("superapiproduct_…6789".as_bytes(), 0).unwrap().kind, Kind::SuperApiMask);
        for text in [
            "superapi_transactions",
            "superapiproduct_id",
            "superapi.com.au",
            "superapiproduct_…",
            "superapi_",
        ] {
            assert_eq!(read(text.as_bytes(), 0), None, "{text}");
        }
    }
}
