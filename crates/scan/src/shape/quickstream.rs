//! QuickStream keys and their names: `FACILITY_SEC_…` and `FACILITY_SEC...abcdefg`.

use super::random::{Found, Random};
use super::{cut, facility};
use crate::definition::{JOINT, LONGEST_TAIL, Mark, SHORTEST_RANDOM, USUAL_RANDOM};
use crate::fingerprint::digest;
use crate::hit::{Hit, ascii, mask};

use crate::unescape::Plain;

const RANDOM: Random = Random { jointed: false, shortest: SHORTEST_RANDOM, longest_cut: Some(USUAL_RANDOM) };

/// The key or name whose mark, with the joint before it, stands here.
pub(crate) fn read(plain: &Plain, at: usize, mark: &Mark) -> Option<Hit> {
    if plain.at(at)? != JOINT {
        return None;
    }
    let marked = plain.after(at + 1, mark.text, false)?;
    let (facility, start) = facility::read(plain, at)?;
    let joint = char::from(JOINT);
    let named = format!("{}{joint}{}", ascii(facility), mark.text);
    if plain.at(marked) == Some(JOINT)
        && let Some(found) = RANDOM.read(plain, marked + 1)
    {
        let public = format!("{named}{joint}");
        return Some(match found {
            Found::Whole(random, end) => {
                let of = |from: usize| digest(&[&plain.bytes[from..marked], &[JOINT], &random].concat());
                let others = facility::others(plain, start, at).map(of).collect();
                Hit {
                    digest: Some(of(start)),
                    others,
                    ..Hit::new(start, end, mark.whole, mask(&public, &random))
                }
            }
            Found::Part(tail, end) => Hit::part(start, end, &public, &tail),
            Found::Mask(rest, end) => Hit::new(start, end, mark.name, public + &rest),
        });
    }
    let sign = cut::sign(plain, marked)?;
    let (tail, end) = plain.run(sign.end, LONGEST_TAIL, |byte| byte.is_ascii_alphanumeric());
    (!tail.is_empty()).then(|| Hit::new(start, end, mark.name, named + &sign.sign + &ascii(tail)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::MARKS;
    use crate::finding::Kind;
    use crate::unescape;

    fn find(text: &str) -> Option<Hit> {
        MARKS.iter().find_map(|mark| {
            let at = text.find(mark.text)?.checked_sub(1)?;
            unescape::read(text.as_bytes(), at, &|plain, at| read(plain, at, mark))
        })
    }

    #[test]
    fn names_of_every_mask_are_names() {
        for name in [
            "FACILITYCODE_SEC...zrikj5x",
            "T99999_SEC...xxx",
            "F_PUB.....a",
            "FAKE_SEC_…ghij",
            "FAKE_SEC***ghij",
            "FAKE_SEC_•••ghij",
            "FAKE_SEC_dcm8****8zr",
            "FAKE_SEC_dcm8...8zr",
            "FAKE_SEC_****************",
        ] {
            let hit = find(&format!("key '{name}' used")).unwrap();
            assert_eq!((hit.label.as_str(), hit.start, hit.digest), (name, 5, None), "{name}");
            assert!(!hit.kind.is_whole());
        }
        assert_eq!(find(r"x=FAKE_SEC_\u2026ghij").unwrap().label, "FAKE_SEC_…ghij");
        assert_eq!(find("x=FAKE_SEC_%E2%80%A6ghij").unwrap().label, "FAKE_SEC_…ghij");
        assert_eq!(find("x=FAKE_SEC_xxxxxxxxxxxxxxxxxxxxxxxx8zr").unwrap().label, "FAKE_SEC_…8zr");
    }

    #[test]
    fn a_whole_key_is_masked_and_told_by_its_digest() {
        let key = "FACILITYCODE_SEC_fake0fake1fake2fake3zr";
        let hit = find(&format!("%22{key}%22")).unwrap();
        assert_eq!(hit.label, "FACILITYCODE_SEC_…e3zr");
        assert_eq!(hit.kind, Kind::WestpacSecret);
        assert_eq!(hit.digest, Some(digest(key.as_bytes())));
        assert_eq!((hit.start, hit.end), (3, 3 + key.len()));
        // Four x in a row are no mask where the rest is long enough for a key.
        assert!(find("FAKE_SEC_fake0fakexxxxfake2fake3zr").unwrap().kind.is_whole());
    }

    #[test]
    fn what_stands_before_a_facility_code_is_no_part_of_it() {
        for before in [
            "\\n",
            "\\u0022",
            "%22",
            "%2522",
            "\\x22",
            "\u{1b}[31m",
            "\u{1b}[0;31m",
            "\\\\\\\"",
            "é",
            "#012",
            "#011",
            "\\012",
            "key=3D",
            "\u{1b}[K",
            "[31m",
            "[01;31m[K",
            "%20",
            "&quot;",
            "\\t",
            "\\\\n",
            "&amp;quot;",
            "%0A",
            "level\u{1b}[31m",
            "\\033[1m",
            "#033[31m",
            "^[[31m",
            "key=\r\n",
            "a=\n",
            "\u{1b}]8;;http://x/y\u{1b}\\",
            "&#10;",
            "&#x3D;",
        ] {
            assert_eq!(find(&format!("{before}FAKE_SEC...abc")).unwrap().label, "FAKE_SEC...abc", "{before}");
        }
    }

    #[test]
    fn a_code_is_not_shortened_by_what_only_looks_like_an_escape() {
        for name in
            ["FAKE_SEC...abc", "54FAKE_SEC...abc", "2AFAKE_SEC...abc", "DEMO_SEC...abc", "KAKE_SEC...abc"]
        {
            for before in ["key=", "[", "#", "/", "x:"] {
                assert_eq!(find(&format!("{before}{name}")).unwrap().label, name, "{before}");
            }
        }
    }

    #[test]
    fn where_the_code_begins_in_doubt_the_others_are_told_too() {
        let random = "fake0fake1fake2fake3zr";
        let wanted = digest(format!("FAKE_SEC_{random}").as_bytes());
        for before in ["n", "012", "3D", "u0022", "[K", "x1b", "31m"] {
            let hit = find(&format!("{before}FAKE_SEC_{random}")).unwrap();
            assert!(hit.others.contains(&wanted), "{before}");
        }
        assert_eq!(find(&format!("key=FAKE_SEC_{random}")).unwrap().others, Vec::<[u8; 32]>::new());
    }

    #[test]
    fn what_was_cut_off_is_a_part() {
        for rest in [
            "dcm89ugjh5jbcjq5pdymhgimd...",
            "dcm89ugjh5jbcjq5pdymhgimd… and on",
            "dcm89ugjh5jbcjq5pdymhgimd [TRUNCATED]",
            "dcm89ugjh... (truncated)",
            "dcm89ugjh5jbcjq5pdymhgimd<snip>",
            "dcm89ugjh5jbcjq5pdymhgimd[...]",
            "dcm89ugjh5jbcjq5pdymhgimd****8zr",
            "dcm8...5pdymhgimd",
            "dcm89ugjh5jbcjq5pdymhgimd\u{85}",
        ] {
            let text = format!("FAKE_SEC_{rest}");
            let hit = find(&text).unwrap_or_else(|| panic!("{rest}"));
            assert_eq!((hit.kind, hit.digest), (Kind::PartOfKey, None), "{rest}");
            assert!(hit.end >= 9 + rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap(), "{rest}");
        }
        let whole = "dcm89ugjh5jbcjq5pdymhgimdj7gwwd7dddhty6arjrjftv8hymz8zr";
        assert!(find(&format!("the key is FAKE_SEC_{whole}...")).unwrap().kind.is_whole());
    }

    #[test]
    fn ordinary_identifiers_are_none() {
        for text in [
            "TIMEOUT_SEC",
            "TIMEOUT_SEC_MAX=5",
            "_SEC...abc",
            "SECURITY",
            "MAX_SECONDS...5",
            "A_PUB_KEY...",
            "A_SEC_DEFAULTVALUE...",
            "LOCK_WAIT_SEC_MAX... waited",
            "A_SEC_xxxx_y_z",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
