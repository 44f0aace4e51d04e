//! A record's own time: by its place at the beginning of a line, else by its name anywhere in the record.

use super::about::About;
use super::leading::{self, Own};
use super::{LineTime, lines, rows, structure};

/// So many bytes to each side of a place may belong to its record.
pub(crate) const FAR: usize = 64 << 10;

/// What a record says of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// Its own time.
    Time(LineTime),
    /// It has one that is not understood, or is one of those that have their own time or none.
    None,
    /// Nothing; its first line begins here.
    Silent(usize),
    /// Its line begins further away than is looked.
    Long,
}

/// What a line says of its time, whatever stands around it.
#[inline(never)]
pub(crate) fn of_line(line: &[u8], about: &About) -> Record {
    let first = line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    by_place(line, line.len(), about).unwrap_or_else(|unread| {
        match structure::enclosing(line, first + 1, true, about) {
            Ok(time) => Record::Time(time),
            Err(unread_too) if unread || unread_too => Record::None,
            Err(_) => Record::Silent(0),
        }
    })
}

/// The time for this place of the line. Whether it has one that is not understood, if none is understood.
#[inline(never)]
fn by_place(line: &[u8], place: usize, about: &About) -> Result<Record, bool> {
    if let Some(fields) = about.fields.filter(|_| !line.starts_with(b"#")) {
        return Ok(fields.read(line, about).map_or(Record::None, Record::Time));
    }
    match leading::read(line, place, about) {
        Own::Time(read) => Ok(Record::Time(read.time)),
        Own::Unread => Err(true),
        Own::Absent => Err(false),
    }
}

/// What the record around this place of a text says. `whole` if the text begins where its source does.
#[inline(never)]
pub(crate) fn around(text: &[u8], place: usize, whole: bool, about: &About) -> Record {
    let Some(start) = lines::start_of(text, place).or_else(|| whole.then_some(0)) else {
        return in_long_line(text, place, about);
    };
    let line = start..lines::end_of(text, place);
    let here = &text[line.clone()];
    let mut unread = match by_place(here, place - start, about) {
        Ok(record) => return record,
        Err(unread) => unread,
    };
    let within = place - start;
    match structure::enclosing(here, within, true, about) {
        Ok(time) => return Record::Time(time),
        Err(unread_too) => unread |= unread_too,
    }
    if let Some(time) = rows::enclosing(here, within, about) {
        return Record::Time(time);
    }
    let around = match here.trim_ascii_start().first() {
        Some(b'"' | b'{' | b'}' | b'[' | b']') => lines::indented(text, line, about),
        Some(b'<') => lines::event(text, line, place, about),
        Some(b'A'..=b'Z' | b'_') => lines::journal(text, line, about),
        _ => lines::Around { time: None, start: Some(start) },
    };
    match around {
        lines::Around { time: Some(time), .. } => Record::Time(time),
        lines::Around { start: Some(start), .. } if !unread => Record::Silent(start),
        lines::Around { .. } => Record::None,
    }
}

/// Where the line's beginning is out of sight, an object that begins in sight may be the record.
fn in_long_line(text: &[u8], place: usize, about: &About) -> Record {
    let text = &text[..lines::end_of(text, place)];
    let found = structure::enclosing(text, place, false, about).ok();
    found.or_else(|| rows::enclosing(text, place, about)).map_or(Record::Long, Record::Time)
}
