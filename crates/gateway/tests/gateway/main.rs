//! The gateway against real sockets on this machine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod client;
mod config_errors;
mod connections;
mod exchange;
mod framing;
mod headers;
mod hostile;
mod idempotency;
mod idempotency_limits;
mod page;
mod page_files;
mod parked;
mod program;
mod register;
mod reply;
mod rig;
mod root;
mod sandbox;
mod starting;
mod stop;
mod tls;
mod turned_off;
mod vendor;
