//! When nobody is there any more: told what was touched and when, it says what follows. It has no clock of its own.

/// Seconds of warning before the time is up.
pub const WARNING: f64 = 60.0;

/// What two clocks read, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The computer's clock, which somebody may set back.
    pub wall: f64,
    /// A clock that never jumps, and may stand still while the computer sleeps.
    pub steady: f64,
}

impl Reading {
    /// Seconds from here to `later`. The clock that moved further counts, so that sleep is not taken for presence.
    fn seconds_to(self, later: Self) -> f64 {
        (later.wall - self.wall).max(later.steady - self.steady).max(0.0) / 1000.0
    }
}

/// How long nobody need be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Minutes without a touch.
    pub minutes: u8,
    /// Minutes that the page may be hidden; `None` if being hidden is nothing but not being touched.
    pub hidden_minutes: Option<u8>,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Nothing.
    Here,
    /// So many seconds are left.
    Leaving(u32),
    /// The time is up.
    Gone,
}

/// The last that was seen of somebody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Presence {
    touched: Reading,
    hidden: Option<Reading>,
    rules: Rules,
}

impl Presence {
    /// Somebody is there now.
    pub fn begin(now: Reading, hidden: bool, rules: Rules) -> Self {
        Self { touched: now, hidden: hidden.then_some(now), rules }
    }

    /// From now on these rules count.
    pub fn rule(&mut self, rules: Rules) {
        self.rules = rules;
    }

    /// Somebody touched the page. Once the time is up it is too late: who comes back to a computer that slept has
    /// not been there.
    pub fn touch(&mut self, now: Reading) {
        if self.stands(now) != Stands::Gone {
            self.touched = now;
        }
    }

    /// The page was hidden, or is shown again. Shown too late, it stays as late as it is.
    pub fn show(&mut self, now: Reading, hidden: bool) {
        if self.stands(now) == Stands::Gone {
            return;
        }
        self.hidden = match (hidden, self.hidden) {
            (true, None) => Some(now),
            (true, since) => since,
            (false, _) => None,
        };
    }

    /// What follows from it now.
    pub fn stands(&self, now: Reading) -> Stands {
        let left = |since: Reading, minutes: u8| f64::from(minutes) * 60.0 - since.seconds_to(now);
        let idle = left(self.touched, self.rules.minutes);
        let hidden = self.hidden.zip(self.rules.hidden_minutes);
        let left = hidden.map_or(idle, |(since, minutes)| idle.min(left(since, minutes)));
        // Where one minute is all there is, its warning begins with its first whole second.
        let untouched = self.touched.seconds_to(now) < 1.0 && self.hidden.is_none();
        match left {
            left if left <= 0.0 => Stands::Gone,
            left if left <= WARNING && !untouched => Stands::Leaving(left.ceil() as u32),
            _ => Stands::Here,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIVE: Rules = Rules { minutes: 5, hidden_minutes: None };

    fn at(seconds: f64) -> Reading {
        Reading { wall: 1e12 + seconds * 1000.0, steady: seconds * 1000.0 }
    }

    fn begin(rules: Rules) -> Presence {
        Presence::begin(at(0.0), false, rules)
    }

    #[test]
    fn the_last_minute_is_warned_of_and_then_the_time_is_up() {
        let presence = begin(FIVE);
        for (seconds, stands) in [
            (0.0, Stands::Here),
            (239.9, Stands::Here),
            (240.0, Stands::Leaving(60)),
            (299.5, Stands::Leaving(1)),
            (300.0, Stands::Gone),
            (1e6, Stands::Gone),
        ] {
            assert_eq!(presence.stands(at(seconds)), stands, "{seconds} s");
        }
    }

    #[test]
    fn every_setting_warns_for_a_minute() {
        for minutes in 1..=60 {
            let presence = begin(Rules { minutes, hidden_minutes: None });
            let up = f64::from(minutes) * 60.0;
            let warned =
                (0..up as u32).filter(|second| presence.stands(at(f64::from(*second))) != Stands::Here);
            assert_eq!(warned.count(), if minutes == 1 { 59 } else { 60 }, "{minutes} minutes");
            assert_eq!(presence.stands(at(up)), Stands::Gone);
        }
    }

    #[test]
    fn one_touch_extends_as_often_as_it_is_made() {
        let mut presence = begin(FIVE);
        for round in 1..=20 {
            let now = f64::from(round) * 299.0;
            assert_eq!(presence.stands(at(now)), Stands::Leaving(1), "{round}");
            presence.touch(at(now));
            assert_eq!(presence.stands(at(now)), Stands::Here);
        }
    }

    #[test]
    fn a_touch_after_the_time_is_up_comes_too_late() {
        let mut presence = begin(FIVE);
        presence.touch(at(300.0));
        presence.show(at(300.0), false);
        assert_eq!(presence.stands(at(300.1)), Stands::Gone);
    }

    #[test]
    fn sleep_is_not_presence_and_a_clock_set_back_gains_nothing() {
        let slept = Reading { wall: at(400.0).wall, steady: at(1.0).steady };
        assert_eq!(begin(FIVE).stands(slept), Stands::Gone);
        let set_back = Reading { wall: at(-9e5).wall, steady: at(400.0).steady };
        assert_eq!(begin(FIVE).stands(set_back), Stands::Gone);
    }

    #[test]
    fn a_hidden_page_goes_by_its_own_minutes() {
        let mut at_once = begin(Rules { minutes: 60, hidden_minutes: Some(0) });
        at_once.show(at(10.0), true);
        assert_eq!(at_once.stands(at(10.0)), Stands::Gone);

        let mut soon = begin(Rules { minutes: 60, hidden_minutes: Some(2) });
        soon.show(at(10.0), true);
        assert_eq!(soon.stands(at(69.0)), Stands::Here);
        soon.touch(at(60.0));
        soon.show(at(65.0), true);
        assert_eq!(soon.stands(at(100.0)), Stands::Leaving(30), "hidden still, whatever was touched");
        soon.show(at(101.0), false);
        assert_eq!(soon.stands(at(130.0)), Stands::Here);

        let mut idle = begin(FIVE);
        idle.show(at(10.0), true);
        assert_eq!(idle.stands(at(299.0)), Stands::Leaving(1));
        assert_eq!(idle.stands(at(300.0)), Stands::Gone);
    }

    #[test]
    fn other_rules_count_at_once() {
        let mut presence = begin(FIVE);
        presence.rule(Rules { minutes: 1, hidden_minutes: None });
        assert_eq!(presence.stands(at(60.0)), Stands::Gone);
    }
}
