//! What can go wrong with a call, told apart by whose fault it is.

use super::moment::Moment;

/// The outcome of asking a vendor one question.
pub type Answer<T> = Result<T, Fault>;

/// A call that did not bring what it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose fault it is.
    pub cause: Cause,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// The other side's own words, redacted and shortened; never decided upon.
    pub words: Option<String>,
    /// The vendor's reference for support calls (QuickStream's `traceCode`).
    pub trace: Option<String>,
    /// When the other side asks to be left alone until.
    pub retry_after: Option<RetryAfter>,
    /// Whether the vendor may have acted on the call all the same.
    pub acted: Acted,
}

/// Whether a call that failed may have had its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It had none: it never reached the vendor, or the vendor refused it. A DELETE is never known to have had none
    /// but by not having been sent.
    No,
    /// Nobody can say.
    Maybe,
}

/// The two documented forms of `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// Seconds from the reply.
    Seconds(u32),
    /// At this instant.
    At(Moment),
}

/// Whose fault it is. The first five are the kinds that people must never mix up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The browser got no answer from the proxy at all. Says nothing about any key.
    ProxyUnreachable,
    /// The proxy itself refused, or gave up waiting.
    ProxyRefused(ProxyRefusal),
    /// A company proxy between the forwarder and the vendor wants a login (407).
    CompanyProxy,
    /// The vendor rejected the key: 401; and 403 where its contract makes that a verdict on the key.
    KeyRejected,
    /// The vendor refused access (403), for a reason that may have nothing to do with the key: no verdict on it.
    Forbidden,
    /// The vendor is unwell: 429 or 5xx.
    VendorUnwell,
    /// The vendor refused the request for another reason (400, 404, 405, 422 and the like).
    VendorRefused,
    /// Something in between answered: a page instead of data, a redirect, a reply that no vendor sends.
    NotTheVendor,
    /// The vendor's reply lacks what the step needs, such as the key itself.
    Unusable,
}

/// The forwarder's own reasons, by the codes of its contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProxyRefusal {
    /// The request is not in the route table, or was malformed.
    NotAllowed,
    /// The browser's request did not come from the panel's own page.
    CrossSite,
    /// The one-time id was used before: this is a repeat of a call that has already gone out.
    Repeated,
    /// It keeps no reply of the call with this one-time id, or no longer.
    NotParked,
    /// The vendor's host could not be reached.
    ConnectFailed,
    /// The vendor's certificate or its name was not accepted.
    TlsFailed,
    /// The vendor did not answer in time.
    TimedOut,
    /// The connection to the vendor broke before the reply was whole.
    ReplyLost,
    /// The vendor answered with a redirect, which is never followed.
    Redirected,
    /// The reply was larger than the forwarder lets through.
    TooLarge,
    /// Too many requests at once.
    Busy,
    /// No more changes until the one-time ids of earlier ones are forgotten.
    TooManyChanges,
    /// A code this panel does not know.
    Other,
}

impl Fault {
    /// A fault that is known by its cause alone.
    pub const fn new(cause: Cause, acted: Acted) -> Self {
        Self { cause, status: None, words: None, trace: None, retry_after: None, acted }
    }

    /// The status that came back over the whole way, from the vendor or from something before it. `None` if nothing did:
    /// what the proxy says of itself is no answer to the call.
    pub const fn came_back(&self) -> Option<u16> {
        match self.cause {
            Cause::ProxyUnreachable | Cause::ProxyRefused(_) => None,
            _ => self.status,
        }
    }

    /// Whether this answer proves that the key is dead: only a vendor's own rejection does.
    pub const fn rejects_key(&self) -> bool {
        matches!(self.cause, Cause::KeyRejected)
    }

    /// Whether asking again with this key is to be avoided: repeated failures can get an address blocked.
    pub const fn is_not_to_be_repeated(&self) -> bool {
        matches!(self.cause, Cause::KeyRejected | Cause::Forbidden)
    }
}
