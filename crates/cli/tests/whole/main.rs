//! The program as its users run it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod input;
mod own;
mod program;
mod redact;
mod scan;
