//! The gateway's own errors, as the responses of its handlers.

use axum::response::{IntoResponse, Response};
pub(crate) use keyturn_wire::gateway_error::GatewayError;

use crate::forward::reply;

/// Lets a handler return an [`GatewayError`] with `?`.
pub(crate) struct ErrorResponse(pub(crate) GatewayError);

impl From<GatewayError> for ErrorResponse {
    fn from(error: GatewayError) -> Self {
        Self(error)
    }
}

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        reply::to_response(self.0.reply())
    }
}
