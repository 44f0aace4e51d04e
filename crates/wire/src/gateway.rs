//! The proxy's own answers, by the codes of its contract.

use super::http::Reply;
use super::json::{Json, text};
use keyturn_domain::fault::{Acted, Cause, ProxyRefusal};

/// Why the proxy answered by itself, and whether the call may have had its effect; `lost` is what that means
/// for a call whose answer nobody has.
pub(super) fn refusal(reply: &Reply, lost: Acted) -> (Cause, Acted) {
    let json = Json::read(&reply.body);
    let error = json.as_ref().and_then(|json| json.value().get("error"));
    let code = error.and_then(|error| text(error, "code")).unwrap_or_default();
    let cause = cause(code);
    let sent = error.and_then(|error| text(error, "sent"));
    // Neither was sent again, but the call of the same id was.
    let repeated = matches!(cause, Cause::ProxyRefused(ProxyRefusal::Repeated | ProxyRefusal::NotParked));
    (cause, if sent == Some("no") && !repeated { Acted::No } else { lost })
}

fn cause(code: &str) -> Cause {
    use ProxyRefusal as Why;
    Cause::ProxyRefused(match code {
        "no_route" | "method" | "query" | "missing_credential" | "bad_request_id" | "bad_reply_key"
        | "unknown_connection" | "body_too_large" | "bad_request" => Why::NotAllowed,
        "cross_site" | "host" => Why::CrossSite,
        "used_request_id" => Why::Repeated,
        "not_parked" => Why::NotParked,
        "connect_failed" => Why::ConnectFailed,
        "tls_failed" => Why::TlsFailed,
        "timeout" => Why::TimedOut,
        "reply_lost" => Why::ReplyLost,
        "redirect" => Why::Redirected,
        "reply_too_large" => Why::TooLarge,
        "busy" => Why::Busy,
        "too_many_changes" => Why::TooManyChanges,
        "company_proxy" => return Cause::CompanyProxy,
        "unreadable_reply" => return Cause::NotTheVendor,
        _ => Why::Other,
    })
}
