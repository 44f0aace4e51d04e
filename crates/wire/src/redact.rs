//! Takes keys out of text that others wrote, so that the text can be shown.

use zeroize::Zeroizing;

use super::json::is_unprintable;
use super::key_forms::{Form, forms};
use keyturn_domain::secret::Secret;

/// What stands in the place of a key.
const MARK: &str = "[redacted]";

/// So many letters and digits in a row of a key, or of one of its encodings, give the words away that hold them.
const FRAGMENT: usize = 8;

/// No word of a sentence is this long without a break; keys, tokens and encoded keys are.
const LONG_RUN: usize = 40;

/// Bytes of a text that are looked at, up to the end of the word: far more than is ever shown.
const ENOUGH: usize = 4096;

/// The text in one line, without keys, and of at most `longest` characters. `None` if nothing remains.
///
/// Taken out are the words that hold the call's own key, raw, in base64 or spelt letter by letter (percent,
/// hexadecimal, the escapes of JSON and HTML), whole, in part or in pieces, and whatever looks like a key of
/// either vendor or like an encoded one.
pub(super) fn shown(text: &str, key: &Secret, longest: usize) -> Option<String> {
    let clean = Zeroizing::new(one_line(text));
    let lower = Zeroizing::new(clean.to_ascii_lowercase());
    let forms = forms(key);
    let told = told(&lower, &forms);
    let mut out = Zeroizing::new(String::with_capacity(clean.len() + MARK.len()));
    let mut at = 0;
    let mut marked = 0;
    for word in words(&clean) {
        let end = at + word.len();
        if is_told(word, &told[at..end]) || is_secret(&lower, at..end, &forms) {
            // One mark for a key in pieces: how many, and what stood between them, tells nobody anything.
            let between = out.get(marked..).unwrap_or_default();
            if marked > 0 && !between.contains(char::is_alphanumeric) {
                out.truncate(marked);
            } else {
                out.push_str(MARK);
                marked = out.len();
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

/// The letters and digits of a text. What stands between them hides no key.
fn letters(text: &str) -> impl Iterator<Item = (usize, u8)> {
    text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric())
}

/// For each byte of the (lower-case) text, whether it belongs to a piece of a key.
fn told(text: &str, forms: &[Form]) -> Vec<bool> {
    let secret = |form: &Form| {
        let hidden = form.text.get(form.public..).unwrap_or_default();
        Zeroizing::new(letters(hidden).map(|(_, byte)| byte).collect::<Vec<_>>())
    };
    let secrets: Vec<_> = forms.iter().map(secret).collect();
    let mut pieces: Vec<&[u8]> = secrets.iter().flat_map(|secret| secret.windows(FRAGMENT)).collect();
    pieces.sort_unstable();
    let (places, said): (Vec<usize>, Vec<u8>) = letters(text).unzip();
    let said = Zeroizing::new(said);
    let mut told = vec![false; text.len()];
    for (piece, places) in said.windows(FRAGMENT).zip(places.windows(FRAGMENT)) {
        if pieces.binary_search(&piece).is_ok() {
            places.iter().for_each(|at| told[*at] = true);
        }
    }
    told
}

/// Whether half of a word or more is told. A neighbour that but happens to end in the right letter is not.
fn is_told(word: &str, told: &[bool]) -> bool {
    let count = told.iter().filter(|told| **told).count();
    count > 0 && count * 2 >= letters(word).count()
}

/// Whether the word at this place in the (lower-case) text must not be shown.
fn is_secret(text: &str, place: std::ops::Range<usize>, forms: &[Form]) -> bool {
    let word = &text[place.clone()];
    looks_like_a_key(word) || forms.iter().any(|form| occurs_across(text, &place, &form.text))
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
