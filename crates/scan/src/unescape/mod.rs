//! Text as it was before it was escaped, with the way back: every byte knows where it stands in the source.
//!
//! Logs, mail, web pages and terminals write the same key in many ways, and one of them writes what another wrote. Each
//! pass undoes every writing once; passes follow until nothing changes. The shapes read the result only.

mod backslash;
mod decode;
mod entity;
mod invisible;
mod quoted;
mod terminal;
mod wide;

use std::cell::Cell;

use crate::definition::JOINT;
use crate::hit::Hit;
use decode::Written;
pub(crate) use decode::{INTRODUCERS, may_begin};
pub(crate) use entity::is_so_far as is_entity_so_far;

/// So many writings on top of each other are undone.
const PASSES: usize = 6;
/// A key's beginning is looked for so many bytes back at most: a facility code of which every character is an escape of
/// an escape.
const BACK: usize = crate::matcher::REACH_BACK - 64;
/// Mail breaks lines that are longer.
const LONG_LINE: usize = 60;
/// So much is unescaped at first. Most keys and names are shorter.
const AHEAD: usize = 128;
/// The bytes with which what is not seen may begin, an escape, and the rest of a colour.
const HIDES: [bool; 256] = tables()[0];
const ESCAPES: [bool; 256] = tables()[1];
const BRACKET: [bool; 256] = tables()[2];
/// The bytes without which a text is as it is.
const CHANGED: [bool; 256] = tables()[3];

const fn tables() -> [[bool; 256]; 4] {
    let mut tables = [[false; 256]; 4];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        tables[0][at] = decode::may_hide(byte);
        tables[1][at] = decode::may_escape(byte);
        tables[2][at] = byte == b'[';
        tables[3][at] = may_begin(byte) || matches!(byte, 0 | b'[');
        at += 1;
    }
    tables
}

/// Bytes that may go on behind their end.
struct Input<'a> {
    bytes: &'a [u8],
    ran_out: Cell<bool>,
}

impl<'a> Input<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, ran_out: Cell::new(false) }
    }

    fn at(&self, at: usize) -> Option<u8> {
        let found = self.bytes.get(at).copied();
        if found.is_none() {
            self.ran_out.set(true);
        }
        found
    }

    /// Whether these bytes stand there.
    fn stands(&self, at: usize, wanted: &[u8]) -> bool {
        wanted.iter().enumerate().all(|(place, byte)| self.at(at + place) == Some(*byte))
    }
}

/// What the escape stands for with which these bytes begin, if they do, and where it ends.
pub(crate) fn number(bytes: &[u8]) -> Option<(u32, usize)> {
    let (written, end) = decode::escaped(&Input::new(bytes), 0, &[JOINT])?;
    match written {
        Written::Byte(byte) => Some((byte.into(), end)),
        Written::Char(c) => Some((c.into(), end)),
        Written::Nothing | Written::Break => None,
    }
}

