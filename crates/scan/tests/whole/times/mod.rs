//! When records were written.

mod cuts;
mod forms;
mod halves;
mod logs;
mod moment;
mod names;
mod none;
mod records;

use keyturn_scan::time::LineTime;

use crate::feed::{Cut, scan};

pub(crate) const NAME: &str = "FAKE_SEC...abc";

/// The times of all finds.
pub(crate) fn times(text: &str, cut: &Cut) -> Vec<Option<LineTime>> {
    scan(text.as_bytes(), &[], cut).findings.iter().map(|found| found.time).collect()
}

/// The time of the only find.
pub(crate) fn only(text: &str) -> Option<LineTime> {
    let times = times(text, &Cut::whole());
    assert_eq!(times.len(), 1, "{text}");
    times[0]
}

/// What `only` finds of the clock and its zone.
pub(crate) fn shown(text: &str) -> Option<(i64, Option<i16>)> {
    only(text).map(|time| (time.civil, time.ahead))
}
