//! The proxy's own answers when it cannot, or will not, pass a vendor's reply on.
//!
//! Each says what happened, whose fault it is and what to do next, and whether the vendor may have
//! received the request. None quotes anything from the request or the reply.

mod text;

pub use text::{About, about};

use serde_json::json;
use zeroize::Zeroizing;

use super::http::Reply;
use super::response::ANSWER_HEADER;

/// Why the proxy answers by itself. The words of each: [`about`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`about` says of each what it is")]
pub enum GatewayError {
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
    PeerIdsFull,
    ConnectionIdsFull,
    ConnectFailed,
    TlsFailed,
    CompanyProxy,
    Timeout,
    ReplyLost,
    Stopped,
    Redirect,
    ReplyTooLarge,
    UnreadableReply,
}

/// Whether the vendor may have received the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Certainly not.
    No,
    /// Nobody can say.
    Maybe,
}

impl GatewayError {
    /// The whole answer, as the page receives it and as it is parked.
    pub fn reply(self) -> Reply {
        let About { status, code, sent, message } = about(self);
        let sent = match sent {
            Sent::No => "no",
            Sent::Maybe => "maybe",
        };
        let body = json!({"error": {"origin": "gateway", "code": code, "message": message, "sent": sent}});
        let json = vec![("content-type".to_owned(), "application/json".to_owned())];
        marked("gateway", status, json, Zeroizing::new(serde_json::to_vec(&body).unwrap_or_default()))
    }
}

/// What a status alone says: that the vendor did not answer the question. A 407 must not reach a page in any
/// case: browsers fail the whole request on it.
///
/// # Errors
/// The proxy's own answer in place of such a reply.
pub const fn refuse_by_status(status: u16) -> Result<(), GatewayError> {
    match status {
        407 => Err(GatewayError::CompanyProxy),
        300..400 => Err(GatewayError::Redirect),
        100..200 => Err(GatewayError::UnreadableReply),
        _ => Ok(()),
    }
}

/// An answer with its mark. No cache, no guessing of its type, and nothing in it runs, whoever it is from.
pub fn marked(
    whose: &str,
    status: u16,
    mut headers: Vec<(String, String)>,
    body: Zeroizing<Vec<u8>>,
) -> Reply {
    let own = [
        (ANSWER_HEADER, whose),
        ("cache-control", "no-store"),
        ("content-security-policy", "sandbox"),
        ("x-content-type-options", "nosniff"),
    ];
    headers.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
    Reply { status, headers, body }
}
