//! Tells apart whose answer it is and whose fault. Only the status and the proxy's mark decide, never words.

use super::http::Reply;
use super::json::Json;
use super::response::{ANSWER_HEADER, NotReached};
use super::{error_text, gateway};
use keyturn_domain::call::Call;
use keyturn_domain::fault::{Acted, Answer, Cause, Fault, RetryAfter};
use keyturn_domain::key::KeyKind;
use keyturn_domain::moment;

/// The vendor's own reply, if it is of a status that this call counts as success.
pub(super) fn accepted(call: &Call, reply: Result<Reply, NotReached>) -> Answer<Reply> {
    let lost = lost(call);
    let reply = reply
        .map_err(|missed| Fault::new(Cause::ProxyUnreachable, if missed.sent { lost } else { Acted::No }))?;
    let (cause, acted) = match reply.header(ANSWER_HEADER) {
        Some("vendor") if is_success(call, reply.status) => return Ok(reply),
        Some("vendor") => vendor(call, &reply, lost),
        Some("gateway") => gateway::refusal(&reply, lost),
        // Something between this page and the proxy.
        _ if reply.status == 407 => (Cause::CompanyProxy, refused(call)),
        _ => (Cause::NotTheVendor, lost),
    };
    Err(described(call, &reply, cause, acted))
}

/// The document that a success must carry.
pub(super) fn document(call: &Call, reply: &Reply) -> Answer<Json> {
    Json::read(&reply.body).ok_or_else(|| {
        let json =
            reply.header("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
        let begun = matches!(reply.body.trim_ascii_start().first(), Some(b'{' | b'['));
        let page = error_text::is_page(&reply.body);
        // Half a document is the vendor's; a page, or a word of plain text, is somebody else's.
        let cause = if begun || (json && !page) { Cause::Unusable } else { Cause::NotTheVendor };
        described(call, reply, cause, lost(call))
    })
}

/// A success without what the step needs.
pub(super) fn unusable(call: &Call, reply: &Reply) -> Fault {
    described(call, reply, Cause::Unusable, lost(call))
}

fn described(call: &Call, reply: &Reply, cause: Cause, acted: Acted) -> Fault {
    // A success may hold a key: nothing of it is quoted but the title of a page, which no vendor's success is.
    let quotable = !(200..300).contains(&reply.status) || error_text::is_page(&reply.body);
    let (words, trace) = if quotable { error_text::of(reply, call.key()) } else { (None, None) };
    let status = (reply.status != 0).then_some(reply.status);
    Fault { cause, status, words, trace, retry_after: retry_after(reply), acted }
}

/// What it means for a call that its answer is lost: a question changes nothing.
fn lost(call: &Call) -> Acted {
    if call.once().is_some() { Acted::Maybe } else { Acted::No }
}

/// A POST that brings a key is a success under any 2xx: its key exists, and must not be thrown away.
const fn is_success(call: &Call, status: u16) -> bool {
    match call {
        Call::Provision { .. } => status >= 200 && status < 300,
        Call::Deactivate { .. } => matches!(status, 200 | 202 | 204),
        _ => status == 200,
    }
}

fn vendor(call: &Call, reply: &Reply, lost: Acted) -> (Cause, Acted) {
    // A page comes from something before the vendor's API, and does not say what the API did.
    let refused = |call: &Call| if error_text::is_page(&reply.body) { lost } else { refused(call) };
    match reply.status {
        200..300 => (Cause::Unusable, lost),
        401 => (Cause::KeyRejected, refused(call)),
        403 if forbids_a_dead_key(call) => (Cause::KeyRejected, refused(call)),
        403 => (Cause::Forbidden, refused(call)),
        407 => (Cause::CompanyProxy, refused(call)),
        429 | 500..600 => (Cause::VendorUnwell, lost),
        408 => (Cause::VendorRefused, lost),
        400..500 => (Cause::VendorRefused, refused(call)),
        _ => (Cause::NotTheVendor, lost),
    }
}

/// Whether the vendor answers 403 to a dead key. Of SuperAPI's `GET /product` it is not documented which of 401 and 403
/// a deactivated key gets, so both are taken for it. Elsewhere 403 has other causes: a facility that is not set up or a
/// blocked address (QuickStream), a key of the other kind or a product of another partner (SuperAPI).
fn forbids_a_dead_key(call: &Call) -> bool {
    // EXPOSE: the kind is read off the documented marks in the key's text.
    matches!(call, Call::Product(key) if KeyKind::of(key.expose()) != KeyKind::SuperApiPartner)
}

/// What a refusal says of the call's effect. To a DELETE it says nothing: which key it takes away is documented
/// nowhere, so neither is what a 401, 404 or 409 to it leaves behind, and only probes tell.
const fn refused(call: &Call) -> Acted {
    match call {
        Call::Deactivate { .. } => Acted::Maybe,
        _ => Acted::No,
    }
}

fn retry_after(reply: &Reply) -> Option<RetryAfter> {
    let text = reply.header("retry-after")?.trim();
    text.parse().map(RetryAfter::Seconds).ok().or_else(|| moment::read_http(text).map(RetryAfter::At))
}
