//! Needles with an escape in them: noticed where the first escape begins, and read without any.

use crate::filter::Any;
use crate::unescape::{Plain, is_entity_so_far, may_begin, number};

/// No needle is longer than this before its last character.
const BEFORE: usize = 8;
/// So much of the text is unescaped at first, and so much if that is not enough.
const AHEAD: [usize; 2] = [64, 2048];

/// The value of each hexadecimal digit.
const DIGITS: [u8; 256] = {
    let mut digits = [u8::MAX; 256];
    let mut digit = 0;
    while digit < 16 {
        let sign = b"0123456789abcdef"[digit as usize];
        digits[sign as usize] = digit;
        digits[sign.to_ascii_uppercase() as usize] = digit;
        digit += 1;
    }
    digits
};

/// The needles that may have escapes in them.
pub(crate) struct Broken {
    needles: Vec<Vec<Any>>,
    /// For each byte where in the needles it may stand: a bit for each place of each, one needle behind the other.
    places: [u32; 256],
    /// The places with which needles begin, and those with which they end.
    first: u32,
    last: u32,
}

impl Broken {
    pub(crate) fn new(needles: Vec<Vec<Any>>) -> Self {
        let (mut places, mut first, mut last, mut bit) = ([0; 256], 0, 0, 1);
        for needle in &needles {
            first |= bit;
            for any in needle {
                any.iter().for_each(|byte| places[usize::from(*byte)] |= bit);
                bit <<= 1;
            }
            last |= bit >> 1;
        }
        Self { needles, places, first, last }
    }

    /// The needles in which an escape stands here and none before, by their numbers, and where each begins.
    pub(crate) fn find(&self, text: &[u8], at: usize, tell: impl FnMut(usize, usize)) {
        if self.at_first_sight(text, at) {
            self.look(text, at, tell);
        }
    }

    /// Lets most of what ordinary text has of such signs go by: `page=17`, `a%20b`, `\"`.
    fn at_first_sight(&self, text: &[u8], at: usize) -> bool {
        let Some([first, next, third]) = text.get(at..).and_then(|rest| rest.first_chunk::<3>()) else {
            return false;
        };
        if *next == 0 || may_hide(*next) {
            return true;
        }
        let before = || &text[at.saturating_sub(BEFORE)..at];
        match first {
            b'=' | b'%' => match (DIGITS[usize::from(*next)], DIGITS[usize::from(*third)]) {
                (upper @ 0..16, lower @ 0..16) => {
                    let byte = upper << 4 | lower;
                    may_begin(byte) || self.go_on(before(), Some((byte, text.get(at + 3).copied())))
                }
                _ => matches!(next, b'\r' | b'\n' | b' ' | b'\t' | b'u' | b'U'),
            },
            b'&' => *next == b'#' || next.is_ascii_alphabetic() || may_begin(*next),
            b'#' => next.is_ascii_digit() && third.is_ascii_digit() || may_begin(*next),
            b'\\' => !matches!(next, b'"' | b'n' | b'r' | b't' | b'/') && (at == 0 || text[at - 1] != b'\\'),
            b'<' => matches!(next, b'w' | b'W' | b'/'),
            b'^' => true,
            _ => self.go_on(before(), None),
        }
    }

    #[inline(never)]
    fn look(&self, text: &[u8], at: usize, mut tell: impl FnMut(usize, usize)) {
        let ahead = &text[at..text.len().min(at + AHEAD[0])];
        if !self.may_break(&text[at.saturating_sub(BEFORE)..at], ahead) {
            return;
        }
        let from = at.saturating_sub(2 * BEFORE);
        let look = |ahead: usize| {
            let to = text.len().min(at + ahead);
            let plain = Plain::of(text, from, to, to < text.len());
            let here = plain.first_at(at);
            (plain, here)
        };
        let (mut plain, mut here) = look(AHEAD[0]);
        if plain.bytes.len() < here + BEFORE {
            (plain, here) = look(AHEAD[1]);
        }
        for (number, needle) in self.needles.iter().enumerate() {
            if let Some(start) = begins(&plain, here, at, needle) {
                tell(number, start);
            }
        }
    }

