//! What came of a call, read into the domain's answer.

use serde_json::Value;

use super::http;
use super::request::NotAskable;
use super::{fault, summary, superapi, westpac};
use keyturn_domain::call::Call;
use keyturn_domain::fault::{Acted, Answer, Cause, Fault, ProxyRefusal};
use keyturn_domain::moment::{self, Moment};
use keyturn_domain::run::machine::Reply;

/// The reply header that tells whose answer it is: `vendor`, `gateway`, or `parked` for an answer of either that
/// was kept sealed. Without it, something between the page and the proxy answered.
pub const ANSWER_HEADER: &str = "x-keyturn-answer";

/// The page's fetch failed or ran out of time: there is no status at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReached {
    /// Whether the request may have left the page. `false` only if it certainly did not.
    pub sent: bool,
}

/// Reads what came of a call: the answer for the machine, and the answer in a few words for the activity
/// list, in which nothing secret and nothing that a vendor wrote can stand.
pub fn read(call: &Call, reply: Result<http::Reply, NotReached>) -> (Reply, String) {
    let status = status_of(&reply);
    let reply = answered(call, fault::accepted(call, reply));
    let words = summary::in_words(call, status, &reply);
    (reply, words)
}

/// The same for a call that [`super::request::ask`] refused, so that its machine is not left waiting.
pub fn not_sent(call: &Call, why: NotAskable) -> (Reply, String) {
    let cause = Cause::ProxyRefused(ProxyRefusal::NotAllowed);
    let fault = Fault { words: Some(why.words().into()), ..Fault::new(cause, Acted::No) };
    (answered(call, Err(fault)), "not sent".into())
}

/// Whether this is a parked reply, to be opened with the call's reply key before it can be read. Its own `Date`
/// is the clock; the one inside it is as old as the exchange.
pub fn is_parked(reply: &http::Reply) -> bool {
    reply.status == 200 && reply.header(ANSWER_HEADER) == Some("parked")
}

fn answered(call: &Call, accepted: Answer<http::Reply>) -> Reply {
    match call {
        Call::WestpacRoot(vendor, _) => {
            Reply::Identity(parsed(call, accepted, |body| westpac::identity(body, *vendor)))
        }
        Call::WestpacLatest(vendor, _) => {
            Reply::Latest(parsed(call, accepted, |body| westpac::latest(body, *vendor)))
        }
        Call::Partner(_) => Reply::Partner(parsed(call, accepted, superapi::partner)),
        Call::Product(_) => Reply::Product(parsed(call, accepted, superapi::product)),
        Call::Products(_) => Reply::Products(parsed(call, accepted, superapi::products)),
        Call::Provision { .. } => Reply::Minted(parsed(call, accepted, superapi::minted)),
        // The body of a deactivation promises nothing; probes tell what happened.
        Call::Deactivate { .. } => Reply::Deactivated(accepted.map(drop)),
    }
}

fn parsed<T>(call: &Call, accepted: Answer<http::Reply>, parse: impl Fn(&Value) -> Option<T>) -> Answer<T> {
    let reply = accepted?;
    let document = fault::document(call, &reply)?;
    parse(document.value()).ok_or_else(|| fault::unusable(call, &reply))
}

/// The HTTP status, for the activity list.
pub fn status_of(reply: &Result<http::Reply, NotReached>) -> Option<u16> {
    reply.as_ref().ok().map(|reply| reply.status).filter(|status| *status != 0)
}

/// The instant that the server's `Date` header names: a better clock than the browser's.
pub fn server_date(reply: &http::Reply) -> Option<Moment> {
    moment::read_http(reply.header("date")?)
}
