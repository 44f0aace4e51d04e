//! Calls and replies to test with. Every key is invented or the vendor's own printed sample.

use std::sync::Arc;

use keyturn_domain::call::{Call, Deactivation};
use keyturn_domain::fault::Fault;
use keyturn_domain::run::machine::Reply;
use keyturn_domain::secret::Secret;
use keyturn_wire::http;
use keyturn_wire::response::{NotReached, read};
use uuid::Uuid;
use zeroize::Zeroizing;

pub(crate) const QUICKSTREAM_KEY: &str =
    "FACILITYCODE_SEC_dcm89ugjh5jbcjq5pdymhgimdj7gwwd7dddhty6arjrjftv8hymz8zr";
pub(crate) const PARTNER_KEY: &str = "superapipartner_fakepartnerkeyQvyaXOF0123";
pub(crate) const PRODUCT_KEY: &str = "superapiproduct_fakeproductkeyQvyaXOF4567";
pub(crate) const PRODUCT: Uuid = uuid::uuid!("bffc9067-28ee-4381-a0f2-92fae25d9f83");
pub(crate) const ONCE: Uuid = uuid::uuid!("11111111-2222-4333-8444-555555555555");

fn key(text: &str) -> Arc<Secret> {
    Arc::new(Secret::new(text))
}

pub(crate) fn root() -> Call {
    Call::WestpacRoot(keyturn_domain::vendor::Vendor::QuickStream, key(QUICKSTREAM_KEY))
}

pub(crate) fn latest() -> Call {
    Call::WestpacLatest(keyturn_domain::vendor::Vendor::QuickStream, key(QUICKSTREAM_KEY))
}

pub(crate) fn latest_with(text: &str) -> Call {
    Call::WestpacLatest(keyturn_domain::vendor::Vendor::QuickStream, key(text))
}

pub(crate) fn partner() -> Call {
    Call::Partner(key(PARTNER_KEY))
}

pub(crate) fn product() -> Call {
    Call::Product(key(PRODUCT_KEY))
}

pub(crate) fn products() -> Call {
    Call::Products(key(PARTNER_KEY))
}

pub(crate) fn provision() -> Call {
    Call::Provision { partner: key(PARTNER_KEY), product: PRODUCT, once: ONCE }
}

pub(crate) fn deactivate(form: Deactivation) -> Call {
    Call::Deactivate { partner: key(PARTNER_KEY), product: PRODUCT, form, once: ONCE }
}

pub(crate) fn every_call() -> Vec<Call> {
    vec![
        root(),
        latest(),
        partner(),
        product(),
        products(),
        provision(),
        deactivate(Deactivation::ByProduct),
        deactivate(Deactivation::ByKeyId(ONCE)),
    ]
}

pub(crate) const fn changes(call: &Call) -> bool {
    matches!(call, Call::Provision { .. } | Call::Deactivate { .. })
}

pub(crate) fn reply(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> http::Reply {
    http::Reply {
        status,
        headers: headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        body: Zeroizing::new(body.as_ref().to_vec()),
    }
}

/// A vendor's reply as it comes through the proxy.
pub(crate) fn vendor(status: u16, body: impl AsRef<[u8]>) -> Result<http::Reply, NotReached> {
    Ok(reply(
        status,
        &[("x-keyturn-answer", "vendor"), ("content-type", "application/json;charset=UTF-8")],
        body,
    ))
}

/// The fault, whatever was asked; `None` if the call brought what it asked for.
pub(crate) fn fault_in(reply: &Reply) -> Option<&Fault> {
    match reply {
        Reply::Identity(answer) => answer.as_ref().err(),
        Reply::Latest(answer) => answer.as_ref().err(),
        Reply::Partner(answer) => answer.as_ref().err(),
        Reply::Product(answer) => answer.as_ref().err(),
        Reply::Products(answer) => answer.as_ref().err(),
        Reply::Minted(answer) => answer.as_ref().err(),
        Reply::Deactivated(answer) => answer.as_ref().err(),
    }
}

/// Reads a reply that must be a fault.
pub(crate) fn fault(call: &Call, reply: Result<http::Reply, NotReached>) -> Fault {
    fault_in(&read(call, reply).0).unwrap().clone()
}
