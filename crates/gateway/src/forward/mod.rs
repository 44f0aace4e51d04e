//! Forwarding a vendor call: whether it is allowed, how it is sent, and what of the reply is returned.

pub(crate) mod credential;
pub(crate) mod handler;
pub(crate) mod rate_limit;
pub(crate) mod reply;
pub(crate) mod request_policy;
pub(crate) mod tls;
pub(crate) mod upstream;
