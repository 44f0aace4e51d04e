//! The zone of records that say none.

use std::str::FromStr;

use chrono::TimeDelta;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use keyturn_domain::moment::Moment;

/// A zone of the world, or one that is always as far from UTC.
#[derive(Clone, Debug)]
pub(crate) struct Zone(TimeZone);

impl Zone {
    /// How far its clocks are ahead of UTC at an instant.
    pub(crate) fn ahead(&self, at: Moment) -> TimeDelta {
        let at = Timestamp::from_second(at.timestamp()).unwrap_or_default();
        TimeDelta::seconds(self.0.to_offset(at).seconds().into())
    }
}

impl FromStr for Zone {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let zone = match name {
            "local" => TimeZone::try_system().ok(),
            _ if name.eq_ignore_ascii_case("utc") || name == "Z" => Some(TimeZone::UTC),
            _ if name.starts_with(['+', '-']) => offset(name).map(TimeZone::fixed),
            _ => TimeZone::get(name).ok(),
        };
        zone.map(Self).ok_or_else(|| {
            "no zone of that name is known: give UTC, local, an offset such as +10:00 or a name such as Australia/Sydney".into()
        })
    }
}

/// `+10:00`, `+1000`, `+10`.
fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = text.split_at_checked(1)?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(both) => both,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "00"),
    };
    let number = |digits: &str| {
        let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        two.then(|| digits.parse::<i32>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let seconds = (hours * 60 + minutes) * 60;
    let sign = if sign == "-" { -1 } else { 1 };
    (hours < 15 && minutes < 60).then(|| Offset::from_seconds(sign * seconds).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyturn_domain::moment::read;

    fn minutes(zone: &str, at: &str) -> i64 {
        zone.parse::<Zone>().unwrap().ahead(read(at).unwrap()).num_minutes()
    }

    #[test]
    fn zones_of_the_world_and_fixed_ones_are_known() {
        for (zone, summer, winter) in [
            ("UTC", 0, 0),
            ("utc", 0, 0),
            ("+10:00", 600, 600),
            ("+1000", 600, 600),
            ("-03:30", -210, -210),
            ("+10", 600, 600),
            ("Australia/Sydney", 660, 600),
            ("Australia/Adelaide", 630, 570),
            ("America/New_York", -300, -240),
        ] {
            assert_eq!(minutes(zone, "2026-01-01T00:00:00Z"), summer, "{zone}");
            assert_eq!(minutes(zone, "2026-07-01T00:00:00Z"), winter, "{zone}");
        }
    }

    #[test]
    fn what_is_no_zone_is_refused() {
        for zone in ["", "+", "+25:00", "+1:0", "Sydney", "+10:60", "++10", "AEDT"] {
            assert!(zone.parse::<Zone>().is_err(), "{zone}");
        }
    }
}
