//! The forms in which programs write a time, read where one begins.

use super::about::About;
use super::civil::{Civil, DAY, year_of};
use super::cursor::{Clock, Cursor};
use super::{LineTime, Style};

/// A time, and whether its numbers show that months stand before days in this source.
pub(super) struct Read {
    pub(super) time: LineTime,
    pub(super) month_first: Option<bool>,
}

/// The time that begins at the first byte.
#[inline(never)]
pub(super) fn read(text: &[u8], about: &About) -> Option<Read> {
    let cursor = Cursor { rest: text };
    let time = match text.first()? {
        b'0'..=b'9' => return numeric(cursor, about),
        b'I' | b'W' | b'E' | b'F' if text.get(1)?.is_ascii_digit() => klog(cursor, about),
        byte if byte.is_ascii_alphabetic() => return named(cursor, about),
        _ => None,
    };
    time.map(sure)
}

fn sure(time: LineTime) -> Read {
    Read { time, month_first: None }
}

#[inline(never)]
fn time(civil: Civil, ahead: Option<i16>, style: Style) -> Option<LineTime> {
    let civil = civil.milliseconds()?;
    Some(LineTime { civil, ahead, style, year_guessed: false, order_guessed: false, inherited: false })
}

fn numeric(mut cursor: Cursor<'_>, about: &About) -> Option<Read> {
    let start = cursor;
    let first = cursor.short(1, 8)?;
    let separator = cursor.one_of(b"-/.T ")?;
    let digits = start.rest.len() - cursor.rest.len() - 1;
    match (digits, separator) {
        (4, b'-' | b'/' | b'.') => year_first(first, separator, cursor).map(sure),
        (8, b'T' | b'-' | b' ') => compact(first, separator, cursor).map(sure),
        (6, b' ') => compact(20_000_000 + first, separator, cursor).map(sure),
        (1 | 2, b'-' | b'/' | b'.' | b' ') => day_or_month_first(start, first, separator, cursor, about),
        _ => None,
    }
}

/// `2026-03-01T10:15:30`, its day by week or year, and `2026-03-01-10.15.30` as DB2 and IBM's machines write it.
fn year_first(year: u32, separator: u8, mut cursor: Cursor<'_>) -> Option<LineTime> {
    let mut civil = if cursor.one_of(b"W").is_some() {
        let week = cursor.short(2, 2)?;
        cursor.one_of(b"-")?;
        Civil::of_week(year, week, cursor.short(1, 1)?)?
    } else if let Some(day) = cursor.short(3, 3) {
        Civil::of_day(year, day)?
    } else {
        let month = cursor.short(1, 2)?;
        cursor.one_of(&[separator])?;
        Civil { year, month, day: cursor.short(1, 2)?, ..Civil::default() }
    };
    if cursor.one_of(b"-").is_some() {
        cursor.clock(&mut civil, b'.', true)?;
        let ahead = cursor.minutes_ahead();
        return time(civil, ahead.or_else(|| cursor.zone()), Style::Iso);
    }
    between(&mut cursor)?;
    cursor.clock(&mut civil, b':', true)?;
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

/// `20260301T101530Z`, `20260301-10:15:30:123`, `20260301 10:15:30`, `260301 101530`.
fn compact(date: u32, separator: u8, mut cursor: Cursor<'_>) -> Option<LineTime> {
    let mut civil =
        Civil { year: date / 10_000, month: date / 100 % 100, day: date % 100, ..Civil::default() };
    if separator == b' ' {
        cursor.skip(b" ");
    }
    if let Some(clock) = cursor.short(6, 6).filter(|_| separator != b'-') {
        (civil.hour, civil.minute, civil.second) = (clock / 10_000, clock / 100 % 100, clock % 100);
        if cursor.one_of(b".,").is_some() {
            civil.milli = cursor.fraction();
        }
    } else {
        cursor.clock(&mut civil, b':', true)?;
    }
    time(civil, cursor.zone(), Style::Iso)
}

fn day_or_month_first(
    start: Cursor<'_>,
    first: u32,
    separator: u8,
    mut cursor: Cursor<'_>,
    about: &About,
) -> Option<Read> {
    if let Some(month) = cursor.month() {
        return with_month(Civil { day: first, month, ..Civil::default() }, cursor, about).map(sure);
    }
    if separator == b' ' {
        return None;
    }
    let second = cursor.short(1, 2)?;
    let mut civil = Civil { month: first, day: second, ..Civil::default() };
    if separator == b'-' && cursor.one_of(b" ").is_some() {
        // Android's log. Its month stands first.
        return cursor
            .clock(&mut civil, b':', true)?
            .fraction
            .and_then(|_| without_year(civil, None, about))
            .map(sure);
    }
    cursor.one_of(&[separator])?;
    let before = cursor.rest.len();
    civil.year = cursor.short(2, 4)?;
    let short_year = match before - cursor.rest.len() {
        4 => false,
        2 => true,
        _ => return None,
    };
    civil.year += if short_year { 2000 } else { 0 };
    between(&mut cursor)?;
    let clock = cursor.clock(&mut civil, b':', separator == b'.')?;
    let ahead = cursor.zone();
    if short_year && start.rest.get(2) == Some(&separator) && separator != b'.' {
        let last = civil.year - 2000;
        let year_first = Civil { year: 2000 + first, month: second, day: last, ..civil };
        match is_year_first(year_first, civil, clock, cursor, about) {
            Some(true) => return time(year_first, ahead, Style::Slashed).map(sure),
            Some(false) => {}
            None => return None,
        }
    }
    let month_first = match (first > 12, second > 12) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    };
    let order = month_first.or(about.month_first);
    if order != Some(true) {
        (civil.day, civil.month) = (first, second);
    }
    let time = time(civil, ahead, Style::DotNet)?;
    let order_guessed = order.is_none() && first != second;
    Some(Read { time: LineTime { order_guessed, ..time }, month_first })
}

