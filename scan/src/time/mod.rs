//! When a line of a log was written.

mod civil;
mod cursor;
mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::{HEAD, read};

/// How a line wrote its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `2026-03-01T10:15:30.123Z`, and what Java and most libraries make of it (`2026-03-01 10:15:30,123`).
    Iso,
    /// `Mar  1 10:15:30`. It has no year.
    Syslog,
    /// `01/Mar/2026:10:15:30 +1000`: Apache, nginx.
    CommonLog,
    /// `2026/03/01 10:15:30`: nginx's error log, Go.
    Slashed,
    /// `3/1/2026 10:15:30 AM`, `01/03/2026 10:15:30`: .NET. Where the order of day and month cannot be told from the
    /// numbers, the day is taken to come first, as in Australia.
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
    /// The numbers did not tell which is the day and which the month.
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
