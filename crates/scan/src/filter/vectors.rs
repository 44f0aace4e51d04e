//! Every other one of thirty-two places at a time, by the browser's vectors of sixteen bytes.

use core::arch::wasm32::{
    i8x16_bitmask, i8x16_ne, i8x16_shuffle, i8x16_swizzle, u8x16_narrow_i16x8, u8x16_splat, u16x8_shr,
    u16x8_splat, u64x2, v128, v128_and, v128_any_true, v128_or,
};

use super::{Tables, WINDOW};

const VECTOR: usize = 16;
/// So many bytes have a vector full of even places.
const PAIR: usize = 2 * VECTOR;

/// The filter's tables, by the lower half and by the upper half of a byte.
type Halves = [[v128; 2]; WINDOW];

/// Every other byte of a pair of vectors, by their halves.
#[derive(Clone, Copy)]
struct Bytes {
    lower: v128,
    upper: v128,
}

impl Bytes {
    #[inline(always)]
    fn new(bytes: v128) -> Self {
        let half = u8x16_splat(15);
        Self { lower: v128_and(bytes, half), upper: v128_and(u16x8_shr(bytes, 4), half) }
    }

    /// The groups that have such a byte.
    #[inline(always)]
    fn groups(self, [lower, upper]: [v128; 2]) -> v128 {
        v128_and(i8x16_swizzle(lower, self.lower), i8x16_swizzle(upper, self.upper))
    }
}

/// What a pair of vectors tells of the windows that begin at its even places, and of introducers at even and odd ones.
#[derive(Clone, Copy)]
struct Pair {
    window: v128,
    third: v128,
    even: v128,
    even_third: v128,
    odd: v128,
    odd_second: v128,
    odd_third: v128,
}

impl Pair {
    fn nothing() -> Self {
        let none = u8x16_splat(0);
        Self {
            window: none,
            third: none,
            even: none,
            even_third: none,
            odd: none,
            odd_second: none,
            odd_third: none,
        }
    }

    /// The groups found at even places, and at the odd places behind them, with the next pair.
    #[inline(always)]
    fn found(self, next: Self) -> v128 {
        let window = v128_and(self.window, moved(self.third, next.third));
        let even = v128_and(self.even, moved(self.even_third, next.even_third));
        let behind = v128_and(moved(self.odd_second, next.odd_second), moved(self.odd_third, next.odd_third));
        v128_or(window, v128_or(even, v128_and(self.odd, behind)))
    }
}

/// The vector that begins one place further on.
#[inline(always)]
fn moved(vector: v128, next: v128) -> v128 {
    i8x16_shuffle::<1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16>(vector, next)
}

fn vector(bytes: &[u8; VECTOR]) -> v128 {
    let half = |from: usize| bytes[from..].first_chunk::<8>().map_or(0, |half| u64::from_le_bytes(*half));
    u64x2(half(0), half(8))
}

fn halves(tables: &Tables) -> Halves {
    tables.map(|groups| {
        let mut halves = [[0; VECTOR]; 2];
        for (byte, bits) in groups.iter().enumerate() {
            halves[0][byte & 15] |= bits;
            halves[1][byte >> 4] |= bits;
        }
        halves.map(|half| vector(&half))
    })
}

/// The tables of windows and of introducers.
pub(super) struct Vectors(Halves, Halves);

impl Vectors {
    pub(super) fn of(windows: &Tables, introducers: &Tables) -> Self {
        Self(halves(windows), halves(introducers))
    }

    /// Looks at every other place. Returns the first one at which it did not: less than two pairs before the end.
    pub(super) fn places(&self, text: &[u8], from: usize, to: usize, mut tell: impl FnMut(usize)) -> usize {
        // Nothing is found in the pair before the first.
        let mut before = Pair::nothing();
        let mut at = from;
        while at + PAIR <= to
            && let Some(pair) = text.get(at..).and_then(|rest| rest.first_chunk::<PAIR>())
        {
            let pair = self.pair(pair);
            let found = before.found(pair);
            if v128_any_true(found) {
                let mut places = i8x16_bitmask(i8x16_ne(found, u8x16_splat(0)));
                while places != 0 {
                    tell(at + 2 * places.trailing_zeros() as usize - PAIR);
                    places &= places - 1;
                }
            }
            before = pair;
            at += PAIR;
        }
        at.saturating_sub(PAIR).max(from)
    }

    #[inline(always)]
    fn pair(&self, pair: &[u8; PAIR]) -> Pair {
        let bytes = |place: usize| pair[place..].first_chunk().map_or(u8x16_splat(0), vector);
        let (low, high) = (bytes(0), bytes(VECTOR));
        let even = |bytes: v128| v128_and(bytes, u16x8_splat(255));
        let even = Bytes::new(u8x16_narrow_i16x8(even(low), even(high)));
        let odd = Bytes::new(u8x16_narrow_i16x8(u16x8_shr(low, 8), u16x8_shr(high, 8)));
        let Self(window, introducer) = self;
        Pair {
            window: v128_and(even.groups(window[0]), odd.groups(window[1])),
            third: even.groups(window[2]),
            even: v128_and(even.groups(introducer[0]), odd.groups(introducer[1])),
            even_third: even.groups(introducer[2]),
            odd: odd.groups(introducer[0]),
            odd_second: even.groups(introducer[1]),
            odd_third: odd.groups(introducer[2]),
        }
    }
}
