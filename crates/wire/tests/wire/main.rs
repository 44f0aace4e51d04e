//! The wire room against what the vendors document, what they leave open, and what stands in between.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helper fails the test")]

mod config;
mod faults;
mod properties;
mod proxy;
mod quickstream;
mod redaction;
mod request;
mod superapi;
mod support;
