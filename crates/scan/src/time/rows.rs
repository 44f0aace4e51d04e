//! Rows of a dumped table: `INSERT INTO log (id, at, text) VALUES (1,'2026-03-01 10:15:30','…'),(2,…);`

use super::LineTime;
use super::about::About;
use super::{form, names};

/// The time of the row around this place: that of the column with a time's name, else the only one that there is.
pub(super) fn enclosing(text: &[u8], place: usize, about: &About) -> Option<LineTime> {
    let start = (0..place).rev().find(|at| begins_row(text, *at))?;
    let (mut names, mut row) = (Fields(columns(&text[..start])), Fields(&text[start + 1..]));
    let mut only = None;
    let mut several = false;
    while let Some(field) = row.next_field() {
        let name = names.next_field().unwrap_or_default();
        let field = field.trim_ascii();
        let field = field.strip_prefix(b"TIMESTAMP").unwrap_or(field).trim_ascii();
        let quoted = field.strip_prefix(b"'");
        let Some(read) = quoted.and_then(|text| form::read(text, about)) else { continue };
        if names::is_own(name) {
            return Some(read.time);
        }
        if !names::is_other(name) {
            several |= only.is_some_and(|only| only != read.time);
            only = Some(read.time);
        }
    }
    only.filter(|_| !several)
}

/// Whether a row's bracket stands here: behind another row, behind `VALUES`, or at the beginning of a line.
fn begins_row(text: &[u8], at: usize) -> bool {
    if text.get(at) != Some(&b'(') {
        return false;
    }
    let before = text[..at].trim_ascii_end();
    before.last_chunk::<6>().is_some_and(|word| word.eq_ignore_ascii_case(b"VALUES"))
        || before.strip_suffix(b",").is_some_and(|before| before.trim_ascii_end().ends_with(b")"))
        || text[..at].trim_ascii_start().is_empty()
}

/// The names of the columns, if they stand before `VALUES`.
fn columns(before: &[u8]) -> &[u8] {
    let open = before.iter().position(|byte| *byte == b'(').unwrap_or(before.len());
    let (insert, names) = before.split_at(open);
    let is_list =
        insert.trim_ascii_start().first_chunk::<6>().is_some_and(|word| word.eq_ignore_ascii_case(b"INSERT"))
            && !insert.trim_ascii_end().ends_with(b"VALUES");
    names.get(1..).filter(|_| is_list).unwrap_or_default()
}

/// What stands between commas up to the closing bracket. In quotes a bracket or a comma is text.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn next_field(&mut self) -> Option<&'a [u8]> {
        let (mut quoted, mut escaped) = (false, false);
        let end = self.0.iter().position(|byte| {
            let plain = !escaped;
            escaped = plain && *byte == b'\\';
            quoted ^= plain && *byte == b'\'';
            !quoted && b",)".contains(byte)
        });
        let (field, rest) = self
            .0
            .split_at_checked(end.unwrap_or(self.0.len()))
            .filter(|(field, rest)| field.len() + rest.len() > 0)?;
        self.0 = rest.strip_prefix(b",").unwrap_or_default();
        Some(field)
    }
}
