//! The short texts that nothing sought can do without, and from which its shape is read.

use crate::broken::Broken;
use crate::definition::{HEADER, JOINT, MARKS, SCHEME, STEM};
use crate::filter::{APART, Any, Filter, Seen, WINDOW};
use crate::hit::Hit;
use crate::shape::{base64, basic, header, quickstream, superapi};
use crate::unescape::{self, INTRODUCERS};

/// What a needle in base64 was before it was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// A mark with the joint before it, by its place in [`MARKS`].
    Mark(usize),
    /// What SuperAPI keys begin with.
    Stem,
}

#[derive(Clone, Copy, Debug)]
enum Anchor {
    /// A mark with the joint before it.
    Mark(usize),
    Stem,
    Scheme,
    Header,
    Base64 {
        inside: Inside,
        phase: usize,
        first: usize,
    },
}

/// A part of a needle that the filter looks for: where in the needle it begins, and the group that it belongs to.
type Window = (usize, u8);

#[derive(Clone)]
struct Needle {
    bytes: Vec<Any>,
    windows: [Window; 2],
    anchor: Anchor,
}

impl Needle {
    fn stands(&self, text: &[u8], at: usize) -> bool {
        text.get(at..at + self.bytes.len())
            .is_some_and(|found| found.iter().zip(&self.bytes).all(|(byte, any)| any.contains(byte)))
    }

    /// What is found where the needle's window, of this group or another, begins at this place.
    fn find(&self, text: &[u8], place: usize, groups: u8, hits: &mut Vec<Hit>) {
        for (window, group) in self.windows {
            if groups >> group & 1 == 1
                && let Some(at) = place.checked_sub(window).filter(|at| self.stands(text, *at))
            {
                hits.extend(self.read(text, at));
            }
        }
    }

    fn read(&self, text: &[u8], at: usize) -> Option<Hit> {
        unescape::read(text, at, &|plain, at| match self.anchor {
            Anchor::Mark(mark) => quickstream::read(plain, at, &MARKS[mark]),
            Anchor::Stem => superapi::read(plain, at),
            Anchor::Scheme => basic::read(plain, at),
            Anchor::Header => header::read(plain, at),
            Anchor::Base64 { inside, phase, first } => base64::read(plain, at, inside, phase, first),
        })
    }

    /// The same in UTF-16, in either order of its bytes. A group has windows that begin with a letter or windows that begin
    /// with a zero: of both it would have zeros at all three places, and would stop everywhere in a file of holes.
    fn wide(&self) -> Self {
        let [(one, group), (_, other)] = self.windows;
        let other = match other {
            4 => 2,
            6 => 3,
            apart => apart,
        };
        let wide = self.bytes.iter().flat_map(|any| [*any, [0; 3]]).take(2 * self.bytes.len() - 1);
        needle(wide.collect(), [(2 * one, group), (2 * one + 1, other)], self.anchor)
    }
}

/// All needles, and the filter that finds where one may stand.
pub(crate) struct Needles {
    /// The first of them may have escapes in them.
    all: Vec<Needle>,
    broken: Broken,
    filter: Filter,
}

impl Needles {
    /// Windows and groups were chosen by trial over logs, scripts, listings and base64, so that the filter seldom stops for
    /// nothing.
    pub(crate) fn new() -> Self {
        let plain = vec![
            needle(marked(MARKS[0].text), [(0, 4), (1, 3)], Anchor::Mark(0)),
            needle(marked(MARKS[1].text), [(0, 4), (1, 6)], Anchor::Mark(1)),
            needle(exact(STEM), [(0, 1), (1, 7)], Anchor::Stem),
            needle(either_case(SCHEME), [(1, 5), (2, 2)], Anchor::Scheme),
            needle(either_case(HEADER), [(2, 6), (3, 4)], Anchor::Header),
        ];
        let mut all: Vec<Needle> = plain.iter().map(Needle::wide).collect();
        let texts =
            [(Inside::Mark(0), MARKS[0].text), (Inside::Mark(1), MARKS[1].text), (Inside::Stem, &STEM[..3])];
        let base64_windows = [
            [[(0, 3), (1, 1)], [(0, 0), (1, 0)], [(0, 1), (1, 7)]],
            [[(1, 0), (0, 3)], [(0, 0), (1, 0)], [(1, 0), (0, 1)]],
            [[(5, 2), (2, 7)], [(6, 6), (7, 2)], [(2, 2), (1, 5)]],
        ];
        for ((inside, _), windows) in texts.into_iter().zip(base64_windows) {
            let text = match inside {
                Inside::Mark(mark) => [&[JOINT], MARKS[mark].text.as_bytes()].concat(),
                Inside::Stem => STEM.into(),
            };
            for (phase, windows) in windows.into_iter().enumerate() {
                let (core, first) = base64::core(&text, phase);
                let bytes = core.iter().map(|byte| [*byte; 3]).collect();
                all.push(needle(bytes, windows, Anchor::Base64 { inside, phase, first }));
            }
        }
        let all = [plain.clone(), all].concat();
        debug_assert!(all.iter().all(|needle| {
            let [(one, _), (other, _)] = needle.windows;
            let apart = one.abs_diff(other);
            apart % 2 == 1 && apart <= APART && one.max(other) + WINDOW <= needle.bytes.len()
        }));
        let windows = all.iter().flat_map(|needle| {
            needle.windows.iter().filter_map(|(window, group)| {
                let bytes = needle.bytes.get(*window..)?.first_chunk::<WINDOW>()?;
                Some((*bytes, *group))
            })
        });
        let filter = Filter::new(windows, &INTRODUCERS);
        let broken = Broken::new(plain.into_iter().map(|needle| needle.bytes).collect());
        Self { all, broken, filter }
    }

