//! The proxy's own answers, as responses of this server.

use axum::response::Response;
pub(crate) use keyturn_wire::own_error::OwnError;

use crate::forward::reply;

/// A reply of the contract that this server can send.
pub(crate) trait Answers {
    fn into_response(self) -> Response;
}

impl Answers for OwnError {
    fn into_response(self) -> Response {
        reply::into_response(self.reply())
    }
}
