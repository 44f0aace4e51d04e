//! Escapes that ordinary text is full of without meaning them: `=5F` of mail, and `#137` of system logs.

use super::Input;
use super::backslash;
use super::decode::{Written, byte, hex};
use crate::definition::{JOINT, MARKS, STEM};

/// What a quoted text always writes in this way, and what may begin an escape itself.
const ALWAYS: &[u8] = b"=&%\\#<^\x1b";

/// Quoted-printable: the end of a line that goes on in the next.
pub(super) fn soft_break(input: &Input<'_>, at: usize, before: &[u8]) -> Option<(Written, usize)> {
    let mut end = at;
    while matches!(input.at(end)?, b' ' | b'\t') && end - at < 8 {
        end += 1;
    }
    end += usize::from(input.at(end)? == b'\r');
    // The end of base64 is none.
    (input.at(end)? == b'\n' && before.last() != Some(&b'=')).then_some((Written::Break, end + 1))
}

/// Quoted-printable: two digits.
pub(super) fn printable(input: &Input<'_>, at: usize, before: &[u8]) -> Option<(Written, usize)> {
    let read = |at: usize| hex(input, at, 2);
    let value = read(at)?;
    let beside = |at: usize| input.bytes.get(at) == Some(&b'=') && read(at + 1).is_some();
    let many = beside(at + 2) || at > 3 && beside(at - 4);
    stands_for(value, many, before).map(|written| (written, at + 2))
}

/// How rsyslog writes what is no printable character.
pub(super) fn octal(input: &Input<'_>, at: usize, before: &[u8]) -> Option<(Written, usize)> {
    let value = backslash::octal(input, at)?;
    let beside = |at: usize| input.bytes.get(at) == Some(&b'#') && backslash::octal(input, at + 1).is_some();
    let many = beside(at + 3) || at > 4 && beside(at - 5);
    let control = value < 0x20 || value == 0x7f;
    let written = if control { byte(value) } else { stands_for(value, many, before) };
    written.map(|written| (written, at + 3))
}

/// `key=54ABC_SEC...` and `#115` are no escapes. Others are told by what stands beside them.
fn stands_for(value: u32, many: bool, before: &[u8]) -> Option<Written> {
    let value = u8::try_from(value).ok()?;
    let inside =
        || before.last().is_some_and(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || *it == JOINT);
    let meant = ALWAYS.contains(&value) || many || inside() || in_key(before);
    (meant && (value.is_ascii() || many || matches!(value, 0x85 | 0xad))).then_some(Written::Byte(value))
}

/// Whether the word so far is a key's, or the beginning of one's.
fn in_key(before: &[u8]) -> bool {
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(*byte, JOINT | b'-' | b'.');
    let start = before.iter().rposition(|byte| !word(byte)).map_or(0, |at| at + 1);
    let word = &before[start..];
    let holds = |text: &[u8]| word.windows(text.len()).any(|part| part == text);
    (1..=STEM.len()).any(|length| word == &STEM.as_bytes()[..length])
        || holds(STEM.as_bytes())
        || MARKS.iter().any(|mark| holds(&[&[JOINT], mark.text.as_bytes()].concat()))
}
