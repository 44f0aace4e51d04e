//! The gateway's own errors, as the responses of its handlers.

use axum::response::{IntoResponse, Response};
pub(crate) use keyturn_wire::own_error::OwnError;

use crate::forward::reply;

/// Lets a handler return an [`OwnError`] with `?`.
pub(crate) struct ErrorResponse(pub(crate) OwnError);

impl From<OwnError> for ErrorResponse {
    fn from(error: OwnError) -> Self {
        Self(error)
    }
}

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        reply::to_response(self.0.reply())
    }
}
