//! The words of the gateway's own answers: what happened, whose fault it is, what to do next.

use super::{GatewayError, Sent};

/// One answer's parts.
pub struct About {
    /// The HTTP status.
    pub status: u16,
    /// The word of the contract, for programs.
    pub code: &'static str,
    /// Whether the vendor may have received the request.
    pub sent: Sent,
    /// What happened, whose fault it is and what to do next.
    pub message: &'static str,
}

/// Everything the gateway says about one refusal.
pub const fn about(error: GatewayError) -> About {
    use Sent::{Maybe, No};
    let (status, code, sent, message) = match error {
        GatewayError::NoRoute => (
            404,
            "no_route",
            No,
            "The gateway refused: this path is not one of the vendor calls it forwards. Nothing was sent. \
                 If the panel asked for it, panel and gateway are of different versions: reload the page.",
        ),
        GatewayError::UnknownConnection => (
            404,
            "unknown_connection",
            No,
            "The gateway has no connection of this name. Nothing was sent. Its configuration has probably \
                 changed: reload the page.",
        ),
        GatewayError::TurnedOff => (
            404,
            "no_route",
            No,
            "The gateway's configuration does not open this call for this connection. Nothing was sent. \
                 Its administrator can change `deactivate` or `request_log` in keyturn.toml.",
        ),
        GatewayError::Method => (
            405,
            "method",
            No,
            "The gateway refused: this vendor call exists, but not with this method. Nothing was sent. \
                 Reload the page.",
        ),
        GatewayError::Query => (
            400,
            "query",
            No,
            "The gateway refused: no vendor call takes a query string. Nothing was sent. Reload the page.",
        ),
        GatewayError::CrossSite => (
            403,
            "cross_site",
            No,
            "The gateway refused: the request does not prove that it comes from the panel's own page. \
                 Nothing was sent. Open the panel at the gateway's own address; if it is, a proxy in between \
                 may be removing the Sec-Fetch-Site header.",
        ),
        GatewayError::Host => (
            421,
            "host",
            No,
            "The gateway does not know the host name that it was called by. Nothing was sent. Use the \
                 address it printed at start, or have its administrator add the name to `hosts` in keyturn.toml.",
        ),
        GatewayError::BadRequest => (
            400,
            "bad_request",
            No,
            "The gateway refused: where the request ends is ambiguous, or it did not arrive whole in time. \
                 Nothing was sent. Try again; if it happens again, a proxy in between damages requests.",
        ),
        GatewayError::MissingCredential => (
            400,
            "missing_credential",
            No,
            "The gateway refused: the key is missing or not in the form this vendor takes. Nothing was sent. \
                 Check the key in the panel for stray characters.",
        ),
        GatewayError::BadRequestId => (
            400,
            "bad_request_id",
            No,
            "The gateway refused: a call that changes something needs a one-time id, and this one has none. \
                 Nothing was sent. Reload the page.",
        ),
        GatewayError::BadReplyKey => (
            400,
            "bad_reply_key",
            No,
            "The gateway refused: the key to seal the reply with is not in the form it takes. Nothing was sent. \
                 Reload the page.",
        ),
        GatewayError::UsedRequestId => (
            409,
            "used_request_id",
            Maybe,
            "The gateway refused a repeat: a call with this one-time id was already taken, and its outcome \
                 is not known to this answer. Nothing was sent a second time. Check the keys before trying again.",
        ),
        GatewayError::NotParked => (
            404,
            "not_parked",
            Maybe,
            "The gateway keeps no reply for this one-time id: its time is up, the gateway was restarted since, \
                 or there never was one. The call itself may have been sent. Check the keys before trying again.",
        ),
        GatewayError::BodyTooLarge => (
            413,
            "body_too_large",
            No,
            "The gateway refused: the request has a large body and no vendor call takes one. Nothing was \
                 sent. Reload the page.",
        ),
        GatewayError::Busy => (
            503,
            "busy",
            No,
            "The gateway holds this request back because too many came at once for this vendor, which may \
                 block callers that hurry. Nothing was sent. Wait a few seconds and try again.",
        ),
        GatewayError::PeerIdsFull => (
            429,
            "too_many_changes",
            No,
            "The gateway refused: from this network address as many changes have gone to this vendor as one \
                 address may make before the one-time ids of the first are forgotten. Nothing was sent. Others are \
                 not held up. Wait, or have its administrator raise `request_ids_per_peer` in keyturn.toml.",
        ),
        GatewayError::ConnectionIdsFull => (
            503,
            "too_many_changes",
            No,
            "The gateway refused: as many changes have gone over this vendor connection as it remembers the \
                 one-time ids of, and without that a repeat could not be told apart. Nothing was sent. Other \
                 connections are not held up. Wait, or have its administrator raise `request_ids_per_connection` in \
                 keyturn.toml.",
        ),
        GatewayError::ConnectFailed => (
            502,
            "connect_failed",
            No,
            "The gateway could not connect to the vendor's host. Nothing was sent. Check that the gateway's \
                 machine may reach the host, and the vendor's status page.",
        ),
        GatewayError::TlsFailed => (
            502,
            "tls_failed",
            No,
            "The gateway reached something that could not prove to be the vendor's host: its certificate is \
                 not valid for that name or not from a trusted authority. Nothing was sent. A company firewall \
                 that inspects TLS needs its authority named in `extra_ca` in keyturn.toml.",
        ),
        GatewayError::CompanyProxy => (
            502,
            "company_proxy",
            No,
            "Your own network's outbound proxy asked the gateway to sign in (407); the vendor was not \
                 reached. Have the network's administrator let the gateway's machine through.",
        ),
        GatewayError::Timeout => (
            504,
            "timeout",
            Maybe,
            "The vendor did not finish its reply in time. It may have received the request. Check what it \
                 did before trying again.",
        ),
        GatewayError::ReplyLost => (
            502,
            "reply_lost",
            Maybe,
            "The connection to the vendor broke before its reply was whole. It may have received the \
                 request. Check what it did before trying again.",
        ),
        GatewayError::Stopped => (
            502,
            "reply_lost",
            Maybe,
            "The gateway was stopped before the vendor's reply was whole. It may have received the request. \
                 Check what it did before trying again.",
        ),
        GatewayError::Redirect => (
            502,
            "redirect",
            Maybe,
            "The vendor's host pointed to another address, and the gateway follows none because the key \
                 would go along. Have its administrator check `base_url` in keyturn.toml.",
        ),
        GatewayError::ReplyTooLarge => (
            502,
            "reply_too_large",
            Maybe,
            "The reply is larger than any reply the vendor documents, so the gateway stopped reading it. It \
                 may not have come from the vendor. Check what was done before trying again.",
        ),
        GatewayError::UnreadableReply => (
            502,
            "unreadable_reply",
            Maybe,
            "The reply is not what the vendor documents, so the gateway could not take the secrets out of \
                 it and kept it back. It may not have come from the vendor. Try again later.",
        ),
    };
    About { status, code, sent, message }
}
