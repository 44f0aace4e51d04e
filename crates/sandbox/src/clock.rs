//! The sandbox's clock: the wall clock plus an offset.

use chrono::{DateTime, TimeDelta, Utc};

/// The start of the year 9999, so that every date format still has four digits for the year.
const LATEST: DateTime<Utc> = match DateTime::from_timestamp(253_370_764_800, 0) {
    Some(at) => at,
    None => DateTime::UNIX_EPOCH,
};

/// Clamps an instant to 1970..9999, so that no command can produce a date that a reply cannot carry.
pub(super) fn clamp(at: DateTime<Utc>) -> DateTime<Utc> {
    at.clamp(DateTime::UNIX_EPOCH, LATEST)
}

/// `days` after `at`.
pub(super) fn days_after(at: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    clamp(at.checked_add_signed(TimeDelta::days(i64::from(days))).unwrap_or(LATEST))
}

/// By how much the sandbox's time differs from the wall clock.
#[derive(Default)]
pub(super) struct Clock {
    offset: TimeDelta,
}

impl Clock {
    pub(super) fn now(&self, wall: DateTime<Utc>) -> DateTime<Utc> {
        let out_of_range = if self.offset < TimeDelta::zero() { DateTime::UNIX_EPOCH } else { LATEST };
        clamp(wall.checked_add_signed(self.offset).unwrap_or(out_of_range))
    }

    /// Moves by seconds, back if negative.
    pub(super) fn advance(&mut self, seconds: i64, wall: DateTime<Utc>) {
        let step = TimeDelta::try_seconds(seconds);
        let moved = step.and_then(|step| self.now(wall).checked_add_signed(step));
        let out_of_range = if seconds < 0 { DateTime::UNIX_EPOCH } else { LATEST };
        self.set(moved.unwrap_or(out_of_range), wall);
    }

    /// Sets the clock to `to` when the wall clock shows `wall`.
    pub(super) fn set(&mut self, to: DateTime<Utc>, wall: DateTime<Utc>) {
        self.offset = clamp(to).signed_duration_since(wall);
    }

    pub(super) fn offset_seconds(&self) -> i64 {
        self.offset.num_seconds()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn moves_by_and_to_and_keeps_running() {
        let mut clock = Clock::default();
        assert_eq!(clock.now(at(1_000)), at(1_000));
        clock.advance(60, at(1_000));
        assert_eq!(clock.now(at(1_005)), at(1_065));
        clock.advance(-100, at(1_000));
        assert_eq!(clock.now(at(1_000)), at(960));
        clock.set(at(5_000), at(2_000));
        assert_eq!(clock.now(at(2_001)), at(5_001));
        assert_eq!(clock.offset_seconds(), 3_000);
    }

    #[test]
    fn stays_within_four_digit_years() {
        let mut clock = Clock::default();
        clock.advance(i64::MAX, at(1_000));
        assert_eq!(clock.now(at(1_000)), LATEST);
        assert_eq!(days_after(LATEST, u32::MAX), LATEST);
        clock.advance(i64::MIN, at(1_000));
        assert_eq!(clock.now(at(1_000)), DateTime::UNIX_EPOCH);
        clock.set(DateTime::<Utc>::MIN_UTC, at(1_000));
        assert_eq!(clock.now(at(1_005)), at(5), "it runs on from the earliest instant");
        clock.set(DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC);
        assert_eq!(clock.now(DateTime::<Utc>::MAX_UTC), LATEST);
    }
}
