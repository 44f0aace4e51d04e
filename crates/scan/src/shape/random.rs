//! What follows the public part of a key: the whole of its random part, what was left of it, or a mask.

use super::cut::{Cut, cut};
use crate::definition::{JOINT, LONGEST_HEAD, LONGEST_RUN, LONGEST_TAIL};
use crate::unescape::Plain;

/// How a shape's random part looks.
pub(super) struct Random {
    /// Whether joints and hyphens may stand among letters and digits.
    pub(super) jointed: bool,
    /// So many characters make a key.
    pub(super) shortest: usize,
    /// What is at least so long is a whole key, even if dots follow: the vendor's keys are no longer. Nothing if that is
    /// not known.
    pub(super) longest_cut: Option<usize>,
}

/// What was found, and where the text goes on.
pub(super) enum Found {
    Whole(Vec<u8>, usize),
    /// Some of it, and the end that stands behind what was left out.
    Part(Vec<u8>, usize),
    /// The beginning, the mask and the end that are left, all short enough to be shown.
    Mask(String, usize),
}

impl Random {
    /// What begins here.
    pub(super) fn read(&self, plain: &Plain, start: usize) -> Option<Found> {
        let (run, run_end) = plain.run(start, LONGEST_RUN, |byte| {
            byte.is_ascii_alphanumeric() || self.jointed && matches!(byte, JOINT | b'-')
        });
        let named = plain.at(run_end) == Some(JOINT);
        let crossed = crossed_out(run).filter(|at| !named && run.len() - at.len() < self.shortest);
        let (head, end, sign) = match crossed {
            Some(at) => (
                &run[..at.start],
                start + at.end,
                Some(Cut { sign: "…".into(), dots: false, end: start + at.end }),
            ),
            None => (run, run_end, cut(plain, run_end)),
        };
        let Some(Cut { sign, dots, end: behind }) = sign else {
            return (head.len() >= self.shortest).then(|| Found::Whole(head.to_vec(), end));
        };
        let (tail, tail_end) = plain.run(behind, LONGEST_TAIL, |byte| byte.is_ascii_alphanumeric());
        if self.longest_cut.is_some_and(|longest| head.len() >= longest) {
            return Some(Found::Whole(head.to_vec(), end));
        }
        if tail.is_empty() {
            // Behind a word and dots a sentence may go on.
            let telling = head.len() > LONGEST_HEAD
                && (head.len() >= self.shortest || !dots || head.iter().any(u8::is_ascii_digit));
            return match () {
                () if telling => Some(Found::Part(Vec::new(), end)),
                () if dots => None,
                () => Some(Found::Mask(shown(head, &sign, &[]), behind)),
            };
        }
        Some(if head.len().max(tail.len()) > LONGEST_HEAD {
            Found::Part(tail.to_vec(), tail_end)
        } else {
            Found::Mask(shown(head, &sign, tail), tail_end)
        })
    }
}

fn shown(head: &[u8], sign: &str, tail: &[u8]) -> String {
    [&crate::hit::ascii(head), sign, &crate::hit::ascii(tail)].concat()
}

/// Where a run of the letter x stands for what was left out.
fn crossed_out(run: &[u8]) -> Option<std::ops::Range<usize>> {
    const LEAST: usize = 4;
    let start = (0..run.len()).find(|at| {
        let row = run.get(*at..at + LEAST);
        row.is_some_and(|row| matches!(row[0], b'x' | b'X') && row.iter().all(|byte| *byte == row[0]))
    })?;
    let length = run[start..].iter().take_while(|byte| **byte == run[start]).count();
    Some(start..start + length)
}