/// Whether `26/03/13` is of 2026, as Spark writes it; nothing if it may be either.
fn is_year_first(
    year_first: Civil,
    other: Civil,
    clock: Clock,
    mut after: Cursor<'_>,
    about: &About,
) -> Option<bool> {
    const LEVELS: [&[u8]; 6] = [b"INFO", b"WARN", b"ERRO", b"DEBU", b"TRAC", b"FATA"];
    // WebSphere's times have milliseconds behind a colon, and people's have halves of days.
    if clock.half || clock.fraction == Some(b':') {
        return Some(false);
    }
    after.skip(b" ");
    if LEVELS.iter().any(|level| after.rest.starts_with(level)) {
        return Some(true);
    }
    let may =
        |civil: Civil| civil.milliseconds().is_some_and(|civil| civil <= about.latest.saturating_add(DAY));
    let swapped = Civil { day: other.month, month: other.day, ..other };
    match (may(year_first), may(other) || may(swapped)) {
        (true, true) => None,
        (year_first, _) => Some(year_first),
    }
}

/// Behind day and month: `/2026:10:15:30 +1000`, ` 2026 10:15:30`, `-26 10.15.30.123 AM`, ` 10:15:30 AEDT 2026`.
fn with_month(mut civil: Civil, mut cursor: Cursor<'_>, about: &About) -> Option<LineTime> {
    cursor.one_of(b"-/ ")?;
    let before = cursor;
    let year = cursor.short(2, 4);
    civil.year = match (before.rest.len() - cursor.rest.len(), cursor.rest.first(), year) {
        (4, _, Some(year)) => year,
        // `13 Mar 10:15:30` has an hour there.
        (2, Some(byte), Some(year)) if *byte != b':' => 2000 + year,
        _ => return clock_then_year(civil, before, about),
    };
    clock_behind_year(civil, cursor)
}

fn clock_behind_year(mut civil: Civil, mut cursor: Cursor<'_>) -> Option<LineTime> {
    let colon = cursor.one_of(b": ,T")?;
    cursor.skip(b" ");
    let start = cursor;
    if cursor.clock(&mut civil, b':', colon == b':').is_none() {
        cursor = start;
        cursor.clock(&mut civil, b'.', false)?;
    }
    let style = if colon == b':' { Style::CommonLog } else { Style::Named };
    time(civil, cursor.zone(), style)
}

