//! One escape, whichever it is.

use super::{Input, backslash, entity, invisible, quoted, terminal};
use crate::filter::{Tables, introducers};

/// What an escape stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Nothing that is seen.
    Nothing,
    /// The end of a line that is none.
    Break,
    /// A byte; it may be one of several of a character.
    Byte(u8),
    Char(char),
}

/// The bytes that begin an escape by which a key can be broken where it is looked for, and what has to stand behind them if
/// that is not anything; in at most eight groups that the filter tells apart by the halves of a byte. Of equals signs
/// ordinary text has too many that are none of mail's escapes: of a needle's letter, of another sign that may begin an escape,
/// or of a line's end.
pub(crate) static INTRODUCERS: Tables = introducers(&[
    [b"#%&", b"", b""],
    [b"<\\", b"", b""],
    [b"\x1b\xad", b"", b""],
    [b"^", b"", b""],
    [b"\xc2\xe2\xef", b"", b""],
    [b"=", b"46", b"12359Bb"],
    [b"=", b"357", b"02359CDEFcdef"],
    [b"=", b"\x08\t\n\x0b\x0c\r\x0e\x0f", b""],
]);

/// Whether an escape may begin with this byte, or something that is not seen.
pub(crate) const fn may_begin(byte: u8) -> bool {
    may_hide(byte) || may_escape(byte)
}

/// Whether something that is not seen may begin with this byte.
pub(super) const fn may_hide(byte: u8) -> bool {
    matches!(byte, 0x80..|b'<'| b'=' | 0x1b)
}

pub(super) const fn may_escape(byte: u8) -> bool {
    matches!(byte, b'#' | b'%' | b'&' | b'\\' | b'=' | b'^')
}

/// What is not seen here and where the text goes on behind it, if something is. `before` is the text so far.
pub(super) fn hidden(input: &Input<'_>, at: usize, before: &[u8]) -> Option<(Written, usize)> {
    match input.at(at)? {
        b'<' => line_break(input, at + 1),
        b'=' => quoted::soft_break(input, at + 1, before),
        0x1b => terminal::read(input, at + 1),
        _ => invisible::read(input, at, before),
    }
}

/// What is escaped here, likewise.
pub(super) fn escaped(input: &Input<'_>, at: usize, before: &[u8]) -> Option<(Written, usize)> {
    match input.at(at)? {
        b'%' => percent(input, at + 1),
        b'&' => entity::read(input, at + 1),
        b'\\' => backslash::read(input, at),
        b'=' => quoted::printable(input, at + 1, before),
        b'#' => quoted::octal(input, at + 1, before),
        b'^' => caret(input, at + 1),
        _ => None,
    }
}

/// So many hexadecimal digits.
pub(super) fn hex(input: &Input<'_>, at: usize, digits: usize) -> Option<u32> {
    (at..at + digits).try_fold(0, |sum, at| Some(sum * 16 + char::from(input.at(at)?).to_digit(16)?))
}

pub(super) fn byte(value: u32) -> Option<Written> {
    u8::try_from(value).ok().map(Written::Byte)
}

pub(super) fn character(value: u32) -> Option<Written> {
    char::from_u32(value).map(Written::Char)
}

fn percent(input: &Input<'_>, at: usize) -> Option<(Written, usize)> {
    if matches!(input.at(at)?, b'u' | b'U') {
        return Some((character(hex(input, at + 1, 4)?)?, at + 5));
    }
    Some((byte(hex(input, at, 2)?)?, at + 2))
}

/// `<wbr>`, at which a browser may break a line.
fn line_break(input: &Input<'_>, mut at: usize) -> Option<(Written, usize)> {
    let slash = |at: usize| at + usize::from(input.at(at) == Some(b'/'));
    at = slash(at);
    for letter in b"wbr" {
        if !input.at(at)?.eq_ignore_ascii_case(letter) {
            return None;
        }
        at += 1;
    }
    at = slash(at + usize::from(input.at(at) == Some(b' ')));
    (input.at(at)? == b'>').then_some((Written::Nothing, at + 1))
}

/// An escape character as terminals show one.
fn caret(input: &Input<'_>, at: usize) -> Option<(Written, usize)> {
    let begins = input.at(at)? == b'[' && matches!(input.at(at + 1)?, b'[' | b']' | b'(');
    begins.then_some((Written::Byte(0x1b), at + 1))
}
