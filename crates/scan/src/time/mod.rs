//! When a record of a log was written.
//!
//! - `form`: the forms in which a time is written; `civil`, `cursor`, `half` and `value` are its parts.
//! - `leading`: the time at the beginning of a line; `unread`: what only looks like one. `fields`: by a header's columns.
//! - `structure`, `rows`, `lines`: the time of the object, the row or the lines that a place belongs to. `names`: by what.
//! - `record`: all of them, in the order in which they are believed. `about`: what a source's beginning tells.

mod about;
mod civil;
mod cursor;
mod fields;
mod form;
mod half;
mod leading;
mod lines;
mod names;
mod record;
mod rows;
mod structure;
#[cfg(test)]
mod tests;
mod unread;
mod value;

pub(crate) use about::About;
pub use about::{HEAD, ends_lines_with_returns};
pub(crate) use lines::{end_of, start_of};
pub(crate) use record::{FAR, Record, around, of_line};

/// How a line wrote its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `2026-03-01T10:15:30.123Z`, what Java and most libraries make of it (`2026-03-01 10:15:30,123`), and other forms
    /// whose year stands first: `2026-03-01-10.15.30.123456`, `20260301-10:15:30`, `260301 101530`.
    Iso,
    /// `Mar  1 10:15:30`, `I0301 10:15:30.123456`, `03-01 10:15:30.123`. They have no year.
    Syslog,
    /// `01/Mar/2026:10:15:30 +1000`: Apache, nginx.
    CommonLog,
    /// `2026/03/01 10:15:30`, `26/03/01 10:15:30`: nginx's error log, Go, Spark.
    Slashed,
    /// `3/1/2026 10:15:30 AM`, `01/03/2026 10:15:30`, `[3/1/26 10:15:30:123 AEDT]`: .NET, WebSphere. Where neither the
    /// numbers nor other lines tell the order of day and month, the day is taken to come first, as in Australia.
    DotNet,
    /// `01-Mar-2026 10:15:30`, `Mar 1, 2026 10:15:30 AM`, `Sun, 01 Mar 2026 10:15:30 GMT`, `Sun Mar 01 10:15:30 AEST 2026`:
    /// Tomcat, Java's own logger, HTTP, Apache's error log.
    Named,
    /// Seconds since 1970.
    EpochSeconds,
    /// Milliseconds since 1970.
    EpochMillis,
}

impl Style {
    /// All of them, in the order in which messages number them.
    pub const ALL: [Self; 8] = [
        Self::Iso,
        Self::Syslog,
        Self::CommonLog,
        Self::Slashed,
        Self::DotNet,
        Self::Named,
        Self::EpochSeconds,
        Self::EpochMillis,
    ];
}

/// A line's time as it stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTime {
    /// What the line's clock showed, as milliseconds since 1970 *as if* that clock showed UTC.
    pub civil: i64,
    /// Minutes that the clock was ahead of UTC, if the line says so. Otherwise whoever knows the zone has to subtract it.
    pub ahead: Option<i16>,
    /// How it was written.
    pub style: Style,
    /// The line had no year: it is the last one in which the source cannot have been younger than it was.
    pub year_guessed: bool,
    /// Neither the numbers nor other lines told which is the day and which the month.
    pub order_guessed: bool,
    /// The line itself had no time: this is that of the nearest line before it that had one.
    pub inherited: bool,
}

impl LineTime {
    /// Milliseconds since 1970 in UTC, where the line said its zone.
    pub fn instant(&self) -> Option<i64> {
        self.ahead.map(|ahead| self.civil - i64::from(ahead) * 60_000)
    }
}
