//! Instants, lenient reading of the vendors' dates, expiry and freshness.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

/// An instant. Everything inside is UTC; zones are for the screen.
pub type Moment = DateTime<Utc>;

/// Reads a vendor's date-time: `Z`, `+hh:mm` and `+hhmm`, with or without a fraction. A date-time without a
/// zone is taken as UTC (one SuperAPI sample has none). `None` for anything else.
///
/// Written out here, because a general reader of date formats weighs much in a page that has to be small.
pub fn read(text: &str) -> Option<Moment> {
    let (date, rest) = text.trim().split_at_checked(10)?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, rest) = rest.split_at_checked(8)?;
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())),
        None => ("0", rest),
    };
    // Nine digits are nanoseconds; what is finer goes.
    let nanos: u32 = format!("{fraction:0<9}").get(..9)?.parse().ok().filter(|_| !fraction.is_empty())?;
    let ahead = if zone.is_empty() { TimeDelta::zero() } else { offset(zone)? };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(date.and_time(clock(time, nanos)?).and_utc() - ahead)
}

/// Reads the date form of HTTP headers (`Sun, 06 Nov 1994 08:49:37 GMT`), whose years have four digits: later
/// ones leave no room to reckon with.
pub fn read_http(text: &str) -> Option<Moment> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let words: Vec<&str> = text.split_whitespace().collect();
    let [_, day, month, year, time, zone] = words.as_slice().try_into().ok()?;
    let month = MONTHS.find(month).filter(|at| month.len() == 3 && at % 3 == 0)? / 3 + 1;
    let [year] = numbers(year, '-', [4])?;
    let date =
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::try_from(month).ok()?, day.parse().ok()?)?;
    let ahead = if zone == "GMT" { TimeDelta::zero() } else { offset(zone)? };
    Some(date.and_time(clock(time, 0)?).and_utc() - ahead)
}

/// Digits of just these lengths, with `between` between them.
fn numbers<const N: usize>(text: &str, between: char, lengths: [usize; N]) -> Option<[u32; N]> {
    let mut found = [0; N];
    let mut parts = text.split(between);
    for (number, length) in found.iter_mut().zip(lengths) {
        let digits = parts.next().filter(|part| part.len() == length)?;
        *number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    }
    parts.next().is_none().then_some(found)
}

/// A leap second is taken as the one before it.
fn clock(text: &str, nanos: u32) -> Option<NaiveTime> {
    let [hour, minute, second] = numbers(text, ':', [2, 2, 2])?;
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)
}

/// How far a zone is ahead of UTC.
fn offset(zone: &str) -> Option<TimeDelta> {
    if zone.eq_ignore_ascii_case("Z") {
        return Some(TimeDelta::zero());
    }
    let (sign, rest) = zone.split_at_checked(1)?;
    let [hours, minutes] = match rest.len() {
        4 => numbers(&[rest.get(..2)?, ":", rest.get(2..)?].concat(), ':', [2, 2])?,
        _ => numbers(rest, ':', [2, 2])?,
    };
    let ahead = TimeDelta::minutes((hours * 60 + minutes).into());
    match sign {
        _ if hours > 23 || minutes > 59 => None,
        "+" => Some(ahead),
        "-" => Some(-ahead),
        _ => None,
    }
}

/// ISO 8601 in UTC, to the second: what is copied and logged.
pub fn iso(at: Moment) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", at.hour(), at.minute(), at.second())
}

/// ISO 8601 in UTC, to the millisecond: what the journal keeps, so that a run replays to the same instant.
pub fn precise(at: Moment) -> String {
    let whole = iso(at);
    format!("{}.{:03}Z", whole.trim_end_matches('Z'), at.timestamp_subsec_millis())
}

/// When a key expires, as far as its vendor said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// At this instant, says the vendor.
    At(Moment),
    /// The vendor's reply had no date that could be read.
    Unknown,
    /// The vendor enforces no lifetime (SuperAPI).
    Never,
}

