//! Records of several lines: indented JSON, and what `journalctl` exports.

use std::ops::Range;

use memchr::{memchr2, memrchr2};

use super::LineTime;
use super::about::About;
use super::{names, structure, value};

/// What the lines around a line say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// The record's time.
    pub(super) time: Option<LineTime>,
    /// Where the record begins, as far as lines belong to one; nothing if that is further away than is looked.
    pub(super) start: Option<usize>,
}

/// Where the line begins in which this place stands; nothing if that is before the text.
#[inline(never)]
pub(crate) fn start_of(text: &[u8], place: usize) -> Option<usize> {
    memrchr2(b'\n', b'\r', &text[..place]).map(|end| end + 1)
}

/// Where the line that begins here ends, without what ends it.
#[inline(never)]
pub(crate) fn end_of(text: &[u8], start: usize) -> usize {
    memchr2(b'\n', b'\r', &text[start..]).map_or(text.len(), |end| start + end)
}

/// The line above the one that begins here.
pub(super) fn above(text: &[u8], start: usize) -> Option<Range<usize>> {
    let mut end = start.checked_sub(1)?;
    if end > 0 && text[end] == b'\n' && text[end - 1] == b'\r' {
        end -= 1;
    }
    Some(start_of(text, end).unwrap_or(0)..end)
}

/// The line below the one that ends here.
fn below(text: &[u8], end: usize) -> Option<Range<usize>> {
    let start = end + if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
    (start < text.len()).then(|| start..end_of(text, start))
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| b" \t".contains(byte)).count()
}

/// The record around a line of indented JSON: what is in it stands further right than what opens it.
pub(super) fn indented(text: &[u8], line: Range<usize>, about: &About) -> Around {
    let mut level = indent(&text[line.clone()]);
    let (mut up, mut down) = (Some(line.clone()), Some(line));
    while level > 0 {
        let mut time = None;
        let mut member = |line: &Range<usize>| {
            time = time.or_else(|| named(text, line.start + level, about));
        };
        let mut seek = |from: Option<Range<usize>>,
                        next: fn(&[u8], &Range<usize>) -> Option<Range<usize>>| {
            let mut at = from;
            while let Some(line) = at.and_then(|line| next(text, &line)) {
                let here = &text[line.clone()];
                match indent(here) {
                    _ if here.trim_ascii().is_empty() => {}
                    further if further < level => return Some(line),
                    same if same == level => member(&line),
                    _ => {}
                }
                at = Some(line);
            }
            None
        };
        up = seek(up, |text, line| above(text, line.start));
        down = seek(down, |text, line| below(text, line.end));
        if time.is_some() {
            return Around { time, start: None };
        }
        let Some(opener) = &up else { return Around::default() };
        level = indent(&text[opener.clone()]);
    }
    Around { time: None, start: up.map(|line| line.start) }
}

/// The time of a line `"name": value`.
fn named(text: &[u8], at: usize, about: &About) -> Option<LineTime> {
    let rest = text.get(at..)?.strip_prefix(b"\"")?;
    let end = rest.iter().position(|byte| *byte == b'"')?;
    let value =
        rest[end + 1..].trim_ascii_start().strip_prefix(b":").filter(|_| names::is_own(&rest[..end]))?;
    value::read(value, about)
}

/// The record around a line of an exported journal: `NAME=value` on each line, up to an empty one.
pub(super) fn journal(text: &[u8], line: Range<usize>, about: &About) -> Around {
    const NAME: &[u8] = b"__REALTIME_TIMESTAMP=";
    let own = |line: Range<usize>| {
        let value = text[line].strip_prefix(NAME)?;
        value::read(value, about)
    };
    let around = Around { time: None, start: Some(line.start) };
    let is_name = |byte: &&u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || **byte == b'_';
    let length = text[line.clone()].iter().take_while(is_name).count();
    if text.get(line.start + length) != Some(&b'=') {
        return around;
    }
    let ups = std::iter::successors(Some(line.clone()), |line| above(text, line.start));
    let downs = std::iter::successors(below(text, line.end), |line| below(text, line.end));
    let time = ups.take_while(|line| !line.is_empty()).find_map(own);
    Around { time: time.or_else(|| downs.take_while(|line| !line.is_empty()).find_map(own)), ..around }
}

/// The record around a line of an event as Windows writes it over several lines.
pub(super) fn event(text: &[u8], line: Range<usize>, place: usize, about: &About) -> Around {
    let mut lines = std::iter::successors(Some(line.clone()), |line| above(text, line.start));
    let first = lines.find(|line| structure::begins_event(text[line.clone()].trim_ascii_start()));
    let time = first
        .and_then(|first| structure::enclosing(&text[first.start..], place - first.start, true, about).ok());
    Around { time, start: Some(line.start) }
}
