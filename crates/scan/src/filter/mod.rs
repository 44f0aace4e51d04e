//! Finds the few places of a text at which a needle may stand, as fast as the text can be read.
//!
//! Three bytes in a row are looked at, at every other place: each needle has two such windows, one for where it begins at an
//! even place and one for an odd one. Up to eight groups of windows are told apart by one bit each; in the browser the bits
//! of sixteen places at a time come out of six small tables, by the upper and lower half of each byte.

#[cfg(target_feature = "simd128")]
mod vectors;

/// So many bytes in a row are looked at.
pub(crate) const WINDOW: usize = 3;
/// A needle's two windows begin at most so many bytes apart, and an odd number of them.
pub(crate) const APART: usize = 3;
/// Any of these bytes; some may be the same.
pub(crate) type Any = [u8; 3];

/// What was seen at a place.
#[derive(Clone, Copy)]
pub(crate) enum Seen {
    /// A window of these groups may begin there.
    Window(u8),
    /// A byte stands there with which an escape may begin.
    Introducer,
}

/// For each byte, the groups that have it at this place of the window.
pub(crate) type Tables = [[u8; 256]; WINDOW];

/// The tables of introducers with what has to stand behind them: anything, if nothing is named. In vectors those of a list
/// are told apart from others by their halves.
pub(crate) const fn introducers(lists: &[[&[u8]; WINDOW]]) -> Tables {
    let mut tables = [[0; 256]; WINDOW];
    let mut at = 0;
    while at < lists.len() * WINDOW {
        let (group, place) = (at / WINDOW, at % WINDOW);
        let bytes = lists[group][place];
        let count = if bytes.is_empty() { 256 } else { bytes.len() };
        let mut next = 0;
        while next < count {
            let byte = if bytes.is_empty() { next } else { bytes[next] as usize };
            tables[place][byte] |= 1 << group;
            next += 1;
        }
        at += 1;
    }
    tables
}

/// Tells where a window of one of its groups begins, and sometimes where none does.
pub(crate) struct Filter {
    windows: Tables,
    /// Introducers, with what stands behind them, have groups of their own.
    introducers: &'static Tables,
    #[cfg(target_feature = "simd128")]
    vectors: vectors::Vectors,
}

impl Filter {
    /// For these windows and the groups that they belong to, and for these introducers.
    pub(crate) fn new(all: impl Iterator<Item = ([Any; WINDOW], u8)>, introducers: &'static Tables) -> Self {
        let mut windows = [[0; 256]; WINDOW];
        for (window, group) in all {
            for (groups, any) in windows.iter_mut().zip(window) {
                any.iter().for_each(|byte| groups[usize::from(*byte)] |= 1 << group);
            }
        }
        Self {
            #[cfg(target_feature = "simd128")]
            vectors: vectors::Vectors::of(&windows, introducers),
            windows,
            introducers,
        }
    }

    /// Tells places in `from..to` at which a window begins, with the groups that it may belong to: at least one for every
    /// needle whose first window begins there. And every introducer there, some of them twice.
    pub(crate) fn places(&self, text: &[u8], from: usize, to: usize, tell: &mut dyn FnMut(usize, Seen)) {
        let to = to.min(text.len());
        let mut look = |at: usize| self.look(text, at, tell);
        // Who goes on behind `to` looks at other places, perhaps, than these: a needle that lies across is found here.
        let last = to.saturating_sub(APART).max(from);
        #[cfg(target_feature = "simd128")]
        let from = self.vectors.places(text, from, last, &mut look);
        (from..last).step_by(2).chain(last..to).for_each(&mut look);
    }

    #[inline(never)]
    fn look(&self, text: &[u8], at: usize, tell: &mut dyn FnMut(usize, Seen)) {
        // Behind the end nothing is found.
        let rest = &text[at..];
        let bytes = rest.first_chunk::<{ WINDOW + 1 }>().copied().unwrap_or_else(|| {
            let mut bytes = [0; WINDOW + 1];
            bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            bytes
        });
        let groups = |tables: &Tables, at: usize| {
            let [first, second, third] = tables;
            first[usize::from(bytes[at])]
                & second[usize::from(bytes[at + 1])]
                & third[usize::from(bytes[at + 2])]
        };
        let (even, odd) = (groups(self.introducers, 0) != 0, groups(self.introducers, 1) != 0);
        // Which of the two it is no processor can guess.
        if even | odd {
            tell(at + usize::from(!even), Seen::Introducer);
            if even & odd {
                tell(at + 1, Seen::Introducer);
            }
        }
        let windows = groups(&self.windows, 0);
        if windows != 0 {
            tell(at, Seen::Window(windows));
        }
    }
}
