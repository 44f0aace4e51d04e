//! An answer in a few words, for the activity list. Nothing that a vendor wrote stands in it.

use keyturn_domain::call::Call;
use keyturn_domain::fault::{Cause, Fault, ProxyRefusal};
use keyturn_domain::run::machine::Reply;

/// Such as `200 the same key`, `401 rejected` or `no answer`.
pub(super) fn in_words(call: &Call, status: Option<u16>, reply: &Reply) -> String {
    let words = match reply {
        Reply::Identity(Err(fault))
        | Reply::Latest(Err(fault))
        | Reply::Partner(Err(fault))
        | Reply::Product(Err(fault))
        | Reply::Products(Err(fault))
        | Reply::Minted(Err(fault))
        | Reply::Deactivated(Err(fault)) => failure(fault).to_owned(),
        Reply::Identity(Ok(_)) | Reply::Partner(Ok(_)) | Reply::Deactivated(Ok(())) => "accepted".into(),
        Reply::Latest(Ok(latest)) if latest.key.same_as(call.key()) => "the same key".into(),
        Reply::Latest(Ok(_)) => "a newer key".into(),
        Reply::Product(Ok(product)) => format!("product {}", product.id),
        Reply::Products(Ok(products)) => match products.len() {
            1 => "1 product".into(),
            count => format!("{count} products"),
        },
        Reply::Minted(Ok(_)) => "a new key".into(),
    };
    match status {
        Some(status) => format!("{status} {words}"),
        None => words,
    }
}

const fn failure(fault: &Fault) -> &'static str {
    match fault.cause {
        Cause::ProxyUnreachable => "no answer",
        Cause::CompanyProxy => "a company proxy wants a login",
        Cause::KeyRejected => "rejected",
        Cause::Forbidden => "access refused",
        Cause::VendorUnwell if matches!(fault.status, Some(429)) => "too many requests",
        Cause::VendorUnwell => "the vendor is unwell",
        Cause::VendorRefused => "refused",
        Cause::NotTheVendor => "not the vendor's answer",
        Cause::Unusable => "without what is needed",
        Cause::ProxyRefused(why) => match why {
            ProxyRefusal::NotAllowed => "the proxy does not allow this",
            ProxyRefusal::CrossSite => "the proxy does not take this page for its own",
            ProxyRefusal::Repeated => "the proxy refused a repeat",
            ProxyRefusal::NotParked => "the proxy holds no reply of this call",
            ProxyRefusal::ConnectFailed => "the proxy could not reach the vendor",
            ProxyRefusal::TlsFailed => "the proxy did not accept the vendor's certificate",
            ProxyRefusal::TimedOut => "the vendor did not answer the proxy in time",
            ProxyRefusal::ReplyLost => "the vendor's reply was cut off",
            ProxyRefusal::Redirected => "a redirect, not followed",
            ProxyRefusal::TooLarge => "a reply too large to pass on",
            ProxyRefusal::Busy => "the proxy is busy",
            ProxyRefusal::TooManyChanges => "the proxy has passed on too many changes",
            ProxyRefusal::Other => "the proxy refused",
        },
    }
}
