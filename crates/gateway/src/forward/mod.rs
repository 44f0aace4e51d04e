//! One vendor call: whether it may be made, how it is carried, and what of the reply comes back.

pub(crate) mod credential;
pub(crate) mod handler;
pub(crate) mod rate_limit;
pub(crate) mod reply;
pub(crate) mod request_policy;
pub(crate) mod tls;
pub(crate) mod upstream;
