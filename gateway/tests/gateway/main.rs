//! The gateway against real sockets on this machine.

mod client;
mod config_errors;
mod exchange;
mod headers;
mod hostile;
mod once;
mod page;
mod program;
mod reply;
mod rig;
mod sandbox;
mod tls;
mod vendor;
