//! The gateway's own answers when it cannot, or will not, pass a vendor's reply on.
//!
//! Each says what happened, whose fault it is and what to do next, and whether the vendor may have
//! received the request. None quotes anything from the request or the reply.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

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
        self.about().1
    }

    pub(crate) const fn status(self) -> StatusCode {
        self.about().0
    }

    const fn about(self) -> (StatusCode, &'static str, Sent, &'static str) {
        use Sent::{Maybe, No};
        match self {
            Self::NoRoute => (
                StatusCode::NOT_FOUND,
                "no_route",
                No,
                "The gateway refused: this path is not one of the vendor calls it forwards. Nothing was sent. \
                 If the panel asked for it, panel and gateway are of different versions: reload the page.",
            ),
            Self::UnknownConnection => (
                StatusCode::NOT_FOUND,
                "unknown_connection",
                No,
                "The gateway has no connection of this name. Nothing was sent. Its configuration has probably \
                 changed: reload the page.",
            ),
            Self::TurnedOff => (
                StatusCode::NOT_FOUND,
                "no_route",
                No,
                "The gateway's configuration does not open this call for this connection. Nothing was sent. \
                 Its administrator can change `deactivate` or `request_log` in keyturn.toml.",
            ),
            Self::Method => (
                StatusCode::METHOD_NOT_ALLOWED,
                "method",
                No,
                "The gateway refused: this vendor call exists, but not with this method. Nothing was sent. \
                 Reload the page.",
            ),
            Self::Query => (
                StatusCode::BAD_REQUEST,
                "query",
                No,
                "The gateway refused: no vendor call takes a query string. Nothing was sent. Reload the page.",
            ),
            Self::CrossSite => (
                StatusCode::FORBIDDEN,
                "cross_site",
                No,
                "The gateway refused: the request does not prove that it comes from the panel's own page. \
                 Nothing was sent. Open the panel at the gateway's own address; if it is, a proxy in between \
                 may be removing the Sec-Fetch-Site header.",
            ),
            Self::Host => (
                StatusCode::MISDIRECTED_REQUEST,
                "host",
                No,
                "The gateway does not know the host name that it was called by. Nothing was sent. Use the \
                 address it printed at start, or have its administrator add the name to `hosts` in keyturn.toml.",
            ),
            Self::BadRequest => (
                StatusCode::BAD_REQUEST,
                "bad_request",
                No,
                "The gateway refused: where the request ends is ambiguous, or it did not arrive whole in time. \
                 Nothing was sent. Try again; if it happens again, a proxy in between damages requests.",
            ),
            Self::MissingCredential => (
                StatusCode::BAD_REQUEST,
                "missing_credential",
                No,
                "The gateway refused: the key is missing or not in the form this vendor takes. Nothing was sent. \
                 Check the key in the panel for stray characters.",
            ),
            Self::BadRequestId => (
                StatusCode::BAD_REQUEST,
                "bad_request_id",
                No,
                "The gateway refused: a call that changes something needs a one-time id, and this one has none. \
                 Nothing was sent. Reload the page.",
            ),
            Self::UsedRequestId => (
                StatusCode::CONFLICT,
                "used_request_id",
                Maybe,
                "The gateway refused a repeat: a call with this one-time id was already taken, and its outcome \
                 is not known to this answer. Nothing was sent a second time. Check the keys before trying again.",
            ),
            Self::BodyTooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "body_too_large",
                No,
                "The gateway refused: the request has a large body and no vendor call takes one. Nothing was \
                 sent. Reload the page.",
            ),
            Self::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                No,
                "The gateway holds this request back because too many came at once for this vendor, which may \
                 block callers that hurry. Nothing was sent. Wait a few seconds and try again.",
            ),
            Self::OnceFull => (
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                No,
                "The gateway's memory of one-time ids is full, and without it a repeat could not be told apart. \
                 Nothing was sent. Its administrator should restart it.",
            ),
            Self::ConnectFailed => (
                StatusCode::BAD_GATEWAY,
                "connect_failed",
                No,
                "The gateway could not connect to the vendor's host. Nothing was sent. Check that the gateway's \
                 machine may reach the host, and the vendor's status page.",
            ),
            Self::TlsFailed => (
                StatusCode::BAD_GATEWAY,
                "tls_failed",
                No,
                "The gateway reached something that could not prove to be the vendor's host: its certificate is \
                 not valid for that name or not from a trusted authority. Nothing was sent. A company firewall \
                 that inspects TLS needs its authority named in `extra_ca` in keyturn.toml.",
            ),
            Self::CompanyProxy => (
                StatusCode::BAD_GATEWAY,
                "company_proxy",
                No,
                "Your own network's outbound proxy asked the gateway to sign in (407); the vendor was not \
                 reached. Have the network's administrator let the gateway's machine through.",
            ),
            Self::Timeout => (
                StatusCode::GATEWAY_TIMEOUT,
                "timeout",
                Maybe,
                "The vendor did not finish its reply in time. It may have received the request. Check what it \
                 did before trying again.",
            ),
            Self::ReplyLost => (
                StatusCode::BAD_GATEWAY,
                "reply_lost",
                Maybe,
                "The connection to the vendor broke before its reply was whole. It may have received the \
                 request. Check what it did before trying again.",
            ),
            Self::Redirect => (
                StatusCode::BAD_GATEWAY,
                "redirect",
                Maybe,
                "The vendor's host pointed to another address, and the gateway follows none because the key \
                 would go along. Have its administrator check `base_url` in keyturn.toml.",
            ),
            Self::ReplyTooLarge => (
                StatusCode::BAD_GATEWAY,
                "reply_too_large",
                Maybe,
                "The reply is larger than any reply the vendor documents, so the gateway stopped reading it. It \
                 may not have come from the vendor. Check what was done before trying again.",
            ),
            Self::UnreadableReply => (
                StatusCode::BAD_GATEWAY,
                "unreadable_reply",
                Maybe,
                "The reply is not what the vendor documents, so the gateway could not take the secrets out of \
                 it and kept it back. It may not have come from the vendor. Try again later.",
            ),
        }
    }
}

impl IntoResponse for OwnError {
    fn into_response(self) -> Response {
        let (status, code, sent, message) = self.about();
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
