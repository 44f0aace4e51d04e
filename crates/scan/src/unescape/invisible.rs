//! Characters that are not seen, and ellipses that were garbled on their way.

use super::Input;
use super::decode::{Written, character};

/// What begins here, with the bytes of UTF-8 or with one byte of an older encoding.
pub(super) fn read(input: &Input<'_>, at: usize, before: &[u8]) -> Option<(Written, usize)> {
    let nothing = |length: usize| Some((Written::Nothing, at + length));
    let ellipsis = |length: usize| Some((Written::Char('…'), at + length));
    let alone = before.last().is_none_or(u8::is_ascii);
    match input.at(at)? {
        0xc2 => match input.at(at + 1)? {
            0xad => nothing(2),
            0x85 => ellipsis(2),
            _ => None,
        },
        0xe2 => match (input.at(at + 1)?, input.at(at + 2)?) {
            (0x80, 0x8b..=0x8f | 0xaa..=0xae) | (0x81, 0xa0..=0xa4 | 0xa6..=0xaf) => nothing(3),
            _ => None,
        },
        0xef if input.stands(at + 1, &[0xbb, 0xbf]) => nothing(3),
        0xc3 => garbled(input, at + 1),
        0xad if alone => nothing(1),
        0x85 if alone => ellipsis(1),
        _ => None,
    }
}

/// UTF-8 that somebody took for Windows-1252 or Latin-1 and wrote as UTF-8 again: `â€¦`.
fn garbled(input: &Input<'_>, at: usize) -> Option<(Written, usize)> {
    match input.at(at)? {
        0x82 if input.stands(at + 1, &[0xc2, 0xad]) => Some((Written::Nothing, at + 3)),
        0xaf if input.stands(at + 1, &[0xc2, 0xbb, 0xc2, 0xbf]) => Some((Written::Nothing, at + 5)),
        0xa2 => {
            let behind = match input.at(at + 1)? {
                0xc2 if input.at(at + 2)? == 0x80 => at + 3,
                0xe2 if input.stands(at + 2, &[0x82, 0xac]) => at + 4,
                _ => return None,
            };
            let (last, end) = match input.at(behind)? {
                0xc2 => (input.at(behind + 1)?, behind + 2),
                0xc5 if input.at(behind + 1)? == 0x92 => (0x8c, behind + 2),
                0xc5 if input.at(behind + 1)? == 0xbd => (0x8e, behind + 2),
                0xe2 if input.stands(behind + 1, &[0x80, 0xb9]) => (0x8b, behind + 3),
                _ => return None,
            };
            Some((character(0x2000 | u32::from(last & 0x3f))?, end))
        }
        _ => None,
    }
}