    /// Whether these bytes may begin with an escape inside a needle. Most of what looks like one is not, and this is asked
    /// often.
    fn may_break(&self, before: &[u8], bytes: &[u8]) -> bool {
        let [first, next, ..] = bytes else { return false };
        match (first, next) {
            // Wide characters are not looked at here.
            (_, 0) => true,
            (b'<', b'w' | b'W' | b'/') | (0xc2, 0xad) | (0xe2, 0x80 | 0x81) | (0xef, 0xbb) | (0x1b, _) => {
                self.go_on(before, None)
            }
            (0xad, _) => before.last().is_some_and(u8::is_ascii) && self.go_on(before, None),
            (b'=', b'\r' | b'\n' | b' ' | b'\t') => self.go_on(before, None),
            (b'<' | b'=' | 0x80.., _) if !next.is_ascii_hexdigit() => *first == b'<' && may_hide(*next),
            // What is not seen may stand in the middle of an escape.
            _ if may_hide(*next) => true,
            _ => self.escape(before, bytes),
        }
    }

    fn escape(&self, before: &[u8], bytes: &[u8]) -> bool {
        let Some((value, end)) = number(bytes) else {
            // The end of an entity may be escaped once more.
            return bytes[0] == b'&' && is_entity_so_far(&bytes[1..]);
        };
        match u8::try_from(value) {
            // Nothing that is seen, perhaps, or no part of a needle.
            Ok(0x1b | 0x80..) | Err(_) => self.go_on(before, None),
            Ok(byte) if may_begin(byte) => {
                // An escape of an escape.
                let mut inner = [b' '; AHEAD[0]];
                let rest = bytes.get(end..).unwrap_or_default();
                inner[0] = byte;
                inner[1..].iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                matches!(rest, [b'%' | b'\\', ..] | [b'&', b'#' | b'a'..=b'z' | b'A'..=b'Z', ..] | [b'=' | b'#', b'0'..=b'9', ..])
                    || self.may_break(before, &inner)
            }
            Ok(byte) => self.go_on(before, Some((byte, bytes.get(end).copied()))),
        }
    }

    /// Whether a needle begins with what stands here last, or with nothing of it, and goes on with this letter and what
    /// stands behind it, if it is one.
    fn go_on(&self, before: &[u8], letter: Option<(u8, Option<u8>)>) -> bool {
        let at = |byte: u8| self.places[usize::from(byte)];
        let followed = |byte: u8| {
            if may_begin(byte) || byte == 0 { u32::MAX } else { self.last | (at(byte) & !self.first) >> 1 }
        };
        let mut before = before.iter().rev();
        let mut places = match letter {
            Some((letter, behind)) => at(letter) & behind.map_or(self.last, followed),
            None => before.next().map_or(0, |byte| at(*byte) & !self.last),
        };
        while places != 0 && places & self.first == 0 {
            places = before.next().map_or(0, |byte| places >> 1 & at(*byte));
        }
        places != 0
    }
}

fn may_hide(byte: u8) -> bool {
    matches!(byte, b'<' | 0x1b | 0xad | 0xc2 | 0xe2 | 0xef)
}

/// Where in the source the needle begins that has its first escape here.
fn begins(plain: &Plain, here: usize, at: usize, needle: &[Any]) -> Option<usize> {
    (0..needle.len()).find_map(|before| {
        let start = here.checked_sub(before)?;
        let found = plain.bytes.get(start..start + needle.len())?;
        let place = plain.place(start)?;
        // Each character before it stands as it is, in one byte or in two.
        let as_it_is = place + before == at || place + 2 * before == at || place + 2 * before == at + 1;
        let stands = found.iter().zip(needle).all(|(byte, any)| any.contains(byte));
        (stands && as_it_is).then_some(place)
    })
}
