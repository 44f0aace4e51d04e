//! Finding the time in the beginning of a line.

use super::civil::{Civil, DAY, year_of};
use super::cursor::Cursor;
use super::{LineTime, Style};

/// So many bytes of a line are searched for its time.
pub(crate) const HEAD: usize = 512;

/// The first time in the beginning of a line. `latest` is when the source was last changed, in milliseconds since 1970:
/// no line that leaves out its year is younger.
pub(crate) fn read(line: &[u8], latest: i64) -> Option<LineTime> {
    let head = &line[..line.len().min(HEAD)];
    (0..head.len()).find_map(|at| {
        let fresh = at == 0 || !head[at - 1].is_ascii_alphanumeric() || is_tail_of_escape(head, at);
        let cursor = Cursor { rest: &head[at..] };
        match head[at] {
            b'0'..=b'9' if fresh => numeric(cursor).or_else(|| epoch(cursor, &head[..at])),
            b'A'..=b'Z' | b'a'..=b'z' if fresh => named(cursor, latest),
            _ => None,
        }
    })
}

/// The time may follow an escape that ends in a letter or digit: `\n`, `\t`, a quote as `%22`, a terminal's colour.
fn is_tail_of_escape(head: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| head[at]);
    matches!((before(2), before(1)), (Some(b'\\'), Some(b'n' | b't' | b'r')))
        || before(3) == Some(b'%')
        || before(1) == Some(b'm') && before(2).is_some_and(|byte| byte.is_ascii_digit())
}

fn time(civil: Civil, ahead: Option<i16>, style: Style) -> Option<LineTime> {
    let civil = civil.milliseconds()?;
    Some(LineTime { civil, ahead, style, year_guessed: false, order_guessed: false, inherited: false })
}

fn numeric(mut cursor: Cursor<'_>) -> Option<LineTime> {
    let start = cursor;
    let first = cursor.short(1, 8)?;
    let separator = cursor.one_of(b"-/.T ")?;
    match (start.rest.len() - cursor.rest.len() - 1, separator) {
        (4, b'-' | b'/') => year_first(first, separator, cursor),
        (8, b'T') => compact(first, cursor),
        (1 | 2, b'-' | b'/' | b'.' | b' ') => day_or_month_first(first, separator, cursor),
        _ => None,
    }
}

fn year_first(year: u32, separator: u8, mut cursor: Cursor<'_>) -> Option<LineTime> {
    let month = cursor.short(1, 2)?;
    cursor.one_of(&[separator])?;
    let mut civil = Civil { year, month, day: cursor.short(1, 2)?, ..Civil::default() };
    between(&mut cursor)?;
    cursor.clock(&mut civil)?;
    let style = if separator == b'/' { Style::Slashed } else { Style::Iso };
    time(civil, cursor.zone(), style)
}

/// What stands between a date and its time. In URLs and JSON it may be escaped.
fn between(cursor: &mut Cursor<'_>) -> Option<()> {
    if let Some(rest) = cursor.rest.strip_prefix(b"%20").or_else(|| cursor.rest.strip_prefix(b"\\t")) {
        cursor.rest = rest;
        return Some(());
    }
    cursor.one_of(b"Tt _+,\t")?;
    cursor.skip(b" ");
    Some(())
}

fn compact(date: u32, mut cursor: Cursor<'_>) -> Option<LineTime> {
    let clock = cursor.short(6, 6)?;
    let mut civil =
        Civil { year: date / 10_000, month: date / 100 % 100, day: date % 100, ..Civil::default() };
    (civil.hour, civil.minute, civil.second) = (clock / 10_000, clock / 100 % 100, clock % 100);
    if cursor.one_of(b".,").is_some() {
        civil.milli = cursor.fraction();
    }
    time(civil, cursor.zone(), Style::Iso)
}

fn day_or_month_first(first: u32, separator: u8, mut cursor: Cursor<'_>) -> Option<LineTime> {
    let mut civil = Civil { day: first, ..Civil::default() };
    if let Some(month) = cursor.month() {
        civil.month = month;
        cursor.one_of(b"-/ ")?;
        civil.year = cursor.short(4, 4)?;
        let colon = cursor.one_of(b": ,T")?;
        cursor.skip(b" ");
        cursor.clock(&mut civil)?;
        let style = if colon == b':' { Style::CommonLog } else { Style::Named };
        return time(civil, cursor.zone(), style);
    }
    if separator == b' ' {
        return None;
    }
    let second = cursor.short(1, 2)?;
    cursor.one_of(&[separator])?;
    civil.year = cursor.short(4, 4)?;
    between(&mut cursor)?;
    cursor.clock(&mut civil)?;
    (civil.day, civil.month) = if first <= 12 && second > 12 { (second, first) } else { (first, second) };
    let order_guessed = first <= 12 && second <= 12 && first != second;
    time(civil, cursor.zone(), Style::DotNet).map(|time| LineTime { order_guessed, ..time })
}

