//! SuperAPI keys, and masks that still show their prefix.

use super::random::{Found, Random};
use crate::definition::{JOINT, PREFIXES, SHORTEST_IN_HEADER, STEM};
use crate::finding::Kind;
use crate::fingerprint::digest;
use crate::hit::{Hit, mask};
use crate::unescape::Plain;

/// The key or mask that begins here.
pub(crate) fn read(plain: &Plain, at: usize) -> Option<Hit> {
    prefixed(plain, at, false)
}

/// The same as the value of a header, where less makes a key.
pub(super) fn in_header(plain: &Plain, at: usize) -> Option<Hit> {
    prefixed(plain, at, true)
}

fn prefixed(plain: &Plain, start: usize, in_header: bool) -> Option<Hit> {
    let stem = plain.after(start, STEM, false)?;
    let (prefix, joint) = PREFIXES.iter().find_map(|prefix| {
        let after = plain.after(stem, prefix.text, false)?;
        (plain.at(after)? == JOINT).then_some((prefix, after + 1))
    })?;
    let public = format!("{STEM}{}{}", prefix.text, char::from(JOINT));
    // The first is a letter or a digit.
    plain.at(joint).filter(|byte| *byte != JOINT && *byte != b'-')?;
    let shortest = if in_header { SHORTEST_IN_HEADER } else { prefix.shortest };
    let random = Random { jointed: prefix.jointed, shortest, longest_cut: None };
    Some(match random.read(plain, joint)? {
        Found::Whole(random, end) => {
            let digest = Some(digest(&[public.as_bytes(), &random].concat()));
            Hit { digest, ..Hit::new(start, end, prefix.whole, mask(&public, &random)) }
        }
        Found::Part(tail, end) => Hit::part(start, end, &public, &tail),
        Found::Mask(rest, end) => Hit::new(start, end, Kind::SuperApiMask, public + &rest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unescape;

    fn find(text: &str) -> Option<Hit> {
        unescape::read(text.as_bytes(), 0, &read)
    }

    #[test]
    fn all_three_prefixes_are_told_apart() {
        for (key, kind, label) in [
            ("superapipartner_FAKEfake0123456789", Kind::SuperApiPartner, "superapipartner_…6789"),
            ("superapiproduct_yourkeyQvyaXOF", Kind::SuperApiProduct, "superapiproduct_…"),
            ("superapi_FAKEfake0123456789", Kind::SuperApiUnmarked, "superapi_…6789"),
        ] {
            let hit = find(key).unwrap();
            assert_eq!((hit.kind, hit.label.as_str(), hit.end), (kind, label, key.len()));
            assert_eq!(hit.digest, Some(digest(key.as_bytes())));
        }
    }

    #[test]
    fn masks_parts_and_identifiers_are_no_keys() {
        for (text, kind) in [
            ("superapiproduct_…6789", Kind::SuperApiMask),
            ("superapiproduct_FAKE...abcd", Kind::SuperApiMask),
            ("superapiproduct_FAKE****************abcd", Kind::SuperApiMask),
            ("superapiproduct_FAKExxxxxxxxxxxxxxxxxxxxabcd", Kind::SuperApiMask),
            ("superapiproduct_FAKE•••••", Kind::SuperApiMask),
            ("superapipartner_****************", Kind::SuperApiMask),
            ("superapiproduct_FAKEyourkeyQvy... (truncated)", Kind::PartOfKey),
            ("superapiproduct_FAKEyourkeyQvy[TRUNCATED]", Kind::PartOfKey),
            ("superapi_FAKEyour0keyQvy...", Kind::PartOfKey),
        ] {
            assert_eq!(find(text).map(|hit| hit.kind), Some(kind), "{text}");
        }
        for text in [
            "superapi_transactions",
            "superapiproduct_id",
            "superapi.com.au",
            "superapiproduct_…",
            "superapi_",
            "superapi_notifications...",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
