//! Every other one of sixty-four places at a time, by the browser's vectors of sixteen bytes.

use core::arch::wasm32::{
    i8x16_bitmask, i8x16_eq, i8x16_ne, i8x16_swizzle, u8x16_narrow_i16x8, u8x16_splat, u16x8_shr,
    u16x8_splat, u64x2, v128, v128_and, v128_any_true, v128_or,
};

use super::WINDOW;

const VECTOR: usize = 16;
/// So many bytes have a vector full of even places.
const PAIR: usize = 2 * VECTOR;
const BLOCK: usize = 2 * PAIR;
const READ: usize = BLOCK + WINDOW - 1;

/// For each byte of the window, the groups by its lower half and by its upper half.
pub(super) struct Halves {
    lower: [v128; WINDOW + 1],
    upper: [v128; WINDOW + 1],
}

/// Behind those of the windows stand the tables of the introducers.
const SINGLE: usize = WINDOW;

fn vector(bytes: &[u8; VECTOR]) -> v128 {
    let half = |from: usize| bytes[from..].first_chunk::<8>().map_or(0, |half| u64::from_le_bytes(*half));
    u64x2(half(0), half(8))
}

impl Halves {
    pub(super) fn of([first, second, third]: &[[u8; 256]; WINDOW], introducers: &[u8; 256]) -> Self {
        let tables = |half: fn(usize) -> usize| {
            [first, second, third, introducers].map(|groups| {
                let mut table = [0; VECTOR];
                for (byte, bits) in groups.iter().enumerate() {
                    table[half(byte)] |= bits;
                }
                vector(&table)
            })
        };
        Self { lower: tables(|byte| byte & 15), upper: tables(|byte| byte >> 4) }
    }

    /// Looks at every other place. Returns the first one at which it did not: less than a block before the end.
    pub(super) fn places(&self, text: &[u8], from: usize, to: usize, tell: &mut dyn FnMut(usize)) -> usize {
        let mut at = from;
        while at + BLOCK <= to
            && let Some(block) = text.get(at..).and_then(|rest| rest.first_chunk::<READ>())
        {
            let found = [self.groups(block, 0), self.groups(block, PAIR)];
            if v128_any_true(v128_or(found[0], found[1])) {
                for (part, found) in found.into_iter().enumerate() {
                    Self::tell(at + part * PAIR, found, tell);
                }
            }
            at += BLOCK;
        }
        at
    }

    /// The groups of the windows that begin at the even places of a pair of vectors, and of the introducers at either.
    #[inline(always)]
    fn groups(&self, block: &[u8; READ], at: usize) -> v128 {
        let bytes = |place: usize| block[at + place..].first_chunk::<VECTOR>().map_or(u8x16_splat(0), vector);
        let even = |place: usize| {
            let low = |bytes: v128| v128_and(bytes, u16x8_splat(255));
            u8x16_narrow_i16x8(low(bytes(place)), low(bytes(place + VECTOR)))
        };
        let odd = |place: usize| {
            u8x16_narrow_i16x8(u16x8_shr(bytes(place), 8), u16x8_shr(bytes(place + VECTOR), 8))
        };
        let [begin, one, two, three] = [even(0), odd(0), even(2), odd(2)];
        let (first, second, third) = (self.byte(0, begin), self.byte(1, one), self.byte(2, two));
        let single = v128_or(self.byte(SINGLE, begin), self.byte(SINGLE, one));
        let quoted = v128_or(Self::quoted(begin, one, two), Self::quoted(one, two, three));
        v128_or(v128_and(v128_and(first, second), third), v128_or(single, quoted))
    }

    /// As `quoted` of the other form, with the sign itself.
    #[inline(always)]
    fn quoted(sign: v128, next: v128, third: v128) -> v128 {
        let digit = i8x16_eq(v128_and(next, u8x16_splat(0xfc)), u8x16_splat(b'4'));
        let end = i8x16_eq(v128_and(next, u8x16_splat(0xf8)), u8x16_splat(8));
        let in_either_case = v128_or(third, u8x16_splat(b' '));
        let twice = v128_and(i8x16_eq(next, u8x16_splat(b'3')), i8x16_eq(in_either_case, u8x16_splat(b'd')));
        v128_and(i8x16_eq(sign, u8x16_splat(b'=')), v128_or(v128_or(digit, end), twice))
    }

    /// The groups that have such a byte at this place of the window.
    #[inline(always)]
    fn byte(&self, place: usize, bytes: v128) -> v128 {
        let half = u8x16_splat(15);
        v128_and(
            i8x16_swizzle(self.lower[place], v128_and(bytes, half)),
            i8x16_swizzle(self.upper[place], v128_and(u16x8_shr(bytes, 4), half)),
        )
    }

    #[cold]
    fn tell(at: usize, found: v128, tell: &mut dyn FnMut(usize)) {
        let mut places = i8x16_bitmask(i8x16_ne(found, u8x16_splat(0)));
        while places != 0 {
            tell(at + 2 * places.trailing_zeros() as usize);
            places &= places - 1;
        }
    }
}
