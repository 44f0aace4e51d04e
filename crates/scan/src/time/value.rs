//! The time behind a name.

use super::LineTime;
use super::about::About;
use super::cursor::Cursor;
use super::form;

/// What may stand before it: quotes, escaped ones too.
const BEFORE: &[u8] = b" \t\r\n\"'\\[";

/// The value itself, behind the quotes before it.
pub(super) fn start(text: &[u8]) -> &[u8] {
    let mut cursor = Cursor { rest: text };
    cursor.skip(BEFORE);
    cursor.rest
}

/// The value that begins here: in any form, as a number, or inside of an object as Log4j and MongoDB write it.
pub(super) fn read(text: &[u8], about: &About) -> Option<LineTime> {
    let mut cursor = Cursor { rest: &text[..text.len().min(256)] };
    cursor.skip(BEFORE);
    if cursor.one_of(b"{").is_some() {
        cursor.skip(BEFORE);
        let inner = [&b"epochSecond"[..], b"$date", b"epochMilli", b"seconds"];
        cursor.rest = inner.iter().find_map(|name| cursor.rest.strip_prefix(*name))?;
        cursor.skip(b" \t\r\n\"\\:");
    }
    let mut time =
        form::read(cursor.rest, about).map(|read| read.time).or_else(|| form::epoch(cursor.rest))?;
    cursor.skip(b"0123456789");
    if cursor.skip(b" \t\r\n\"\\,") > 0 && cursor.rest.starts_with(b"nano") {
        cursor.skip(b"nanoOfSecds");
        cursor.skip(b" \"\\:");
        time.civil += cursor.number(1, 9).map_or(0, |nanos| i64::try_from(nanos / 1_000_000).unwrap_or(0));
    }
    Some(time)
}
