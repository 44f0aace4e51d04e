//! Basic credentials. QuickStream keys travel as their user name.

use super::base64::decode;
use crate::definition::{JOINT, LONGEST_RUN, MARKS, PREFIXES, SCHEME, SHORTEST_BASIC, STEM};
use crate::hit::{Hit, ascii, mask};
use crate::print::digest;
use crate::sighting::{Form, Kind};
use crate::units::{self, Unit};

/// The credentials behind the scheme that stands here.
pub(crate) fn read(text: &[u8], at: usize) -> Option<Hit> {
    let mut start = units::after(text, at, SCHEME, true)?;
    if units::previous(text, at).is_some_and(Unit::is_alphanumeric) {
        return None;
    }
    let white = |unit: &Unit| unit.is(b' ') || unit.is(b'\t') || unit.is(b'+');
    for _ in 0..4 {
        start = units::next(text, start).filter(white).map_or(start, |unit| unit.end);
    }
    let pass = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte);
    let (value, end) = units::run(text, start, LONGEST_RUN * 2, pass);
    if value.len() < SHORTEST_BASIC || super::mask_sign(text, end).is_some() {
        return None;
    }
    let decoded = decode(&value)?;
    let user = decoded.split(|byte| *byte == b':').next().unwrap_or_default();
    let (kind, label, digest) = match user_key(user) {
        Some((kind, label)) => (kind, label, Some(digest(user))),
        None if user.len() < decoded.len() && !user.is_empty() && printable(&decoded) => {
            (Kind::OtherBasic, "…".to_owned(), None)
        }
        None => return None,
    };
    Some(Hit { start, end, kind, form: Form::Basic, label, digest, known: None })
}

fn printable(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(char::is_control))
}

/// A user name that is a key, by the vendors' marks alone: here nothing else stands around it.
fn user_key(user: &[u8]) -> Option<(Kind, String)> {
    if !user.iter().all(u8::is_ascii_graphic) {
        return None;
    }
    for mark in &MARKS {
        let marked = [&[JOINT], mark.text.as_bytes()].concat();
        // Something stands before the mark, and behind it a joint or nothing.
        let behind = (1..user.len()).find_map(|at| {
            user[at..].strip_prefix(&*marked).filter(|behind| behind.first().is_none_or(|it| *it == JOINT))
        });
        if let Some(behind) = behind {
            let (public, random) = user.split_at(user.len() - behind.len().saturating_sub(1));
            return Some((mark.whole, mask(&ascii(public), random)));
        }
    }
    PREFIXES.iter().find_map(|prefix| {
        let public = format!("{STEM}{}{}", prefix.text, char::from(JOINT));
        let random = user.strip_prefix(public.as_bytes())?;
        Some((prefix.whole, mask(&public, random)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::base64::tests::encode;

    fn find(text: &str) -> Option<Hit> {
        read(text.as_bytes(), text.to_ascii_lowercase().find("basic").unwrap())
    }

    #[test]
    fn a_key_in_the_user_name_is_that_key() {
        let key = "FAKE_SEC_0123456789abcdefghij";
        for (before, credentials, after) in [
            ("Authorization: Basic ", encode(format!("{key}:").as_bytes()), "\r\n"),
            ("authorization=basic%20", encode(format!("{key}:").as_bytes()).replace('=', "%3D"), "&x=1"),
            ("{\"Authorization\":\"Basic ", encode(key.as_bytes()).replace('=', "\\u003d"), "\"}"),
        ] {
            let hit = find(&format!("{before}{credentials}{after}")).unwrap();
            assert_eq!((hit.kind, hit.form), (Kind::QuickStreamSecret, Form::Basic));
            assert_eq!((hit.label.as_str(), hit.digest), ("FAKE_SEC_…ghij", Some(digest(key.as_bytes()))));
            assert_eq!((hit.start, hit.end), (before.len(), before.len() + credentials.len()));
        }
        let demo = find(&format!("Basic {}", encode(b"QUICKSTREAMDEMO_PUB:"))).unwrap();
        assert_eq!((demo.kind, demo.label.as_str()), (Kind::QuickStreamPublishable, "QUICKSTREAMDEMO_PUB…"));
    }

    #[test]
    fn other_credentials_are_found_and_words_are_not() {
        let other = find(&format!("Basic {}", encode(b"fakeuser:fakepassword"))).unwrap();
        assert_eq!((other.kind, other.label.as_str(), other.digest), (Kind::OtherBasic, "…", None));
        for text in [
            "Basic authentication failed",
            "basic realm=\"x\"",
            "VisualBasic dXNlcjpwYXNz",
            "Basic RkFL…ZWY=",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
