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

/// Whether an equals sign before these bytes may be one of mail's escapes: of a letter, of a line's end, or of another
/// equals sign, where mail was quoted twice. Ordinary text has too many others.
fn quoted(behind: &[u8]) -> bool {
    matches!(behind, [b'4'..=b'7' | 8..=15, ..] | [b'3', b'D' | b'd', ..])
}

/// Tells where a window of one of its groups begins, and sometimes where none does.
pub(crate) struct Filter {
    /// For each byte of the window, the groups that have such a byte there.
    groups: [[u8; 256]; WINDOW],
    /// For each byte, whether it is one of the introducers.
    introducers: [u8; 256],
    #[cfg(target_feature = "simd128")]
    halves: vectors::Halves,
}

impl Filter {
    /// For these windows and the groups that they belong to, and for these single bytes. Those of a list are told apart
    /// from others by their halves.
    pub(crate) fn new(windows: impl Iterator<Item = ([Any; WINDOW], u8)>, introducers: &[&[u8]]) -> Self {
        let mut groups = [[0; 256]; WINDOW];
        for (window, group) in windows {
            for (groups, any) in groups.iter_mut().zip(window) {
                for byte in any {
                    groups[usize::from(byte)] |= 1 << group;
                }
            }
        }
        let mut single = [0; 256];
        for (list, bytes) in introducers.iter().enumerate() {
            bytes.iter().for_each(|byte| single[usize::from(*byte)] |= 1 << list);
        }
        Self {
            #[cfg(target_feature = "simd128")]
            halves: vectors::Halves::of(&groups, &single),
            groups,
            introducers: single,
        }
    }

    /// Tells places in `from..to` at which a window begins, with the groups that it may belong to: at least one for every
    /// needle whose first window begins there. And every introducer there, some of them twice.
    pub(crate) fn places(&self, text: &[u8], from: usize, to: usize, tell: &mut dyn FnMut(usize, Seen)) {
        let to = to.min(text.len());
        let mut look = |at: usize| {
            for (next, byte) in text[at..to.min(at + 2)].iter().enumerate() {
                let at = at + next;
                if self.introducers[usize::from(*byte)] != 0 || *byte == b'=' && quoted(&text[at + 1..]) {
                    tell(at, Seen::Introducer);
                }
            }
            if let Some(window) = text.get(at..).and_then(|rest| rest.first_chunk::<WINDOW>()) {
                let groups = self.groups_of(window);
                if groups != 0 {
                    tell(at, Seen::Window(groups));
                }
            }
        };
        // Who goes on behind `to` looks at other places, perhaps, than these: a needle that lies across is found here.
        let last = to.saturating_sub(APART).max(from);
        #[cfg(target_feature = "simd128")]
        let from = self.halves.places(text, from, last, &mut look);
        (from..last).step_by(2).for_each(&mut look);
        (last..to).for_each(&mut look);
    }

    fn groups_of(&self, window: &[u8; WINDOW]) -> u8 {
        self.groups
            .iter()
            .zip(window)
            .fold(u8::MAX, |groups, (table, byte)| groups & table[usize::from(*byte)])
    }
}
