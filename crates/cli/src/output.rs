//! Writing to standard output and standard error.

use std::io::{self, BufWriter, StdoutLock, Write};

use serde::Serialize;

use crate::error::CliError;

/// Standard output, which a reader such as `head` may close at any time.
pub(crate) struct Output {
    to: BufWriter<StdoutLock<'static>>,
    closed: bool,
}

impl Output {
    pub(crate) fn new() -> Self {
        Self { to: BufWriter::new(io::stdout().lock()), closed: false }
    }

    /// Whether nobody reads any more.
    pub(crate) const fn is_closed(&self) -> bool {
        self.closed
    }

    /// One line of text.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), CliError> {
        let written = writeln!(self.to, "{text}");
        self.unless_closed(written)
    }

    /// One value as one line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string(value).map_err(|error| CliError::Output(error.into()))?;
        self.line(&text)
    }

    /// Hands over what was written so far.
    pub(crate) fn flush(&mut self) -> Result<(), CliError> {
        let flushed = self.to.flush();
        self.unless_closed(flushed)
    }

    fn unless_closed(&mut self, outcome: io::Result<()>) -> Result<(), CliError> {
        match outcome {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            outcome => outcome.map_err(CliError::Output),
        }
    }
}

/// A line on standard error.
pub(crate) fn complain(error: &CliError) {
    // Where even that cannot be written, the exit status says it.
    let _ = writeln!(io::stderr(), "keyturn: {error}");
}
