//! The gateway's own answers when it cannot, or will not, pass a vendor's reply on.
//!
//! Each says what happened, whose fault it is and what to do next, and whether the vendor may have
//! received the request. None quotes anything from the request or the reply.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::own_error_text::{About, about};

/// The header that tells whose answer this is: `vendor` or `gateway`.
pub const ANSWER_HEADER: &str = "x-keyturn-answer";

/// Why the gateway answers by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnError {
    NoRoute,
    UnknownConnection,
    TurnedOff,
    Method,
    Query,
    CrossSite,
    Host,
    BadRequest,
    MissingCredential,
    BadRequestId,
    UsedRequestId,
    BodyTooLarge,
    Busy,
    OnceFull,
    ConnectFailed,
    TlsFailed,
    CompanyProxy,
    Timeout,
    ReplyLost,
    Redirect,
    ReplyTooLarge,
    UnreadableReply,
}

/// Whether the vendor may have received the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    No,
    Maybe,
}

impl OwnError {
    pub(crate) const fn code(self) -> &'static str {
        about(self).code
    }

    pub(crate) const fn status(self) -> StatusCode {
        about(self).status
    }
}

impl IntoResponse for OwnError {
    fn into_response(self) -> Response {
        let About { status, code, sent, message } = about(self);
        let sent = match sent {
            Sent::No => "no",
            Sent::Maybe => "maybe",
        };
        let body = json!({"error": {"origin": "gateway", "code": code, "message": message, "sent": sent}});
        let mut response = Response::new(Body::from(body.to_string()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(ANSWER_HEADER, HeaderValue::from_static("gateway"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        response
    }
}
