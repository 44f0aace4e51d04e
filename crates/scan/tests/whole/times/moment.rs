//! Moments on some clock.

use proptest::prelude::*;

use crate::feed::LATEST;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
    pub(crate) hour: i64,
    pub(crate) minute: i64,
    pub(crate) second: i64,
    pub(crate) milli: i64,
}

pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
pub(crate) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// 2026-03-13T10:15:30.123.
pub(crate) const SAMPLE: Moment =
    Moment { year: 2026, month: 3, day: 13, hour: 10, minute: 15, second: 30, milli: 123 };

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn lengths(year: i64) -> [i64; 12] {
    [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

impl Moment {
    /// From milliseconds since 1970. Counted out, so that it shares nothing with what is tested.
    pub(crate) fn of(millis: i64) -> Self {
        let (mut days, rest) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
        let mut year = 1970;
        while days >= 365 + i64::from(leap(year)) {
            days -= 365 + i64::from(leap(year));
            year += 1;
        }
        let mut month = 0;
        while days >= lengths(year)[month] {
            days -= lengths(year)[month];
            month += 1;
        }
        Self {
            year,
            month: month as i64 + 1,
            day: days + 1,
            hour: rest / 3_600_000,
            minute: rest / 60_000 % 60,
            second: rest / 1000 % 60,
            milli: rest % 1000,
        }
    }

    /// The day's number in its year.
    pub(crate) fn day_of_year(self) -> i64 {
        lengths(self.year)[..self.month as usize - 1].iter().sum::<i64>() + self.day
    }

    pub(crate) fn millis(self) -> i64 {
        let years: i64 = (1970..self.year).map(|year| 365 + i64::from(leap(year))).sum();
        let days = years + self.day_of_year() - 1;
        (((days * 24 + self.hour) * 60 + self.minute) * 60 + self.second) * 1000 + self.milli
    }

    /// The same without a fraction.
    pub(crate) fn seconds(self) -> i64 {
        self.millis() - self.milli
    }

    pub(crate) fn weekday(self) -> &'static str {
        WEEKDAYS[(self.millis().div_euclid(86_400_000) + 3).rem_euclid(7) as usize]
    }

    pub(crate) fn month_name(self) -> &'static str {
        MONTHS[self.month as usize - 1]
    }

    pub(crate) fn clock(self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }

    pub(crate) fn date(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Any moment from 2001-09-09, when seconds since 1970 had ten digits, to when the sources of these tests were changed.
pub(crate) fn moments() -> impl Strategy<Value = Moment> {
    (1_000_000_000_000..LATEST).prop_map(Moment::of)
}

/// Within the year before that.
pub(crate) fn recent() -> impl Strategy<Value = Moment> {
    (LATEST - 360 * 86_400_000..LATEST).prop_map(Moment::of)
}
