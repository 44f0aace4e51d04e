//! Escapes of JSON, of programming languages and of Markdown.

use super::Input;
use super::decode::{Written, byte, character, hex};

/// Every time that JSON is put into JSON, the backslashes double.
const MOST: usize = 8;

pub(super) fn read(input: &Input<'_>, start: usize) -> Option<(Written, usize)> {
    let mut at = start;
    while input.at(at)? == b'\\' {
        at += 1;
        if at - start > MOST {
            return None;
        }
    }
    let behind = at + 1;
    Some(match input.at(at)? {
        b'u' if input.at(behind)? == b'{' => {
            let end = (behind + 2..behind + 8).find(|at| input.at(*at) == Some(b'}'))?;
            (character(hex(input, behind + 1, end - behind - 1)?)?, end + 1)
        }
        b'u' => (character(hex(input, behind, 4)?)?, behind + 4),
        b'U' => (character(hex(input, behind, 8)?)?, behind + 8),
        b'x' => (byte(hex(input, behind, 2)?)?, behind + 2),
        b'0'..=b'3' => (byte(octal(input, at)?)?, at + 3),
        b'n' => (Written::Byte(b'\n'), behind),
        b'r' => (Written::Byte(b'\r'), behind),
        b't' => (Written::Byte(b'\t'), behind),
        b'e' => (Written::Byte(0x1b), behind),
        b'a' | b'b' | b'f' | b'v' => (Written::Byte(b' '), behind),
        sign if sign.is_ascii_punctuation() => (Written::Byte(sign), behind),
        _ => return None,
    })
}

/// Three octal digits.
pub(super) fn octal(input: &Input<'_>, at: usize) -> Option<u32> {
    (at..at + 3).try_fold(0, |sum, at| Some(sum * 8 + char::from(input.at(at)?).to_digit(8)?))
}
