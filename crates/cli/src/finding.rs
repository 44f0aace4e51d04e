//! What is told of one find.

use std::fmt::{self, Display};

use chrono::{DateTime, SecondsFormat};
use keyturn_domain::lookup::{When, resolve};
use keyturn_scan::finding::{Finding, Kind};
use keyturn_scan::time::LineTime;
use serde::Serialize;

use crate::zone::Zone;

/// One find, as a line of JSON tells it.
#[derive(Serialize)]
pub(crate) struct ReportedFinding<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) what: What,
    pub(crate) label: &'a str,
    pub(crate) own: bool,
    #[serde(flatten)]
    pub(crate) time: RecordTime,
}

/// What stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum What {
    /// A key's name, or what is shown of a key.
    Name,
    /// A whole key, or other whole credentials.
    Key,
    /// A part of a key: some was left out, and more was left than a mask leaves.
    Part,
}

impl What {
    pub(crate) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::PartOfKey => Self::Part,
            kind if kind.is_whole() => Self::Key,
            _ => Self::Name,
        }
    }
}

/// When the record was written.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RecordTime {
    time: Option<String>,
    time_from: TimeFrom,
    zone_known: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum TimeFrom {
    Record,
    Above,
    None,
}

impl RecordTime {
    /// Of what the scan tells. `zone` is for records that say none.
    pub(crate) fn of(found: &Finding, zone: Option<&Zone>) -> Self {
        // Where day and month may be the other way round there is no member to say so: no time is better than a wrong one.
        let Some(time) = found.time.filter(|time| !time.order_guessed) else {
            return Self { time: None, time_from: TimeFrom::None, zone_known: false };
        };
        let time_from = if time.inherited { TimeFrom::Above } else { TimeFrom::Record };
        match in_utc(&time, zone) {
            Some(text) => Self { time: Some(text), time_from, zone_known: true },
            None => Self { time: Some(on_its_clock(&time)), time_from, zone_known: false },
        }
    }
}

/// In UTC, unless nobody can tell: in an hour that came twice, or never came, in the zone that was given.
fn in_utc(time: &LineTime, zone: Option<&Zone>) -> Option<String> {
    let instant = match zone {
        Some(zone) => match resolve(Some(time), &|at| zone.ahead(at)) {
            When::At(instant) => Some(instant),
            When::Twice(..) | When::Never(_) | When::Unknown => None,
        },
        None => time.instant().and_then(DateTime::from_timestamp_millis),
    }?;
    Some(instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

fn on_its_clock(time: &LineTime) -> String {
    let civil = DateTime::from_timestamp_millis(time.civil).unwrap_or_default();
    let text = civil.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    text.trim_end_matches('Z').to_owned()
}

/// As people read it.
impl Display for ReportedFinding<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, label, .. } = self;
        let what = match self.what {
            What::Name => "name",
            What::Key => "KEY",
            What::Part => "part of a key",
        };
        let own = if self.own { " (own)" } else { "" };
        write!(to, "{file}:{line}:{column}: {what} {label}{own}, ")?;
        let Some(time) = &self.time.time else { return write!(to, "no time") };
        let zone = if self.time.zone_known { "" } else { " (zone not known)" };
        let above = if self.time.time_from == TimeFrom::Above { " (from above)" } else { "" };
        write!(to, "{time}{zone}{above}")
    }
}

#[cfg(test)]
mod tests {
    use keyturn_scan::finding::{Context, Form};
    use keyturn_scan::time::Style;

    use super::*;

    fn told(civil: i64, ahead: Option<i16>, zone: Option<&str>) -> (String, bool) {
        let style = Style::Iso;
        let time =
            LineTime { civil, ahead, style, year_guessed: false, order_guessed: false, inherited: false };
        let found = Finding {
            file: 0,
            line: 1,
            offset: 0,
            length: 0,
            kind: Kind::SecretName,
            form: Form::Text,
            label: String::new(),
            fingerprint: None,
            others: Vec::new(),
            known: None,
            context: Context::default(),
            time: Some(time),
        };
        let zone = zone.map(|zone| zone.parse().unwrap());
        let told = RecordTime::of(&found, zone.as_ref());
        (told.time.unwrap(), told.zone_known)
    }

    /// 2026-03-01T10:15:30 on some clock.
    const CIVIL: i64 = 1_772_360_130_000;

    #[test]
    fn a_time_is_in_utc_only_if_its_zone_is_known() {
        let is = |told: (String, bool), text: &str, known| assert_eq!(told, (text.to_owned(), known));
        is(told(CIVIL, Some(600), None), "2026-03-01T00:15:30Z", true);
        is(told(CIVIL + 120, None, None), "2026-03-01T10:15:30.120", false);
        is(told(CIVIL, None, Some("Australia/Sydney")), "2026-02-28T23:15:30Z", true);
        is(told(CIVIL, Some(0), Some("Australia/Sydney")), "2026-03-01T10:15:30Z", true);
    }

    #[test]
    fn an_hour_that_came_twice_stays_on_its_clock() {
        // Sydney's clocks went back at 03:00 on 2026-04-05.
        let twice = DateTime::parse_from_rfc3339("2026-04-05T02:30:00Z").unwrap().timestamp_millis();
        assert_eq!(told(twice, None, Some("Australia/Sydney")), ("2026-04-05T02:30:00".to_owned(), false));
    }
}