/// Reads what is written at a place, behind the text so far; and where the text goes on.
type Reader = fn(&Input<'_>, usize, &[u8]) -> Option<(Written, usize)>;

/// A piece of text without its escapes.
#[derive(Default)]
pub(crate) struct Plain {
    pub(crate) bytes: Vec<u8>,
    /// Where each byte was written in the source: its first place, and the one behind its last. Nothing if each stands as
    /// it is, from `base` on.
    places: Vec<(u32, u32)>,
    base: usize,
    /// Where in the source the line was broken although the text goes on.
    breaks: Vec<u32>,
    /// Whether the source goes on.
    goes_on: bool,
    asked_further: Cell<bool>,
}

impl Plain {
    /// A part of the text; `goes_on` if it is cut off there.
    pub(crate) fn of(text: &[u8], from: usize, to: usize, goes_on: bool) -> Self {
        let bytes = text.get(from..to).unwrap_or_default();
        let mut plain = wide::narrow(bytes, from);
        plain.goes_on = goes_on;
        if !bytes.iter().any(|byte| CHANGED[usize::from(*byte)]) {
            return plain;
        }
        for _ in 0..PASSES {
            // What is not seen may stand in the middle of an escape.
            let hidden = plain.pass(&HIDES, decode::hidden);
            if !plain.pass(&ESCAPES, decode::escaped) && !hidden {
                break;
            }
        }
        // What looks like the rest of a colour may be the end of one whose beginning was escaped: so this comes last.
        plain.pass(&BRACKET, terminal::left_over);
        plain
    }

    /// Undoes every writing of one sort once. Returns whether there was any.
    fn pass(&mut self, begins: &[bool; 256], one: Reader) -> bool {
        let begins = |byte: &u8| begins[usize::from(*byte)];
        if !self.bytes.iter().any(begins) {
            return false;
        }
        let places: Vec<_> = (0..self.bytes.len()).map(|at| self.span(at)).collect();
        let written = std::mem::take(&mut self.bytes);
        self.places.clear();
        // Only ellipses grow.
        self.bytes.reserve(written.len() + 8);
        self.places.reserve(written.len() + 8);
        let input = Input::new(&written);
        let (mut at, mut changed) = (0, false);
        let mut next = 0;
        while at < written.len() {
            next += written[next..].iter().position(begins).unwrap_or(written.len() - next);
            self.bytes.extend_from_slice(&written[at..next]);
            self.places.extend_from_slice(&places[at..next]);
            at = next;
            let found = if at < written.len() { one(&input, at, &self.bytes) } else { None };
            // What may be half an escape is left for when more of the text is there.
            if self.goes_on && input.ran_out.take() {
                break;
            }
            let Some((found, end)) = found else {
                next = written.len().min(at + 1);
                continue;
            };
            let place = (places[at].0, places[end - 1].1);
            changed = true;
            match found {
                Written::Nothing => {}
                Written::Break => self.breaks.push(place.0),
                Written::Byte(byte) => self.push(byte, place),
                Written::Char(c) => {
                    c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push(byte, place))
                }
            }
            (at, next) = (end, end);
        }
        changed
    }

    fn push(&mut self, byte: u8, place: (u32, u32)) {
        self.bytes.push(byte);
        self.places.push(place);
    }

    fn span(&self, at: usize) -> (u32, u32) {
        let as_it_is = (self.base + at) as u32;
        self.places.get(at).copied().unwrap_or((as_it_is, as_it_is + 1))
    }

    /// The byte there. Asking behind the end is remembered: there may be more.
    pub(crate) fn at(&self, at: usize) -> Option<u8> {
        let found = self.bytes.get(at).copied();
        if found.is_none() {
            self.asked_further.set(true);
        }
        found
    }

    pub(crate) fn before(&self, at: usize) -> Option<u8> {
        self.bytes.get(at.checked_sub(1)?).copied()
    }

    /// The first byte that is written at this place of the source or behind it.
    pub(crate) fn first_at(&self, place: usize) -> usize {
        if self.places.is_empty() {
            return place.saturating_sub(self.base);
        }
        self.places.partition_point(|(start, _)| (*start as usize) < place)
    }

    /// Where this byte begins in the source.
    pub(crate) fn place(&self, at: usize) -> Option<usize> {
        (at < self.bytes.len()).then(|| self.span(at).0 as usize)
    }

    /// Whether something that is not seen stands before this byte.
    pub(crate) fn is_seam(&self, at: usize) -> bool {
        at > 0 && self.places.get(at).is_some_and(|(start, _)| self.places[at - 1].1 < *start)
    }

    /// Whether the line was broken before this byte although the text may go on.
    pub(crate) fn is_broken(&self, at: usize) -> bool {
        self.is_seam(at)
            && self.breaks.iter().any(|place| (self.places[at - 1].1..self.places[at].0).contains(place))
    }

    /// A run of bytes that all pass, at most so many, and where it ends.
    pub(crate) fn run(&self, start: usize, most: usize, pass: impl Fn(u8) -> bool) -> (&[u8], usize) {
        let mut end = start;
        while end - start < most && self.at(end).is_some_and(&pass) {
            end += 1;
        }
        (self.bytes.get(start..end).unwrap_or_default(), end)
    }

    /// Where the text goes on behind these characters, if they stand here. Letters match in either case if `fold` says so.
    pub(crate) fn after(&self, start: usize, wanted: &str, fold: bool) -> Option<usize> {
        wanted.bytes().try_fold(start, |at, byte| {
            let found = self.at(at)?;
            (found == byte || fold && found.eq_ignore_ascii_case(&byte)).then_some(at + 1)
        })
    }

    /// The same find, by its places in the source.
    fn in_source(&self, mut hit: Hit) -> Option<Hit> {
        let (start, end) = (self.span(hit.start).0, self.span(hit.end.checked_sub(1)?).1);
        (hit.start, hit.end) = (start as usize, end as usize);
        Some(hit)
    }
}

/// What `shape` reads around the byte that begins at this place of the text. It is given the plain text from where a key
/// may begin, and as much of what follows as it asks for.
pub(crate) fn read(text: &[u8], at: usize, shape: &dyn Fn(&Plain, usize) -> Option<Hit>) -> Option<Hit> {
    if at >= text.len() {
        return None;
    }
    let (from, last) = (beginning(text, at), text.len().min(at + crate::matcher::REACH_AHEAD));
    let mut ahead = AHEAD;
    loop {
        let to = last.min(at + ahead);
        let plain = Plain::of(text, from, to, to < last);
        let here = plain.first_at(at);
        let found = if plain.place(here) == Some(at) { shape(&plain, here) } else { None };
        if to == last || here < plain.bytes.len() && !plain.asked_further.get() {
            return found.and_then(|hit| plain.in_source(hit));
        }
        ahead *= 8;
    }
}

/// Where a key or name may begin of which a part stands here: behind the next character back that is no part of one,
/// nor of an escape.
pub(crate) fn beginning(text: &[u8], at: usize) -> usize {
    let lowest = at.saturating_sub(BACK);
    let mut start = at;
    while start > lowest && may_belong(text, start - 1) {
        start -= 1;
    }
    start
}

/// Whether this ends with a line of mail that was broken because it was long. Where a short one ends so, a value is empty.
fn is_soft(above: &[u8]) -> bool {
    let line = above.iter().rev().take(LONG_LINE).take_while(|byte| **byte != b'\n').count();
    above.ends_with(b"=") && line == LONG_LINE
}

fn may_belong(text: &[u8], at: usize) -> bool {
    match text[at] {
        b'\n' => is_soft(text[..at].strip_suffix(b"\r").unwrap_or(&text[..at])),
        b'\r' => text[..at].ends_with(b"=") && text.get(at + 1) == Some(&b'\n'),
        b' ' => at >= 4 && text[at - 4..at].eq_ignore_ascii_case(b"<wbr"),
        0 => at > 0 && text[at - 1] != 0,
        byte => byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"\x1b\\%&#;=<>/^[]?:_-+".contains(&byte),
    }
}
