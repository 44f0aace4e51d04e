//! A display that nobody looks at: WebKit opens a window and has no mode without one.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::must;

/// A running display of its own. Dropping it ends it.
pub(crate) struct Display {
    process: Child,
    name: String,
}

impl Display {
    pub(crate) fn open() -> Self {
        let mut command = Command::new(env::var("KEYTURN_XVFB").unwrap_or_else(|_| "Xvfb".to_owned()));
        // It picks a free number, and says which once it can be used.
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1600x1200x24"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = must("Xvfb does not start; set KEYTURN_XVFB to its path", command.spawn());
        let mut said = String::new();
        let says = process.stdout.take().expect("its output was asked for");
        must("the display's number", BufReader::new(says).read_line(&mut said));
        assert!(!said.trim().is_empty(), "Xvfb ended before there was a display");
        Self { process, name: format!(":{}", said.trim()) }
    }

    /// As programs are told of it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Asked and not killed, it takes its lock file with it.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}
