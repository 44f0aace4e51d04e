//! When a line was written: the instant, or the two instants, that its clock can have meant.

use chrono::{DateTime, TimeDelta};
use keyturn_scan::time::LineTime;

use crate::moment::Moment;

/// How far a zone's clocks are ahead of UTC at an instant.
pub type Zone<'a> = dyn Fn(Moment) -> TimeDelta + 'a;

/// What a line's time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// One instant.
    At(Moment),
    /// The clocks were put back: it was that time twice.
    Twice(Moment, Moment),
    /// The clocks were put forward: it was never that time in this zone. The instant is the one that a clock which was
    /// not put forward would have meant.
    Never(Moment),
    /// The line has no time.
    Unknown,
}

impl When {
    /// The instant to sort and draw by.
    pub const fn first(self) -> Option<Moment> {
        match self {
            Self::At(at) | Self::Twice(at, _) | Self::Never(at) => Some(at),
            Self::Unknown => None,
        }
    }
}

/// The instant of a line's time. A line that says no zone is taken to be of this one.
pub fn resolve(time: Option<&LineTime>, zone: &Zone) -> When {
    let Some(time) = time else { return When::Unknown };
    match (time.instant(), DateTime::from_timestamp_millis(time.civil)) {
        (Some(instant), _) => DateTime::from_timestamp_millis(instant).map_or(When::Unknown, When::At),
        (None, Some(civil)) => of_civil(civil, zone),
        (None, None) => When::Unknown,
    }
}

/// Zones change their clocks by a few hours at most, and never twice within two days.
const AROUND: TimeDelta = TimeDelta::hours(24);

/// `civil` is what the clock showed, as if it showed UTC.
fn of_civil(civil: Moment, zone: &Zone) -> When {
    let (before, after) = (zone(civil - AROUND), zone(civil + AROUND));
    let meant = |ahead: TimeDelta| Some(civil - ahead).filter(|at| zone(*at) == ahead);
    match (meant(before), meant(after)) {
        (Some(one), Some(other)) if one == other => When::At(one),
        (Some(one), Some(other)) => When::Twice(one.min(other), one.max(other)),
        (Some(one), None) | (None, Some(one)) => When::At(one),
        (None, None) => When::Never(civil - before),
    }
}

#[cfg(test)]
mod tests {
    use keyturn_scan::time::Style;
    use proptest::prelude::*;

    use super::*;
    use crate::moment::read;

    fn at(text: &str) -> Moment {
        read(text).unwrap()
    }

    /// Sydney: UTC+10, and UTC+11 from the first Sunday in October to the first in April, changing at 16:00 UTC.
    fn sydney(at: Moment) -> TimeDelta {
        let summer = at < self::at("2026-04-04T16:00:00Z") || at >= self::at("2026-10-03T16:00:00Z");
        TimeDelta::hours(if summer { 11 } else { 10 })
    }

    fn line(civil: &str, ahead: Option<i16>) -> LineTime {
        let civil = at(civil).timestamp_millis();
        LineTime {
            civil,
            ahead,
            style: Style::Iso,
            year_guessed: false,
            order_guessed: false,
            inherited: false,
        }
    }

    fn in_sydney(civil: &str) -> When {
        resolve(Some(&line(civil, None)), &sydney)
    }

    #[test]
    fn a_line_without_a_zone_is_of_the_zone_that_was_chosen() {
        assert_eq!(in_sydney("2026-01-01T11:00:00"), When::At(at("2026-01-01T00:00:00Z")));
        assert_eq!(in_sydney("2026-07-01T10:00:00"), When::At(at("2026-07-01T00:00:00Z")));
        let utc = resolve(Some(&line("2026-07-01T10:00:00", None)), &|_| TimeDelta::zero());
        assert_eq!(utc, When::At(at("2026-07-01T10:00:00Z")));
    }

    #[test]
    fn a_line_with_a_zone_is_left_alone() {
        let line = line("2026-07-01T10:00:00", Some(600));
        assert_eq!(resolve(Some(&line), &|_| TimeDelta::hours(-8)), When::At(at("2026-07-01T00:00:00Z")));
        assert_eq!(resolve(None, &sydney), When::Unknown);
    }

    #[test]
    fn the_hour_that_comes_twice_is_both() {
        let both = When::Twice(at("2026-04-04T15:30:00Z"), at("2026-04-04T16:30:00Z"));
        assert_eq!(in_sydney("2026-04-05T02:30:00"), both);
        assert_eq!(in_sydney("2026-04-05T01:59:59"), When::At(at("2026-04-04T14:59:59Z")));
        assert_eq!(in_sydney("2026-04-05T03:00:00"), When::At(at("2026-04-04T17:00:00Z")));
    }

    #[test]
    fn the_hour_that_never_came_is_said_to_be_none() {
        assert_eq!(in_sydney("2026-10-04T02:30:00"), When::Never(at("2026-10-03T16:30:00Z")));
        assert_eq!(in_sydney("2026-10-04T01:59:59"), When::At(at("2026-10-03T15:59:59Z")));
        assert_eq!(in_sydney("2026-10-04T03:00:00"), When::At(at("2026-10-03T16:00:00Z")));
    }

    proptest! {
        /// Whatever the instant, what its clock shows leads back to it.
        #[test]
        fn what_a_clock_shows_leads_back(minutes in 0_i64..525_600) {
            let instant = at("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes);
            let civil = (instant + sydney(instant)).timestamp_millis();
            let shown = LineTime { civil, ..line("2026-01-01T00:00:00", None) };
            match resolve(Some(&shown), &sydney) {
                When::At(found) => prop_assert_eq!(found, instant),
                When::Twice(one, other) => prop_assert!(one == instant || other == instant),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
