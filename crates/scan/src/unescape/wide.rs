//! UTF-16 in the middle of other text, in either order of its bytes: every second byte of a key is zero.

use super::Plain;

/// The bytes as they stand, without the zeros between letters.
pub(super) fn narrow(bytes: &[u8], base: usize) -> Plain {
    let place = |from: usize, to: usize| ((base + from) as u32, (base + to) as u32);
    if !bytes.contains(&0) {
        return Plain { bytes: bytes.to_vec(), base, ..Plain::default() };
    }
    let mut plain = Plain::default();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == 0 && between(bytes, at) {
            at += 1;
            continue;
        }
        let signs = signs(bytes, at);
        for c in &signs {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| plain.push(byte, place(at, at + 2)));
            at += 2;
        }
        if signs.is_empty() {
            plain.push(bytes[at], place(at, at + 1));
            at += 1;
        }
    }
    plain
}

fn is_zero(bytes: &[u8], at: Option<usize>) -> bool {
    at.and_then(|at| bytes.get(at)) == Some(&0)
}

/// Whether a zero here is the other half of a letter: two places before or behind it is one more, and none beside it.
fn between(bytes: &[u8], at: usize) -> bool {
    let zero = |at: Option<usize>| is_zero(bytes, at);
    !zero(at.checked_sub(1)) && !zero(Some(at + 1)) && (zero(at.checked_sub(2)) || zero(Some(at + 2)))
}

/// Signs of a mask, or such as are not seen, between wide letters. They have no zero in them.
fn signs(bytes: &[u8], at: usize) -> Vec<char> {
    let from = |upper: usize| -> Vec<char> {
        let pairs = bytes[at..].chunks_exact(2);
        pairs.map_while(|pair| wide(u32::from(pair[upper]) << 8 | u32::from(pair[1 - upper]))).collect()
    };
    // Lower halves first: the zero of the letter before stands right before them. Upper halves first: that of the letter
    // behind, right behind them.
    if is_zero(bytes, at.checked_sub(1)) {
        return from(1);
    }
    let found = from(0);
    if is_zero(bytes, Some(at + 2 * found.len())) { found } else { Vec::new() }
}

/// None of these has a letter's byte for its lower half: where the halves begin could not be told.
fn wide(value: u32) -> Option<char> {
    let wanted = matches!(value, 0x200b..=0x200f | 0x2022 | 0x2026 | 0x2060 | 0xfeff);
    char::from_u32(value).filter(|_| wanted)
}