    /// Everything whose needle's first window begins in this part of the text. Finds may overlap, or come twice.
    pub(crate) fn find(&self, text: &[u8], from: usize, to: usize, hits: &mut Vec<Hit>) {
        self.filter.places(text, from, to, &mut |place, found| match found {
            Seen::Window(groups) => {
                for needle in &self.all {
                    needle.find(text, place, groups, hits);
                }
            }
            Seen::Introducer => self.broken.find(text, place, |needle, at| {
                hits.extend(self.all.get(needle).and_then(|needle| needle.read(text, at)));
            }),
        });
    }
}

fn needle(bytes: Vec<Any>, windows: [Window; 2], anchor: Anchor) -> Needle {
    Needle { bytes, windows, anchor }
}

fn exact(text: &str) -> Vec<Any> {
    text.bytes().map(|byte| [byte; 3]).collect()
}

/// A mark with the joint before it.
fn marked(text: &str) -> Vec<Any> {
    [vec![[JOINT; 3]], exact(text)].concat()
}

fn either_case(text: &str) -> Vec<Any> {
    let either = |byte: u8| [byte, if byte == b'-' { JOINT } else { byte.to_ascii_uppercase() }, byte];
    text.bytes().map(either).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_needle_is_noticed_at_every_place_and_over_every_border() {
        let needles = Needles::new();
        for needle in &needles.all {
            let bytes: Vec<u8> = needle.bytes.iter().map(|any| any[0]).collect();
            for at in 20..22 {
                let text = [vec![b' '; at], bytes.clone(), vec![b' '; 40]].concat();
                for border in 0..text.len() {
                    let mut noticed = false;
                    let mut tell = |place: usize, found: Seen| {
                        let Seen::Window(groups) = found else { return };
                        let here =
                            |(window, group): &(usize, u8)| groups >> group & 1 == 1 && window + at == place;
                        noticed |= needle.windows.iter().any(here);
                    };
                    needles.filter.places(&text, 0, border, &mut tell);
                    needles.filter.places(&text, border, text.len(), &mut tell);
                    assert!(noticed, "{:?} at {at}, border {border}", needle.anchor);
                }
            }
        }
    }

    #[test]
    fn a_file_of_holes_or_of_rules_stops_the_filter_nowhere() {
        let needles = Needles::new();
        for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphanumeric()) {
            needles.filter.places(&[byte; 200], 0, 200, &mut |place, found| {
                assert!(matches!(found, Seen::Introducer), "{byte:#04x} at {place}");
            });
        }
    }

    #[test]
    fn every_letter_is_noticed_as_mail_quotes_it() {
        let needles = Needles::new();
        let plain = needles.all.iter().filter(|needle| !matches!(needle.anchor, Anchor::Base64 { .. }));
        let letters = plain.flat_map(|needle| needle.bytes.iter().flatten());
        for letter in letters.filter(|byte| **byte > b'?').chain(b"=") {
            for quoted in [format!("={letter:02X}"), format!("={letter:02x}")] {
                for at in 20..22 {
                    let text = format!("{}{quoted} ", " ".repeat(at));
                    let mut noticed = false;
                    let mut tell = |place: usize, found: Seen| {
                        noticed |= place == at && matches!(found, Seen::Introducer);
                    };
                    needles.filter.places(text.as_bytes(), 0, text.len(), &mut tell);
                    assert!(noticed, "{quoted} at {at}");
                }
            }
        }
    }
}
