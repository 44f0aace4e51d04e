//! The log: a line on standard output for each exchange, and for starting and stopping.
//!
//! A line is made of names that the gateway knows itself: nothing in it is taken from a request's path, headers or
//! body, nor from a reply, except the status and the first characters of a one-time id. The events of other crates are
//! not written at all, since they may hold what the gateway must not print.

use std::fmt;
use std::io;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber, info};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, MakeWriter};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::registry::LookupSpan;
use uuid::Uuid;

use crate::output::print;

/// Starts to write the log. Without this nothing is logged, as in a test that starts many gateways.
pub fn init_log() {
    // Fails only if there is a log already.
    let _ = tracing::subscriber::set_global_default(subscriber(|| StdoutLines));
}

fn subscriber<W>(writer: W) -> impl Subscriber
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().event_format(LineFormat).with_writer(writer);
    let own = Targets::new().with_target(env!("CARGO_CRATE_NAME"), Level::INFO);
    tracing_subscriber::registry().with(lines).with(own)
}

/// What the log says about an exchange.
pub(crate) struct Exchange<'a> {
    pub(crate) connection: Option<&'a str>,
    pub(crate) route: Option<&'a str>,
    pub(crate) method: &'a str,
    pub(crate) status: u16,
    /// Whose answer it was: the vendor's, a parked one, or the gateway's own by its code.
    pub(crate) answer: &'static str,
    pub(crate) took: Duration,
    pub(crate) request_id: Option<Uuid>,
}

impl Exchange<'_> {
    pub(crate) fn log(&self) {
        let mut request_id = self.request_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        request_id.truncate(8);
        info!(
            connection = self.connection.unwrap_or("-"),
            route = self.route.unwrap_or("-"),
            method = self.method,
            status = self.status,
            answer = self.answer,
            took = %format_args!("{}ms", self.took.as_millis()),
            once = %format_args!("once={request_id}"),
        );
    }
}

/// The time, then the values of an event in their order.
struct LineFormat;

impl<S, N> FormatEvent<S, N> for LineFormat
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut out: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let now = DateTime::<Utc>::from(SystemTime::now());
        out.write_str(&now.to_rfc3339_opts(SecondsFormat::Millis, true))?;
        let mut values = Values { out: out.by_ref(), result: Ok(()) };
        event.record(&mut values);
        values.result?;
        out.write_char('\n')
    }
}

struct Values<'w> {
    out: Writer<'w>,
    result: fmt::Result,
}

impl Visit for Values<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, _: &Field, value: &dyn fmt::Debug) {
        self.result = self.result.and_then(|()| write!(self.out, " {value:?}"));
    }
}

/// Hands each line to the thread that writes to standard output.
struct StdoutLines;

impl io::Write for StdoutLines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        print(String::from_utf8_lossy(line).trim_end_matches('\n'));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    struct MutexWriter(&'static Mutex<Vec<u8>>);

    impl io::Write for MutexWriter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_is_the_time_and_the_values_and_no_other_crate_writes_one() {
        let written: &'static Mutex<Vec<u8>> = Box::leak(Box::default());
        let exchange = Exchange {
            connection: Some("sa"),
            route: None,
            method: "GET",
            status: 404,
            answer: "no_route",
            took: Duration::from_millis(7),
            request_id: Some(Uuid::from_u128(u128::MAX)),
        };
        tracing::subscriber::with_default(subscriber(move || MutexWriter(written)), || {
            exchange.log();
            info!(target: "hyper", "a header's value");
            tracing::debug!("a detail");
            info!("stopping: {}", 1);
        });
        let text = String::from_utf8(std::mem::take(&mut *written.lock().unwrap())).unwrap();
        let lines: Vec<_> = text.lines().map(|line| line.split_once(' ').unwrap().1).collect();
        assert_eq!(lines, ["sa - GET 404 no_route 7ms once=ffffffff", "stopping: 1"]);
        assert!(text.starts_with("20") && text.contains("Z sa "), "{text}");
    }
}
