//! Why the gateway cannot start.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// What happened and what to do about it.
#[derive(Debug)]
pub struct StartError(String);

impl StartError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    pub(crate) fn listening(address: SocketAddr, error: &io::Error) -> Self {
        Self(match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "Port {} on {} is in use by another program. Stop that program, or choose another port, \
                 for example --listen {}:0 for any free one.",
                address.port(),
                address.ip(),
                address.ip()
            ),
            io::ErrorKind::AddrNotAvailable => {
                format!(
                    "{} is no address of this machine. Choose one that is, for example 127.0.0.1.",
                    address.ip()
                )
            }
            io::ErrorKind::PermissionDenied => format!(
                "The system does not let this user listen on port {}. Choose a port above 1023.",
                address.port()
            ),
            _ => format!("Cannot listen on {address}: {error}."),
        })
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}
