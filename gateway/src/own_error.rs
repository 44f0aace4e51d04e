//! The gateway's own answers when it cannot, or will not, pass a vendor's reply on.
//!
//! Each says what happened, whose fault it is and what to do next, and whether the vendor may have
//! received the request. None quotes anything from the request or the reply.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use keyturn::wire::http::Reply;
use serde_json::json;
use zeroize::Zeroizing;

use crate::own_error_text::{About, about};
use crate::reply;

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
    BadReplyKey,
    UsedRequestId,
    NotParked,
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
    /// The whole answer, as the page receives it and as it is parked.
    pub(crate) fn reply(self) -> Reply {
        let About { status, code, sent, message } = about(self);
        let sent = match sent {
            Sent::No => "no",
            Sent::Maybe => "maybe",
        };
        let body = json!({"error": {"origin": "gateway", "code": code, "message": message, "sent": sent}});
        let json = vec![(header::CONTENT_TYPE, "application/json".to_owned())];
        reply::of("gateway", status, json, Zeroizing::new(body.to_string().into_bytes()))
    }
}

impl IntoResponse for OwnError {
    fn into_response(self) -> Response {
        reply::into_response(self.reply())
    }
}
