//! Reading a line's time piece by piece.

use super::civil::Civil;
use super::half;

/// How a time of day was written.
#[derive(Clone, Copy, Default)]
pub(super) struct Clock {
    /// What stood before its fraction, if it has one.
    pub(super) fraction: Option<u8>,
    /// Whether it said which half of the day it is of.
    pub(super) half: bool,
}

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'text> {
    pub(super) rest: &'text [u8],
}

impl Cursor<'_> {
    /// Passes one of these bytes.
    pub(super) fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.rest.split_first().filter(|(first, _)| bytes.contains(first))?;
        self.rest = rest;
        Some(*first)
    }

    /// Passes a number of so many digits, which no further digit follows.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<u64> {
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(least..=most).contains(&digits) {
            return None;
        }
        let (digits, rest) = self.rest.split_at(digits);
        self.rest = rest;
        Some(digits.iter().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0')))
    }

    pub(super) fn short(&mut self, least: usize, most: usize) -> Option<u32> {
        self.number(least, most).and_then(|number| u32::try_from(number).ok())
    }

    /// Passes so many of these bytes as stand here.
    pub(super) fn skip(&mut self, bytes: &[u8]) -> usize {
        let count = self.rest.iter().take_while(|byte| bytes.contains(byte)).count();
        self.rest = &self.rest[count..];
        count
    }

    /// Passes a month's name, or its first letters, three at least. In other languages they may begin another month.
    pub(super) fn month(&mut self) -> Option<u32> {
        const MONTHS: &[u8] =
            b"january february march april may june july august september october november december";
        let letters = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at_checked(letters).filter(|_| letters >= 3)?;
        let begins =
            |month: &[u8]| month.get(..letters).is_some_and(|month| month.eq_ignore_ascii_case(word));
        let place = MONTHS.split(|byte| *byte == b' ').position(begins)?;
        self.rest = rest;
        u32::try_from(place + 1).ok()
    }

    /// Passes `10:15:30` or `10:15`, with this between the numbers, a fraction, and the half of the day. Nothing if a half
    /// of the day stands there that is not understood: its hour would be a wrong one.
    pub(super) fn clock(&mut self, civil: &mut Civil, between: u8, counts_to_24: bool) -> Option<Clock> {
        let mut clock = Clock::default();
        civil.hour = self.short(1, 2)?;
        self.one_of(&[between])?;
        civil.minute = self.short(2, 2)?;
        let mut tail = *self;
        if tail.one_of(&[between]).is_some() {
            civil.second = tail.short(2, 2)?;
            *self = tail;
            let mut fraction = *self;
            let mark = fraction.one_of(b".,:");
            let digits = fraction.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            // Behind a colon only milliseconds are a fraction.
            if mark.is_some() && if mark == Some(b':') { digits == 3 } else { digits > 0 } {
                civil.milli = fraction.fraction();
                *self = fraction;
                clock.fraction = mark;
            }
        }
        clock.half = half::read(&mut self.rest, civil, counts_to_24)?;
        Some(clock)
    }

    /// Passes the digits of a fraction: the first three are milliseconds.
    pub(super) fn fraction(&mut self) -> u32 {
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digit = |at: usize| if at < digits { u32::from(self.rest[at] - b'0') } else { 0 };
        let millis = digit(0) * 100 + digit(1) * 10 + digit(2);
        self.rest = &self.rest[digits..];
        millis
    }

    /// Passes a zone, if one stands here: how many minutes it is ahead of UTC.
    pub(super) fn zone(&mut self) -> Option<i16> {
        let mut after = *self;
        after.skip(b" ");
        let ahead = after.offset().or_else(|| after.zone_name())?;
        *self = after;
        Some(ahead)
    }

    /// Passes DB2's zone: three digits of minutes.
    pub(super) fn minutes_ahead(&mut self) -> Option<i16> {
        let mut after = *self;
        let sign = if after.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let ahead = i16::try_from(after.number(3, 3)?).ok().filter(|ahead| *ahead < 15 * 60)?;
        *self = after;
        Some(sign * ahead)
    }

    /// Passes the name of a zone that stands for several, or for one that nobody here knows.
    pub(super) fn other_zone(&mut self) {
        let mut after = *self;
        after.skip(b" ");
        let letters = after.rest.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        if (2..=5).contains(&letters) && after.rest.get(letters) == Some(&b' ') {
            self.rest = &after.rest[letters..];
        }
    }

    fn offset(&mut self) -> Option<i16> {
        let mut after = *self;
        let sign = if after.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let digits = after.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (hours, minutes) = match digits {
            4 => after.number(4, 4).map(|both| (both / 100, both % 100))?,
            2 => {
                let hours = after.number(2, 2)?;
                let minutes = after.one_of(b":").and_then(|_| after.number(2, 2));
                (hours, minutes.unwrap_or(0))
            }
            _ => return None,
        };
        let ahead = i16::try_from(hours * 60 + minutes).ok().filter(|_| hours < 15 && minutes < 60)?;
        *self = after;
        Some(sign * ahead)
    }

    /// The zones in which this panel's users and their servers are. A name that stands for several zones is none.
    fn zone_name(&mut self) -> Option<i16> {
        const ZONES: [(&[u8], i16); 12] = [
            (b"UTC", 0),
            (b"GMT", 0),
            (b"Z", 0),
            (b"AEST", 600),
            (b"AEDT", 660),
            (b"ACST", 570),
            (b"ACDT", 630),
            (b"AWST", 480),
            (b"NZST", 720),
            (b"NZDT", 780),
            (b"Etc/UTC", 0),
            (b"UCT", 0),
        ];
        let letters =
            self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'/').count();
        let (name, rest) = self.rest.split_at(letters);
        let (_, ahead) = ZONES.iter().find(|(zone, _)| *zone == name)?;
        self.rest = rest;
        // `GMT+10:00` goes on.
        Some(*ahead + if *ahead == 0 { self.offset().unwrap_or(0) } else { 0 })
    }
}
