//! Entities of HTML.

use super::Input;
use super::decode::{Written, character, may_begin};

/// The names that may stand in a key or name, or right beside one, and what each stands for.
const NAMES: [(&str, char); 39] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("lowbar", '_'),
    ("UnderBar", '_'),
    ("period", '.'),
    ("ast", '*'),
    ("midast", '*'),
    ("equals", '='),
    ("percnt", '%'),
    ("num", '#'),
    ("semi", ';'),
    ("colon", ':'),
    ("bsol", '\\'),
    ("sol", '/'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("comma", ','),
    ("hyphen", '-'),
    ("dash", '-'),
    ("hellip", '…'),
    ("mldr", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("nbsp", ' '),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("shy", '\u{ad}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("NoBreak", '\u{2060}'),
    ("af", '\u{2061}'),
    ("it", '\u{2062}'),
    ("ic", '\u{2063}'),
];

const LONGEST: usize = 16;

pub(super) fn read(input: &Input<'_>, at: usize) -> Option<(Written, usize)> {
    if input.at(at)? == b'#' {
        return number(input, at + 1);
    }
    let end = (at..=at + LONGEST).find(|at| !input.at(*at).is_some_and(|byte| byte.is_ascii_alphabetic()))?;
    if input.at(end)? != b';' {
        return None;
    }
    let name = input.bytes.get(at..end).filter(|name| !name.is_empty())?;
    Some((Written::Char(named(name)?), end + 1))
}

fn named(name: &[u8]) -> Option<char> {
    let is = |entry: &&(&str, char)| entry.0.as_bytes().eq_ignore_ascii_case(name);
    NAMES.iter().find(is).map(|(_, c)| *c)
}

/// Whether a number or a name stands here whose end is written in another way.
pub(crate) fn is_so_far(bytes: &[u8]) -> bool {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let end = bytes.iter().position(|byte| !letter(byte)).unwrap_or(bytes.len());
    let name = &bytes[..end];
    let escaped = bytes.get(end).is_some_and(|byte| may_begin(*byte));
    let value = bytes[end..].starts_with(b"=") && !bytes[end..].starts_with(b"=3");
    escaped && !value && (name.starts_with(b"#") || named(name).is_some())
}

fn number(input: &Input<'_>, at: usize) -> Option<(Written, usize)> {
    let (radix, start) = if matches!(input.at(at)?, b'x' | b'X') { (16, at + 1) } else { (10, at) };
    let mut value = 0_u32;
    for at in start..start + 9 {
        match input.at(at)? {
            b';' if at > start => return Some((character(value)?, at + 1)),
            digit => value = value.checked_mul(radix)?.checked_add(char::from(digit).to_digit(radix)?)?,
        }
    }
    None
}
