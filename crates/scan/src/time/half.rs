//! The half of the day behind a time of twelve hours.

use super::civil::Civil;

/// Spaces that programs write before it: no-break, thin and narrow ones too, and as JSON spells those.
const SPACES: [&[u8]; 9] = [
    b" ",
    b"\xc2\xa0",
    b"\xe2\x80\x87",
    b"\xe2\x80\x89",
    b"\xe2\x80\x8a",
    b"\xe2\x80\xaf",
    b"\\u00a0",
    b"\\u2009",
    b"\\u202f",
];

/// What other languages write without a full stop behind it. Other letters than Latin ones are told by themselves.
const FOREIGN: [&[u8]; 8] = [b"sa", b"ch", b"fm", b"em", b"vm", b"nm", b"pg", b"ptg"];

fn skip_space(rest: &mut &[u8]) -> bool {
    let next = SPACES.iter().find_map(|space| {
        // JSON's digits may be of either case.
        rest.split_at_checked(space.len()).filter(|(start, _)| start.eq_ignore_ascii_case(space))
    });
    next.inspect(|(_, after)| *rest = after).is_some()
}

fn skip(rest: &mut &[u8], byte: u8) -> bool {
    let next = rest.split_first().filter(|(first, _)| first.eq_ignore_ascii_case(&byte));
    next.inspect(|(_, after)| *rest = after).is_some()
}

/// Passes `AM`, `pm`, `p.m.` or `p. m.` and puts the hour right. Whether one stood there; nothing if what stands there may
/// be one that is not understood. Where hours are always counted to 24, a word behind them is any word.
pub(super) fn read(rest: &mut &[u8], civil: &mut Civil, counts_to_24: bool) -> Option<bool> {
    let mut after = *rest;
    while skip_space(&mut after) {}
    if !(1..=12).contains(&civil.hour) {
        return Some(false);
    }
    let mut word = after;
    let afternoon = skip(&mut word, b'p');
    if afternoon || skip(&mut word, b'a') {
        let stop = skip(&mut word, b'.');
        while stop && skip_space(&mut word) {}
        if skip(&mut word, b'm') && !word.first().is_some_and(u8::is_ascii_alphanumeric) {
            skip(&mut word, b'.');
            civil.hour = civil.hour % 12 + if afternoon { 12 } else { 0 };
            *rest = word;
            return Some(true);
        }
    }
    let letters = after.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, behind) = after.split_at(letters);
    let ends = behind.first().is_none_or(|byte| b" \t,;])\"'".contains(byte));
    let foreign = (1..6).contains(&letters) && behind.first() == Some(&b'.')
        || ends && FOREIGN.iter().any(|known| word.eq_ignore_ascii_case(known))
        || after.first().is_some_and(|byte| !byte.is_ascii());
    (counts_to_24 || !foreign).then_some(false)
}