/// How near a key's end is, by thresholds that the operator sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nearness {
    /// Past its end, according to the vendor's date.
    Expired,
    /// Within the urgent threshold.
    Urgent,
    /// Within the soon threshold.
    Soon,
    /// Further away.
    Far,
    /// No date to go by.
    Unknown,
    /// No end.
    Never,
}

/// Days before the end at which a key counts as expiring soon, and as urgent. Keyturn's own choice: neither
/// vendor publishes a lifetime or a renewal window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Days.
    pub soon: u16,
    /// Days.
    pub urgent: u16,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { soon: 30, urgent: 7 }
    }
}

impl Thresholds {
    /// Days that either may be set to.
    pub const DAYS: std::ops::RangeInclusive<u16> = 1..=365;

    /// As a browser keeps it: both numbers of days, the longer first.
    pub fn written(self) -> String {
        format!("{} {}", self.soon, self.urgent)
    }

    /// What was written so; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (soon, urgent) = text.split_once(' ')?;
        let days = |text: &str| text.parse().ok().filter(|days| Self::DAYS.contains(days));
        let thresholds = Self { soon: days(soon)?, urgent: days(urgent)? };
        (thresholds.urgent <= thresholds.soon).then_some(thresholds)
    }
}

impl Expiry {
    /// How near the end is at `now`.
    pub fn nearness(self, now: Moment, thresholds: Thresholds) -> Nearness {
        match self {
            Self::Unknown => Nearness::Unknown,
            Self::Never => Nearness::Never,
            Self::At(end) if end <= now => Nearness::Expired,
            Self::At(end) if end - now <= TimeDelta::days(thresholds.urgent.into()) => Nearness::Urgent,
            Self::At(end) if end - now <= TimeDelta::days(thresholds.soon.into()) => Nearness::Soon,
            Self::At(_) => Nearness::Far,
        }
    }
}

/// How long since the vendor was last asked; QuickStream wants to be asked once a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Never asked from here.
    Never,
    /// Asked within the last 24 hours.
    Fresh,
    /// Longer ago than 24 hours.
    Stale,
}

impl Freshness {
    /// From the last time a vendor answered.
    pub fn of(checked: Option<Moment>, now: Moment) -> Self {
        match checked {
            None => Self::Never,
            Some(at) if now - at <= TimeDelta::hours(24) => Self::Fresh,
            Some(_) => Self::Stale,
        }
    }
}