/// With the month's name first, or the weekday's before it.
fn named(mut cursor: Cursor<'_>, latest: i64) -> Option<LineTime> {
    if let Some(after) = weekday(cursor) {
        cursor = after;
        if cursor.rest.first().is_some_and(u8::is_ascii_digit) {
            return numeric(cursor);
        }
    }
    let mut civil = Civil { month: cursor.month()?, ..Civil::default() };
    cursor.one_of(b" ")?;
    cursor.skip(b" ");
    civil.day = cursor.short(1, 2)?;
    let comma = cursor.one_of(b",").is_some();
    cursor.one_of(b" ")?;
    if let Some(year) = cursor.short(4, 4) {
        // `Mar 1, 2026 10:15:30 AM`
        civil.year = year;
        cursor.one_of(b", ")?;
        cursor.skip(b" ");
        cursor.clock(&mut civil)?;
        return time(civil, cursor.zone(), Style::Named);
    }
    if comma {
        return None;
    }
    cursor.clock(&mut civil)?;
    let ahead = cursor.zone();
    let mut after = cursor;
    after.skip(b" ");
    if let Some(year) = after.short(4, 4).filter(|year| (2000..2100).contains(year)) {
        // `Sun Mar 01 10:15:30 AEST 2026`
        civil.year = year;
        return time(civil, ahead, Style::Named);
    }
    without_year(civil, ahead, latest)
}

fn weekday(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    const DAYS: [&[u8; 3]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];
    let letters = cursor.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let start = cursor.rest.first_chunk::<3>()?.to_ascii_lowercase();
    if !(3..=9).contains(&letters) || !DAYS.iter().any(|day| day[..] == start) {
        return None;
    }
    cursor.rest = &cursor.rest[letters..];
    (cursor.skip(b", ") > 0).then_some(cursor)
}

/// The last year in which the line is not younger than its source. The source's own clock may be a day off.
fn without_year(civil: Civil, ahead: Option<i16>, latest: i64) -> Option<LineTime> {
    let year = year_of(latest);
    (0..8).find_map(|back| {
        let dated = Civil { year: year.checked_sub(back)?, ..civil };
        let found = time(dated, ahead, Style::Syslog).filter(|found| found.civil <= latest + DAY)?;
        Some(LineTime { year_guessed: true, ..found })
    })
}

/// A number that is a time by its size is one only where times stand: at the line's start or behind a name for it.
fn epoch(mut cursor: Cursor<'_>, before: &[u8]) -> Option<LineTime> {
    let start = cursor;
    let number = cursor.number(10, 19)?;
    let digits = start.rest.len() - cursor.rest.len();
    let (millis, style) = match digits {
        10 => {
            let fraction = if cursor.one_of(b".").is_some() { i64::from(cursor.fraction()) } else { 0 };
            (i64::try_from(number).ok()? * 1000 + fraction, Style::EpochSeconds)
        }
        13 => (i64::try_from(number).ok()?, Style::EpochMillis),
        16 => (i64::try_from(number / 1000).ok()?, Style::EpochMillis),
        19 => (i64::try_from(number / 1_000_000).ok()?, Style::EpochMillis),
        _ => return None,
    };
    let ends = !cursor.rest.first().is_some_and(u8::is_ascii_alphanumeric);
    // From 2001-09-09 to 2100.
    let plausible = (1_000_000_000_000..4_102_444_800_000).contains(&millis);
    (ends && plausible && stands_for_time(before)).then_some(LineTime {
        civil: millis,
        ahead: Some(0),
        style,
        year_guessed: false,
        order_guessed: false,
        inherited: false,
    })
}

fn stands_for_time(before: &[u8]) -> bool {
    const NAMES: [&[u8]; 10] =
        [b"ts", b"time", b"timestamp", b"@timestamp", b"epoch", b"date", b"t", b"audit", b"when", b"instant"];
    let end = before.iter().rposition(|byte| !b"\"' :=([{\\".contains(byte)).map_or(0, |last| last + 1);
    let word = before[..end].iter().rposition(|byte| !byte.is_ascii_alphanumeric() && *byte != b'@');
    let name = before[word.map_or(0, |at| at + 1)..end].to_ascii_lowercase();
    end == 0 || end < before.len() && NAMES.iter().any(|known| *known == name || name.ends_with(b"time"))
}
