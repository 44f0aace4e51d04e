//! The shapes that are looked for. Each is read from the place where a needle stands.

pub(crate) mod base64;
pub(crate) mod basic;
pub(crate) mod header;
pub(crate) mod quickstream;
pub(crate) mod superapi;

use crate::definition::{LONGEST_TAIL, MASKS};
use crate::units;

/// A mask and the end of a key that it leaves: the mask in one spelling, the end, and where the text goes on.
fn masked(text: &[u8], start: usize) -> Option<(String, Vec<u8>, usize)> {
    let (sign, end) = mask_sign(text, start)?;
    let (tail, end) = units::run(text, end, LONGEST_TAIL, |byte| byte.is_ascii_alphanumeric());
    (!tail.is_empty()).then_some((sign, tail, end))
}

/// A mask, without what follows.
fn mask_sign(text: &[u8], start: usize) -> Option<(String, usize)> {
    MASKS.iter().find_map(|(sign, least)| {
        let mut end = start;
        let mut count = 0;
        while let Some(after) = one(text, end, *sign).filter(|_| count < 64) {
            end = after;
            count += 1;
        }
        (count >= *least).then(|| (sign.to_string().repeat(count), end))
    })
}

/// One character of a mask, as one unit or as the bytes of UTF-8.
fn one(text: &[u8], start: usize, sign: char) -> Option<usize> {
    let unit = units::next(text, start)?;
    if unit.value == u32::from(sign) {
        return Some(unit.end);
    }
    let mut bytes = [0; 4];
    sign.encode_utf8(&mut bytes).bytes().try_fold(start, |at, byte| {
        let unit = units::next(text, at)?;
        unit.is(byte).then_some(unit.end)
    })
}
