//! Sixty-four places at a time, by the browser's vectors of sixteen bytes.

use core::arch::wasm32::{
    i8x16_bitmask, i8x16_ne, i8x16_swizzle, u8x16_splat, u16x8_shr, u64x2, v128, v128_and, v128_any_true,
    v128_or,
};

use super::WINDOW;

const VECTOR: usize = 16;
const BLOCK: usize = 4 * VECTOR;
const READ: usize = BLOCK + WINDOW - 1;

/// For each byte of the window, the groups by its lower half and by its upper half.
pub(super) struct Halves {
    lower: [v128; WINDOW],
    upper: [v128; WINDOW],
}

fn vector(bytes: &[u8; VECTOR]) -> v128 {
    let half = |from: usize| bytes[from..].first_chunk::<8>().map_or(0, |half| u64::from_le_bytes(*half));
    u64x2(half(0), half(8))
}

impl Halves {
    pub(super) fn of(groups: &[[u8; 256]; WINDOW]) -> Self {
        let tables = |half: fn(usize) -> usize| {
            groups.each_ref().map(|groups| {
                let mut table = [0; VECTOR];
                for (byte, bits) in groups.iter().enumerate() {
                    table[half(byte)] |= bits;
                }
                vector(&table)
            })
        };
        Self { lower: tables(|byte| byte & 15), upper: tables(|byte| byte >> 4) }
    }

    /// Returns where it stopped: less than a block before the end.
    pub(super) fn places(&self, text: &[u8], from: usize, to: usize, tell: &mut dyn FnMut(usize)) -> usize {
        let mut at = from;
        while at + BLOCK <= to
            && let Some(block) = text.get(at..).and_then(|rest| rest.first_chunk::<READ>())
        {
            let found = [
                self.groups(block, 0),
                self.groups(block, 16),
                self.groups(block, 32),
                self.groups(block, 48),
            ];
            let any = v128_or(v128_or(found[0], found[1]), v128_or(found[2], found[3]));
            if v128_any_true(any) {
                for (part, found) in found.into_iter().enumerate() {
                    Self::tell(at + part * VECTOR, found, tell);
                }
            }
            at += BLOCK;
        }
        at
    }

    #[inline(always)]
    fn groups(&self, block: &[u8; READ], at: usize) -> v128 {
        let part = |place: usize| {
            let bytes = block[at + place..].first_chunk::<VECTOR>().map_or(u8x16_splat(0), vector);
            let half = u8x16_splat(15);
            v128_and(
                i8x16_swizzle(self.lower[place], v128_and(bytes, half)),
                i8x16_swizzle(self.upper[place], v128_and(u16x8_shr(bytes, 4), half)),
            )
        };
        v128_and(v128_and(part(0), part(1)), part(2))
    }

    #[cold]
    fn tell(at: usize, found: v128, tell: &mut dyn FnMut(usize)) {
        let mut places = i8x16_bitmask(i8x16_ne(found, u8x16_splat(0)));
        while places != 0 {
            tell(at + places.trailing_zeros() as usize);
            places &= places - 1;
        }
    }
}
