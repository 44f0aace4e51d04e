//! The short texts that nothing sought can do without, and from which its shape is read.

use crate::definition::{HEADER, JOINT, MARKS, SCHEME, STEM};
use crate::filter::{Filter, WINDOW};
use crate::hit::Hit;
use crate::shape::{base64, basic, header, quickstream, superapi};

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
    Plain(Inside),
    Scheme,
    Header,
    Base64 { inside: Inside, phase: usize, first: usize },
}

struct Needle {
    /// Either of two bytes at each place.
    bytes: Vec<[u8; 2]>,
    /// Where in it the part begins that the filter looks for.
    window: usize,
    bucket: u8,
    anchor: Anchor,
}

impl Needle {
    fn stands(&self, text: &[u8], at: usize) -> bool {
        text.get(at..at + self.bytes.len())
            .is_some_and(|found| found.iter().zip(&self.bytes).all(|(byte, either)| either.contains(byte)))
    }

    fn read(&self, text: &[u8], at: usize) -> Option<Hit> {
        match self.anchor {
            Anchor::Plain(Inside::Mark(mark)) => quickstream::read(text, at, &MARKS[mark]),
            Anchor::Plain(Inside::Stem) => superapi::read(text, at),
            Anchor::Scheme => basic::read(text, at),
            Anchor::Header => header::read(text, at),
            Anchor::Base64 { inside, phase, first } => base64::read(text, at, inside, phase, first),
        }
    }
}

/// All needles, and the filter that finds where one may stand.
pub(crate) struct Needles {
    all: Vec<Needle>,
    filter: Filter,
}

impl Needles {
    /// Windows and buckets were chosen by trial over logs, scripts and base64, so that the filter seldom stops for nothing.
    pub(crate) fn new() -> Self {
        let mut all = vec![
            needle(exact(MARKS[0].text), 0, 7, Anchor::Plain(Inside::Mark(0))),
            needle(exact(MARKS[1].text), 0, 7, Anchor::Plain(Inside::Mark(1))),
            needle(exact(STEM), 4, 2, Anchor::Plain(Inside::Stem)),
            needle(either_case(SCHEME), 2, 3, Anchor::Scheme),
            needle(either_case(HEADER), 2, 4, Anchor::Header),
        ];
        for (inside, text) in
            [(Inside::Mark(0), MARKS[0].text), (Inside::Mark(1), MARKS[1].text), (Inside::Stem, &STEM[..3])]
        {
            let anchor = Anchor::Plain(inside);
            all.push(needle(exact(&spelt(text, |byte| format!("%{byte:02x}"))), 1, 6, anchor));
            all.push(needle(exact(&spelt(text, |byte| format!("\\u{byte:04x}"))), 0, 1, anchor));
        }
        let places = [[(0, 2), (1, 0), (1, 6)], [(1, 1), (0, 4), (1, 5)], [(2, 0), (4, 0), (6, 5)]];
        for (inside, places) in [Inside::Mark(0), Inside::Mark(1), Inside::Stem].into_iter().zip(places) {
            let text = match inside {
                Inside::Mark(mark) => [&[JOINT], MARKS[mark].text.as_bytes()].concat(),
                Inside::Stem => STEM.into(),
            };
            for (phase, (window, bucket)) in places.into_iter().enumerate() {
                let (core, first) = base64::core(&text, phase);
                let bytes = core.iter().map(|byte| [*byte; 2]).collect();
                all.push(needle(bytes, window, bucket, Anchor::Base64 { inside, phase, first }));
            }
        }
        let windows = all.iter().filter_map(|needle| {
            let window = needle.bytes.get(needle.window..)?.first_chunk::<WINDOW>()?;
            Some((*window, needle.bucket))
        });
        let filter = Filter::new(windows);
        Self { all, filter }
    }

    /// Everything whose needle's window begins in this part of the text. Finds may overlap.
    pub(crate) fn find(&self, text: &[u8], from: usize, to: usize, hits: &mut Vec<Hit>) {
        self.filter.places(text, from, to, &mut |place, buckets| {
            for needle in self.all.iter().filter(|needle| buckets >> needle.bucket & 1 == 1) {
                let at = place.checked_sub(needle.window).filter(|at| needle.stands(text, *at));
                hits.extend(at.and_then(|at| needle.read(text, at)));
            }
        });
    }
}

fn needle(bytes: Vec<[u8; 2]>, window: usize, bucket: u8, anchor: Anchor) -> Needle {
    Needle { bytes, window, bucket, anchor }
}

fn exact(text: &str) -> Vec<[u8; 2]> {
    text.bytes().map(|byte| [byte; 2]).collect()
}

fn either_case(text: &str) -> Vec<[u8; 2]> {
    let either = |byte: u8| if byte == b'-' { [byte, JOINT] } else { [byte, byte.to_ascii_uppercase()] };
    text.bytes().map(either).collect()
}

fn spelt(text: &str, each: impl Fn(u8) -> String) -> String {
    text.bytes().map(each).collect()
}
