//! Takes keys out of text that others wrote, so that the text can be shown.

use zeroize::Zeroizing;

use super::json::is_unprintable;
use super::request::basic;
use crate::domain::secret::Secret;

/// What stands in the place of a key.
const MARK: &str = "[redacted]";

/// So many characters in a row of a key, or of one of its encodings, give the word away that holds them.
const FRAGMENT: usize = 8;

/// No word of a sentence is this long without a break; keys, tokens and encoded keys are.
const LONG_RUN: usize = 40;

/// Bytes of a text that are looked at, up to the end of the word: far more than is ever shown.
const ENOUGH: usize = 4096;

/// The text in one line, without keys, and of at most `longest` characters. `None` if nothing remains.
///
/// Taken out are the words that hold the call's own key, raw, as Basic credentials or percent-encoded, whole
/// or in part, and whatever looks like a key of either vendor or like an encoded one.
pub(super) fn shown(text: &str, key: &Secret, longest: usize) -> Option<String> {
    let clean = Zeroizing::new(one_line(text));
    let lower = Zeroizing::new(clean.to_ascii_lowercase());
    let forms = forms(key);
    let mut out = Zeroizing::new(String::with_capacity(clean.len() + MARK.len()));
    let mut at = 0;
    for word in words(&clean) {
        let end = at + word.len();
        if is_secret(&lower, at..end, &forms) {
            if !out.ends_with(MARK) {
                out.push_str(MARK);
            }
        } else {
            out.push_str(word);
        }
        at = end;
    }
    let mut kept: String = out.chars().take(longest).collect();
    if kept.len() < out.len() {
        kept.push('…');
    }
    (!kept.trim().is_empty()).then(|| kept.trim().to_owned())
}

/// Splits into words and what stands between them; together they are the text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if is_break(first) { first.len_utf8() } else { rest.find(is_break).unwrap_or(rest.len()) };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn is_break(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | ':')
}

fn one_line(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        if line.len() > ENOUGH && is_break(c) {
            break;
        }
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_unprintable(c) {
            line.push(c);
        }
    }
    line
}

/// One way in which a key can stand in a text, in lower case, and how much of it is public.
struct Form {
    text: Zeroizing<String>,
    public: usize,
}

fn forms(key: &Secret) -> Vec<Form> {
    // EXPOSE: it is looked for in a text, so that the text can be shown without it.
    let raw = key.expose();
    // A mask begins with what is no secret.
    let public = key.masked().find('…').unwrap_or(0);
    let encoded = basic(raw);
    let encoded = encoded.trim_start_matches("Basic ").trim_end_matches('=');
    let lower = |text: &str, public| Form { text: Zeroizing::new(text.to_ascii_lowercase()), public };
    let percent = |keep: fn(&u8) -> bool| {
        let mut out = Zeroizing::new(String::with_capacity(raw.len() * 3));
        for byte in raw.bytes() {
            if keep(&byte) {
                out.push(byte.into());
            } else {
                out.push_str(&format!("%{byte:02x}"));
            }
        }
        out
    };
    vec![
        lower(raw, public),
        lower(encoded, 0),
        lower(&percent(u8::is_ascii_alphanumeric), 0),
        lower(&percent(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(byte)), public),
        lower(&percent(|_| false), 0),
    ]
}

/// Whether the word at this place in the (lower-case) text must not be shown.
fn is_secret(text: &str, place: std::ops::Range<usize>, forms: &[Form]) -> bool {
    let word = &text[place.clone()];
    looks_like_a_key(word)
        || forms.iter().any(|form| {
            holds_fragment(word, form.text.get(form.public..).unwrap_or_default())
                || occurs_across(text, &place, &form.text)
        })
}

fn holds_fragment(word: &str, secret: &str) -> bool {
    word.len() >= FRAGMENT
        && secret.as_bytes().windows(FRAGMENT).any(|part| {
            // Forms are ASCII, so every window of one is text.
            std::str::from_utf8(part).is_ok_and(|part| word.contains(part))
        })
}

/// Whether the whole form stands in the text in such a way that it touches the place.
fn occurs_across(text: &str, place: &std::ops::Range<usize>, form: &str) -> bool {
    if form.is_empty() {
        return false;
    }
    let mut from = place.start.saturating_sub(form.len() - 1);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (place.end + form.len() - 1).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to).is_some_and(|around| around.contains(form))
}

/// By the vendors' marks, or by its length. The word is in lower case.
fn looks_like_a_key(word: &str) -> bool {
    let plain = Zeroizing::new(word.replace("%5f", "_"));
    let followed = |mark: &str, by: fn(Option<char>) -> bool| {
        plain.match_indices(mark).any(|(at, _)| by(plain[at + mark.len()..].chars().next()))
    };
    let something = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
    let no_letter = |next: Option<char>| !next.is_some_and(|c| c.is_ascii_alphabetic());
    followed("superapi_", something)
        || followed("superapipartner_", something)
        || followed("superapiproduct_", something)
        || followed("_sec", no_letter)
        || followed("_pub", no_letter)
        || plain
            .split(|c: char| !c.is_ascii_alphanumeric() && !"_+=".contains(c))
            .any(|run| run.len() >= LONG_RUN)
}
