//! Calls that cannot be sent at all.

use crate::domain::activity::Exchange;
use crate::domain::call::Call;
use crate::domain::fault::{Acted, Cause, Fault, ProxyRefusal};
use crate::domain::machine::Reply;
use crate::domain::moment::Moment;
use crate::wire::request::NotAskable;

/// The answer to a call that its connection cannot carry, and a line that says that nothing was sent.
pub(super) fn unsent(call: &Call, why: NotAskable, at: Moment) -> (Reply, Exchange) {
    let refusal = Cause::ProxyRefused(ProxyRefusal::NotAllowed);
    let fault = Fault { words: Some(why.words().into()), ..Fault::new(refusal, Acted::No) };
    let reply = match call {
        Call::QuickStreamRoot(_) => Reply::Identity(Err(fault)),
        Call::QuickStreamLatest(_) => Reply::Latest(Err(fault)),
        Call::Partner(_) => Reply::Partner(Err(fault)),
        Call::Product(_) => Reply::Product(Err(fault)),
        Call::Products(_) => Reply::Products(Err(fault)),
        Call::Provision { .. } => Reply::Minted(Err(fault)),
        Call::Deactivate { .. } => Reply::Deactivated(Err(fault)),
    };
    let exchange = Exchange {
        at,
        method: "none",
        path: String::new(),
        credential: String::new(),
        status: None,
        millis: 0,
        answer: why.words().into(),
    };
    (reply, exchange)
}
