//! Days of the calendar.

/// Milliseconds in a day.
pub(super) const DAY: i64 = 86_400_000;

/// What a clock and a calendar show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Civil {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) milli: u32,
}

impl Civil {
    /// A day by its number in the year.
    pub(super) fn of_day(year: u32, day: u32) -> Option<Self> {
        let mut left = day.checked_sub(1)?;
        for month in 1..=12 {
            let length = length(year, month)?;
            if left < length {
                return Some(Self { year, month, day: left + 1, ..Self::default() });
            }
            left -= length;
        }
        None
    }

    /// A day by the number of its week and its place there, as ISO 8601 counts: Monday is 1.
    pub(super) fn of_week(year: u32, week: u32, day: u32) -> Option<Self> {
        if !(1..=53).contains(&week) || !(1..=7).contains(&day) || !(2000..2100).contains(&year) {
            return None;
        }
        // The fourth of January is always in the first week; 1970-01-01 was a Thursday.
        let fourth = days(year, 1, 4);
        let at = fourth - (fourth + 3).rem_euclid(7) + i64::from((week - 1) * 7 + day - 1);
        let year = year_of(at * DAY);
        Self::of_day(year, u32::try_from(at - days(year, 1, 1)).ok()? + 1)
    }

    /// Milliseconds since 1970 on the same clock; nothing if no calendar shows this. A leap second counts as the one before.
    pub(super) fn milliseconds(self) -> Option<i64> {
        let length = length(self.year, self.month)?;
        let shown = (2000..2100).contains(&self.year)
            && (1..=length).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second <= 60;
        let seconds = self.hour * 3600 + self.minute * 60 + self.second.min(59);
        shown.then(|| {
            days(self.year, self.month, self.day) * DAY + i64::from(seconds) * 1000 + i64::from(self.milli)
        })
    }
}

/// How many days a month has.
fn length(year: u32, month: u32) -> Option<u32> {
    let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    lengths.get(month.checked_sub(1)? as usize).copied()
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

/// Days from 1970-01-01, for years from 1970 on.
fn days(year: u32, month: u32, day: u32) -> i64 {
    // The year is taken to begin in March, so that the leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * month + 2) / 5 + day - 1;
    i64::from(year * 365 + year / 4 - year / 100 + year / 400 + of_year) - 719_468
}

/// The year of a moment since 1970.
pub(super) fn year_of(milliseconds: i64) -> u32 {
    let day = milliseconds.div_euclid(DAY);
    // Within a year of the truth; the loop settles it.
    let mut year = u32::try_from(1970 + day * 400 / 146_097).unwrap_or(1970).max(1971);
    while days(year, 1, 1) > day && year > 1971 {
        year -= 1;
    }
    while days(year + 1, 1, 1) <= day {
        year += 1;
    }
    year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_right() {
        let at = |year, month, day| Civil { year, month, day, ..Civil::default() }.milliseconds();
        assert_eq!(at(2000, 1, 1), Some(946_684_800_000));
        assert_eq!(at(2026, 3, 1), Some(1_772_323_200_000));
        assert_eq!(at(2024, 2, 29), Some(1_709_164_800_000));
        assert_eq!(at(2026, 2, 29), None);
        assert_eq!(at(1999, 2, 2), None);
        let day = |civil: Option<Civil>| civil.map(|day| (day.year, day.month, day.day));
        assert_eq!(day(Civil::of_day(2026, 72)), Some((2026, 3, 13)));
        assert_eq!(day(Civil::of_day(2024, 366)), Some((2024, 12, 31)));
        assert_eq!(day(Civil::of_day(2026, 366)), None);
        assert_eq!(day(Civil::of_week(2026, 11, 5)), Some((2026, 3, 13)));
        assert_eq!(day(Civil::of_week(2026, 1, 1)), Some((2025, 12, 29)));
        assert_eq!(day(Civil::of_week(2021, 53, 7)), Some((2022, 1, 9)));
        for year in 2000..2099 {
            assert_eq!(year_of(at(year, 1, 1).unwrap()), year);
            assert_eq!(year_of(at(year, 12, 31).unwrap() + DAY - 1), year);
        }
    }
}
