//! Basic credentials. QuickStream keys travel as their user name.

use super::base64::decode;
use super::cut;
use crate::definition::{JOINT, LONGEST_HEAD, LONGEST_RUN, MARKS, PREFIXES, SCHEME, SHORTEST_BASIC, STEM};
use crate::finding::{Form, Kind};
use crate::fingerprint::digest;
use crate::hit::{Hit, ascii, mask};
use crate::unescape::Plain;

/// The credentials behind the scheme that stands here.
pub(crate) fn read(plain: &Plain, at: usize) -> Option<Hit> {
    let scheme = plain.after(at, SCHEME, true)?;
    if plain.before(at).is_some_and(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let (_, at) = plain.run(scheme, 4, |byte| matches!(byte, b' ' | b'\t' | b'+'));
    let start = fold(plain, at).unwrap_or(at);
    let (value, end) = value(plain, start);
    if value.len() < SHORTEST_BASIC {
        return None;
    }
    if cut::cut(plain, end).is_some() {
        let decoded = decode(&value[..value.len() / 4 * 4])?;
        let user = user(&decoded);
        let (_, public) = user_key(user)?;
        let long = user.len() > public + LONGEST_HEAD;
        return long
            .then(|| Hit { form: Form::Basic, ..Hit::part(start, end, &ascii(&user[..public]), &[]) });
    }
    let decoded = decode(&value)?;
    let user = user(&decoded);
    let (kind, label, digest) = match user_key(user) {
        Some((kind, public)) => {
            let (public, random) = user.split_at(public);
            (kind, mask(&ascii(public), random), Some(digest(user)))
        }
        None if user.len() < decoded.len() && !user.is_empty() && printable(&decoded) => {
            (Kind::OtherBasic, "…".to_owned(), None)
        }
        None => return None,
    };
    Some(Hit { form: Form::Basic, digest, ..Hit::new(start, end, kind, label) })
}

/// The base64 that begins here, and where it ends. It goes on in the next line as long as the user name does.
fn value(plain: &Plain, start: usize) -> (Vec<u8>, usize) {
    let pass = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte);
    let line = |start: usize| {
        let (_, end) = plain.run(start, LONGEST_RUN * 2, pass);
        (start + 1..end).find(|at| plain.is_seam(*at)).unwrap_or(end)
    };
    let first = line(start);
    let (mut value, mut end) = (plain.bytes[start.min(first)..first].to_vec(), first);
    let only = value.clone();
    while value.len() < LONGEST_RUN * 2 {
        let whole_fours = decode(&value[..value.len() / 4 * 4]).unwrap_or_default();
        if whole_fours.contains(&b':') || value.ends_with(b"=") {
            return (value, end);
        }
        let next = if plain.is_seam(end) { Some(end) } else { fold(plain, end) };
        let Some(next) = next.filter(|next| plain.at(*next).is_some_and(pass)) else { break };
        end = line(next);
        value.extend_from_slice(&plain.bytes[next..end]);
    }
    // What never came to the end of a user name was none that went on.
    if decode(&value).is_some_and(|decoded| decoded.contains(&b':')) { (value, end) } else { (only, first) }
}

/// Behind the end of a line and the white space before the next.
fn fold(plain: &Plain, at: usize) -> Option<usize> {
    let (white, end) = plain.run(at, 80, |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    white.contains(&b'\n').then_some(end)
}

fn user(decoded: &[u8]) -> &[u8] {
    decoded.split(|byte| *byte == b':').next().unwrap_or_default()
}

fn printable(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(char::is_control))
}

/// What key a user name is, by the vendors' marks alone, because here nothing else stands around it; and how much of it
/// may be shown.
fn user_key(user: &[u8]) -> Option<(Kind, usize)> {
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
            return Some((mark.whole, user.len() - behind.len().saturating_sub(1)));
        }
    }
    PREFIXES.iter().find_map(|prefix| {
        let public = format!("{STEM}{}{}", prefix.text, char::from(JOINT));
        user.starts_with(public.as_bytes()).then_some((prefix.whole, public.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::base64::tests::encode;
    use crate::unescape;

    fn find(text: &str) -> Option<Hit> {
        unescape::read(text.as_bytes(), text.to_ascii_lowercase().find("basic").unwrap(), &read)
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
            assert_eq!((hit.kind, hit.form), (Kind::WestpacSecret, Form::Basic));
            assert_eq!((hit.label.as_str(), hit.digest), ("FAKE_SEC_…ghij", Some(digest(key.as_bytes()))));
            assert_eq!((hit.start, hit.end), (before.len(), before.len() + credentials.len()));
        }
        let demo = find(&format!("Basic {}", encode(b"QUICKSTREAMDEMO_PUB:"))).unwrap();
        assert_eq!((demo.kind, demo.label.as_str()), (Kind::WestpacPublishable, "QUICKSTREAMDEMO_PUB…"));
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
