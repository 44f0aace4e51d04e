//! What tells a terminal to change colour, to move, or to clear.

use super::Input;
use super::decode::Written;

/// A title or a link is no longer than that.
const LONGEST: usize = 512;

/// The sequence behind an escape character.
pub(super) fn read(input: &Input<'_>, at: usize) -> Option<(Written, usize)> {
    match input.at(at)? {
        b'[' => sequence(input, at + 1),
        b']' | b'P' | b'X' | b'^' | b'_' => text(input, at + 1),
        // The end of a text whose beginning is not here: what stands before belongs to it.
        b'\\' => (input.at(at + 1)? != b'[').then_some((Written::Byte(b' '), at + 1)),
        b'(' | b')' => input.at(at + 1)?.is_ascii_alphanumeric().then_some((Written::Nothing, at + 2)),
        b'7' | b'8' | b'c' | b'D' | b'E' | b'H' | b'M' => Some((Written::Nothing, at + 1)),
        _ => None,
    }
}

/// Numbers, and a letter that says what they are for.
fn sequence(input: &Input<'_>, start: usize) -> Option<(Written, usize)> {
    for at in start..start + 64 {
        match input.at(at)? {
            b' '..=b'?' => {}
            b'@'..=b'~' => return Some((Written::Nothing, at + 1)),
            _ => break,
        }
    }
    None
}

fn text(input: &Input<'_>, start: usize) -> Option<(Written, usize)> {
    for at in start..start + LONGEST {
        match input.at(at)? {
            7 => return Some((Written::Nothing, at + 1)),
            0x1b => return (input.at(at + 1)? == b'\\').then_some((Written::Nothing, at + 2)),
            b'\n' => break,
            _ => {}
        }
    }
    None
}

/// A colour whose escape character was taken out: `[31m`, `[0;1m` and, behind one of these, `[K`.
pub(super) fn left_over(input: &Input<'_>, at: usize, _: &[u8]) -> Option<(Written, usize)> {
    let start = at + 1;
    let end = (start..start + 16).find(|at| !matches!(input.at(*at), Some(b'0'..=b'9' | b';')))?;
    let after_colour = |at: usize| at > 1 && input.bytes[at - 2] == b'm';
    let coloured = match input.at(end)? {
        b'm' => end > start,
        b'K' => end == start && after_colour(start),
        _ => false,
    };
    coloured.then_some((Written::Nothing, end + 1))
}
