//! What the gateway remembers of calls: one-time ids, and sealed replies.

pub(crate) mod clock;
pub(crate) mod idempotency;
#[cfg(test)]
mod idempotency_tests;
pub(crate) mod parked_replies;
pub(crate) mod reply_cache;
pub(crate) mod seen_ids;
