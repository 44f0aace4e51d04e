//! What looks like a time and is none that is understood.

use super::cursor::Cursor;

/// Whether a date or a time of day seems to begin here. At the `first` word of a line more is taken for one; `bracket`
/// says that one stands before it.
pub(super) fn begins(text: &[u8], first: bool, bracket: bool) -> bool {
    let mut cursor = Cursor { rest: text };
    if cursor.month().is_some() {
        return cursor.skip(b" -.") > 0 && digit(cursor);
    }
    if first && text.first().is_some_and(|level| b"IWEF".contains(level)) {
        // klog
        cursor.rest = &text[1..];
        return cursor.number(4, 4).is_some() && cursor.skip(b" ") > 0 && digit(cursor);
    }
    let Some(number) = cursor.number(1, 8) else { return false };
    let digits = text.len() - cursor.rest.len();
    let Some((separator, rest)) = cursor.rest.split_first() else { return false };
    cursor.rest = rest;
    match separator {
        // `2026年3月13日`
        byte if !byte.is_ascii() => digits == 4 && (1990..2100).contains(&number),
        // `10:15:30`
        b':' => digits < 3 && cursor.number(2, 2).is_some() && cursor.one_of(b":").is_some() && digit(cursor),
        // `[12345.678901]`: since the machine was started.
        b'.' if bracket && first && digit(cursor) => {
            cursor.number(3, 9).is_some() && cursor.one_of(b"]").is_some()
        }
        // `260313 101530`, `13 März 2026`
        b' ' if first => digits == 6 && digit(cursor) || digits < 3 && word_then_year(cursor),
        b'-' | b'T' if first && digits == 8 => digit(cursor),
        b'-' | b'/' | b'.' if digits != 3 => {
            cursor.skip(b" ");
            if cursor.month().is_some() {
                return true;
            }
            if !digit(cursor) {
                return *separator == b'.' && first && digits < 3 && word_then_year(cursor);
            }
            if cursor.number(1, 2).is_none() {
                return false;
            }
            if cursor.one_of(&[*separator]).is_none() {
                // Android's log
                return first && *separator == b'-' && digits == 2 && cursor.skip(b" ") > 0 && digit(cursor);
            }
            cursor.skip(b" ");
            let third = cursor.number(1, 4).is_some() && cursor.rest.first() != Some(separator);
            // An address or a version has full stops, too.
            third && (*separator != b'.' || digits == 4 || cursor.one_of(b" ").is_some() && clock(cursor))
        }
        _ => false,
    }
}

fn digit(cursor: Cursor<'_>) -> bool {
    cursor.rest.first().is_some_and(u8::is_ascii_digit)
}

fn clock(mut cursor: Cursor<'_>) -> bool {
    cursor.number(1, 2).is_some() && cursor.one_of(b":.").is_some() && cursor.number(2, 2).is_some()
}

/// A month's name in some language, and a year.
fn word_then_year(mut cursor: Cursor<'_>) -> bool {
    let length = cursor.rest.iter().take_while(|byte| !byte.is_ascii() || byte.is_ascii_alphabetic()).count();
    cursor.rest = &cursor.rest[length..];
    length > 2
        && cursor.skip(b". ") > 0
        && cursor.number(4, 4).is_some_and(|year| (1990..2100).contains(&year))
}
