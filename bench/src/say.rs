//! The one place that prints.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks to its terminal")]

/// Plain output.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// Why measuring failed.
pub(crate) fn failure(what: &str) {
    eprintln!("\nerror: nothing can be said, because measuring failed\n{what}");
}
