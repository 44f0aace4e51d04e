//! The one place that prints.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks to its terminal")]

use crate::failure::Failure;

/// A headline over what the next tool prints.
pub(crate) fn headline(text: &str) {
    println!("\n== {text}");
}

/// One line of plain output.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// What went wrong and what to do about it.
pub(crate) fn failure(failure: &Failure) {
    eprintln!("\nerror: {}\n next: {}", failure.what, failure.next);
}
