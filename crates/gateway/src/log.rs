//! One line about each exchange, and about starting and stopping.
//!
//! A line is made of names that the gateway knows itself: nothing in it is taken from a request's path,
//! headers or body, nor from a reply, except the status and the first characters of a one-time id.

use std::io::Write;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

use crate::output::print;

/// Where the lines go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// To standard output.
    Stdout,
    /// Nowhere, for tests that start many gateways.
    Off,
}

/// What one line says about an exchange.
pub(crate) struct Line<'a> {
    pub(crate) connection: Option<&'a str>,
    pub(crate) route: Option<&'a str>,
    pub(crate) method: &'a str,
    pub(crate) status: u16,
    /// Whose answer it was: the vendor's, one of the gateway's own by its code, or a parked one.
    pub(crate) answer: &'static str,
    pub(crate) took: Duration,
    pub(crate) request_id: Option<Uuid>,
}

impl Log {
    pub(crate) fn exchange(self, line: &Line<'_>) {
        let mut once = line.request_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        once.truncate(8);
        self.say(&format!(
            "{} {} {} {} {} {}ms once={once}",
            line.connection.unwrap_or("-"),
            line.route.unwrap_or("-"),
            line.method,
            line.status,
            line.answer,
            line.took.as_millis(),
        ));
    }

    /// One line with the time in front.
    pub fn say(self, text: &str) {
        if self == Self::Stdout {
            let now = DateTime::<Utc>::from(std::time::SystemTime::now());
            let now = now.to_rfc3339_opts(SecondsFormat::Millis, true);
            print(&format!("{now} {text}"));
        }
    }
}

/// Plain text on standard error, for what keeps the program from running.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