/// "in 9 days", "3 hours ago", "now": the coarsest unit that is true.
pub fn relative(at: Moment, now: Moment) -> String {
    let seconds = (at - now).num_seconds();
    let size = seconds.unsigned_abs();
    let (count, unit) = match size {
        0..45 => return "now".into(),
        45..5_400 => ((size + 30) / 60, "minute"),
        5_400..129_600 => ((size + 1_800) / 3_600, "hour"),
        129_600..31_536_000 => (size / 86_400, "day"),
        _ => (size / 31_536_000, "year"),
    };
    let plural = if count == 1 { "" } else { "s" };
    if seconds > 0 { format!("in {count} {unit}{plural}") } else { format!("{count} {unit}{plural} ago") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        read(text).unwrap()
    }

    #[test]
    fn trap_12_every_documented_date_form_is_the_same_instant() {
        let instant = at("2030-01-01T17:48:40Z");
        for text in [
            "2030-01-01T17:48:40+00:00",
            "2030-01-02T03:48:40+1000",
            "2030-01-02T03:48:40+10:00",
            "2030-01-01T17:48:40",
            " 2030-01-01T17:48:40Z\n",
            "2030-01-01T17:48:40.000Z",
            "2030-01-01T17:48:40.0+0000",
        ] {
            assert_eq!(read(text), Some(instant), "{text}");
        }
        for text in ["", "soon", "2030-01-02", "2030-13-02T03:48:40Z", "1893555000", "2030-01-02T03:48"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read_http("Tue, 01 Jan 2030 17:48:40 GMT"), Some(instant));
    }

    #[test]
    fn no_odd_text_is_taken_for_a_date() {
        for text in [
            "2030-01-01T17:48:40.Z",
            "2030-01-01T17:48:40+25:00",
            "2030-01-01T17:48:40+1",
            "2030-01-01T17:48:40+1é0",
            "2030-02-30T17:48:40Z",
            "2030-01-01T24:48:40Z",
            "+030-01-01T17:48:40Z",
            "2030-01-01T17:48:4é",
            "20é0-01-01T17:48:40Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in [
            "Sat, 31 Dec 262142 23:59:59 -2359",
            "Thu, 01 Jan -262143 00:00:00 +2359",
            "Fri, 01 Jan 10000 00:00:00 GMT",
            "Sat, 01 Jan 1 00:00:00 GMT",
        ] {
            assert_eq!(read_http(text), None, "{text}");
        }
        for text in
            ["", "Tue, 01 anF 2030 17:48:40 GMT", "Tue, 01 Jan 2030 17:48:40", "Tue, é Jan 2030 1:2:3 GMT"]
        {
            assert_eq!(read_http(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let half = at("2030-01-01T17:48:40.5Z");
        assert_eq!(half - at("2030-01-01T17:48:40Z"), TimeDelta::milliseconds(500));
        assert_eq!(iso(half), "2030-01-01T17:48:40Z");
        assert_eq!(read(&iso(half)), Some(at("2030-01-01T17:48:40Z")));
        assert_eq!(at("2030-01-01T23:59:60Z"), at("2030-01-01T23:59:59Z"));
    }

    #[test]
    fn trap_12_a_past_date_is_expired_and_underflows_nothing() {
        let now = at("2026-11-22T00:00:00Z");
        let thresholds = Thresholds::default();
        let near = |text: &str| Expiry::At(at(text)).nearness(now, thresholds);
        assert_eq!(near("2022-01-02T03:48:40+00:00"), Nearness::Expired);
        assert_eq!(near("2026-11-22T00:00:00Z"), Nearness::Expired);
        assert_eq!(near("2026-11-22T00:00:01Z"), Nearness::Urgent);
        assert_eq!(near("2026-12-01T00:00:00Z"), Nearness::Soon);
        assert_eq!(near("2027-12-01T00:00:00Z"), Nearness::Far);
        assert_eq!(Expiry::Unknown.nearness(now, thresholds), Nearness::Unknown);
    }

    #[test]
    fn thresholds_are_read_as_they_were_written_and_nothing_else_is() {
        for (soon, urgent) in [(30, 7), (1, 1), (365, 365), (60, 14)] {
            let chosen = Thresholds { soon, urgent };
            assert_eq!(Thresholds::read(&chosen.written()), Some(chosen));
        }
        for text in ["", "30", "7 30", "0 0", "366 7", "30 7 1", "thirty 7", "-1 -1", "30  7"] {
            assert_eq!(Thresholds::read(text), None, "{text}");
        }
    }

    #[test]
    fn trap_16_freshness_ends_after_a_day() {
        let now = at("2026-11-22T12:00:00Z");
        assert_eq!(Freshness::of(None, now), Freshness::Never);
        assert_eq!(Freshness::of(Some(at("2026-11-21T12:00:00Z")), now), Freshness::Fresh);
        assert_eq!(Freshness::of(Some(at("2026-11-21T11:59:59Z")), now), Freshness::Stale);
    }

    #[test]
    fn relative_words_are_true() {
        let now = at("2026-11-22T12:00:00Z");
        for (text, words) in [
            ("2026-11-22T12:00:20Z", "now"),
            ("2026-11-22T12:01:00Z", "in 1 minute"),
            ("2026-11-22T09:00:00Z", "3 hours ago"),
            ("2026-12-01T12:00:00Z", "in 9 days"),
            ("2026-12-01T11:59:00Z", "in 8 days"),
            ("2022-01-02T03:48:40Z", "4 years ago"),
        ] {
            assert_eq!(relative(at(text), now), words);
        }
    }
}
