//! `keyturn scan` and `keyturn redact`: the panel's scanner without a browser.

mod args;
mod column;
mod error;
mod finding;
mod input;
mod output;
mod own_keys;
mod redact;
mod scan;
mod utf16;
mod zone;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::output::complain;

/// A whole key was found.
const FOUND: u8 = 1;
/// The command line is wrong, or a file could not be read or written.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let outcome = match Args::parse().command {
        Command::Scan(args) => scan::run(&args).map(|found| if found { FOUND } else { 0 }),
        Command::Redact(args) => redact::run(&args).map(|()| 0),
    };
    ExitCode::from(outcome.unwrap_or_else(|error| {
        complain(&error);
        FAILED
    }))
}
