//! Reading a line's time piece by piece.

use super::civil::Civil;

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

    /// Passes the first three letters of a month's name, and the name to its end.
    pub(super) fn month(&mut self) -> Option<u32> {
        const MONTHS: [&[u8; 3]; 12] =
            [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
        let letters = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let start = self.rest.first_chunk::<3>().filter(|_| (3..=9).contains(&letters))?.to_ascii_lowercase();
        let place = MONTHS.iter().position(|month| month[..] == start)?;
        self.rest = &self.rest[letters..];
        u32::try_from(place + 1).ok()
    }

    /// Passes `10:15:30` or `10:15`, a fraction, and `AM` or `PM`.
    pub(super) fn clock(&mut self, civil: &mut Civil) -> Option<()> {
        civil.hour = self.short(1, 2)?;
        self.one_of(b":")?;
        civil.minute = self.short(2, 2)?;
        let mut tail = *self;
        if tail.one_of(b":").is_some() {
            civil.second = tail.short(2, 2)?;
            *self = tail;
            let mut fraction = *self;
            if fraction.one_of(b".,").is_some() && fraction.rest.first().is_some_and(u8::is_ascii_digit) {
                civil.milli = fraction.fraction();
                *self = fraction;
            }
        }
        self.half_of_day(civil);
        Some(())
    }

    /// Passes the digits of a fraction: the first three are milliseconds.
    pub(super) fn fraction(&mut self) -> u32 {
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digit = |at: usize| if at < digits { u32::from(self.rest[at] - b'0') } else { 0 };
        let millis = digit(0) * 100 + digit(1) * 10 + digit(2);
        self.rest = &self.rest[digits..];
        millis
    }

    fn half_of_day(&mut self, civil: &mut Civil) {
        let mut after = *self;
        after.skip(b" ");
        let Some(word) = after.rest.get(..2).map(<[u8]>::to_ascii_lowercase) else { return };
        let afternoon = match word.as_slice() {
            b"am" => false,
            b"pm" => true,
            _ => return,
        };
        if after.rest.get(2).is_some_and(u8::is_ascii_alphanumeric) || !(1..=12).contains(&civil.hour) {
            return;
        }
        civil.hour = civil.hour % 12 + if afternoon { 12 } else { 0 };
        self.rest = &after.rest[2..];
    }

    /// Passes a zone, if one stands here: how many minutes it is ahead of UTC.
    pub(super) fn zone(&mut self) -> Option<i16> {
        let mut after = *self;
        after.skip(b" ");
        let ahead = after.offset().or_else(|| after.zone_name())?;
        *self = after;
        Some(ahead)
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
