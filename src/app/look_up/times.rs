//! Times as the look-up shows them: in the zone that the reader chose.

use leptos::prelude::*;

use super::LookUp;
use crate::browser::time_zone::TimeZone;
use keyturn_domain::moment::{Moment, iso};

impl LookUp {
    /// Takes lines without a zone for lines of this one. `false` if the browser does not know it.
    pub fn use_zone(self, name: String) -> bool {
        let Some(clock) = TimeZone::find(&name) else { return false };
        self.clock.set_value(Some(clock));
        self.zone.set(name);
        true
    }

    /// A day in the chosen zone. Tracked.
    pub fn day(self, at: Moment) -> String {
        self.zone.track();
        self.clock.with_value(|clock| match clock {
            Some(clock) => clock.day(at),
            None => iso(at),
        })
    }

    /// An instant in the chosen zone. Tracked.
    pub fn moment(self, at: Moment) -> String {
        self.zone.track();
        self.clock.with_value(|clock| match clock {
            Some(clock) => clock.moment(at),
            None => iso(at),
        })
    }
}