fn clock_then_year(mut civil: Civil, mut cursor: Cursor<'_>, about: &About) -> Option<LineTime> {
    let clock = cursor.clock(&mut civil, b':', true)?;
    let mut ahead = cursor.zone();
    let mut after = cursor;
    if ahead.is_none() {
        after.other_zone();
    }
    after.skip(b" ");
    if let Some(year) = after.short(4, 4).filter(|year| (2000..2100).contains(year)) {
        // `Sun Mar 01 10:15:30 AEST 2026`, and with the zone behind the year.
        civil.year = year;
        ahead = ahead.or_else(|| after.zone());
        return time(civil, ahead, Style::Named);
    }
    without_year(civil, ahead, about).filter(|_| !clock.half)
}

/// With the month's name first, or the weekday's before it.
fn named(mut cursor: Cursor<'_>, about: &About) -> Option<Read> {
    if let Some(after) = weekday(cursor) {
        cursor = after;
        if cursor.rest.first().is_some_and(u8::is_ascii_digit) {
            return numeric(cursor, about);
        }
    }
    let mut civil = Civil { month: cursor.month()?, ..Civil::default() };
    cursor.one_of(b" ")?;
    cursor.skip(b" ");
    civil.day = cursor.short(1, 2)?;
    let comma = cursor.one_of(b",").is_some();
    cursor.one_of(b" ")?;
    cursor.skip(b" ");
    let before = cursor;
    if let Some(year) = cursor.short(4, 4) {
        // `Mar 1, 2026 10:15:30 AM`
        civil.year = year;
        return clock_behind_year(civil, cursor).map(sure);
    }
    clock_then_year(civil, before, about).filter(|_| !comma).map(sure)
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

/// `I0301 10:15:30.123456`
fn klog(mut cursor: Cursor<'_>, about: &About) -> Option<LineTime> {
    cursor.rest = &cursor.rest[1..];
    let date = cursor.short(4, 4)?;
    cursor.one_of(b" ")?;
    let mut civil = Civil { month: date / 100, day: date % 100, ..Civil::default() };
    cursor.clock(&mut civil, b':', true)?.fraction?;
    without_year(civil, None, about)
}

/// The last year in which the line is not younger than its source. The source's own clock may be a day off.
fn without_year(civil: Civil, ahead: Option<i16>, about: &About) -> Option<LineTime> {
    let year = year_of(about.latest);
    (0..8).find_map(|back| {
        let dated = Civil { year: year.checked_sub(back)?, ..civil };
        let limit = about.latest.saturating_add(DAY);
        let found = time(dated, ahead, Style::Syslog).filter(|found| found.civil <= limit)?;
        Some(LineTime { year_guessed: true, ..found })
    })
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970: a number that is a time by its size is one only where
/// times stand.
pub(super) fn epoch(text: &[u8]) -> Option<LineTime> {
    let mut cursor = Cursor { rest: text };
    let number = cursor.number(10, 19)?;
    let (millis, style) = match text.len() - cursor.rest.len() {
        10 => {
            let fraction = if cursor.one_of(b".").is_some() { i64::from(cursor.fraction()) } else { 0 };
            (i64::try_from(number).ok()? * 1000 + fraction, Style::EpochSeconds)
        }
        13 => (i64::try_from(number).ok()?, Style::EpochMillis),
        16 => (i64::try_from(number / 1000).ok()?, Style::EpochMillis),
        19 => (i64::try_from(number / 1_000_000).ok()?, Style::EpochMillis),
        _ => return None,
    };
    if style == Style::EpochMillis && cursor.one_of(b".").is_some() {
        cursor.fraction();
    }
    let ends = !cursor.rest.first().is_some_and(u8::is_ascii_alphanumeric);
    // From 2001-09-09 to 2100.
    let plausible = (1_000_000_000_000..4_102_444_800_000).contains(&millis);
    (ends && plausible).then_some(LineTime {
        civil: millis,
        ahead: Some(0),
        style,
        year_guessed: false,
        order_guessed: false,
        inherited: false,
    })
}
