//! Accepting connections: how many, from whom, and for how long.

pub(crate) mod accept_loop;
pub(crate) mod activity;
pub(crate) mod connection_limit;
#[cfg(test)]
mod connection_limit_tests;
pub(crate) mod connection_service;
pub(crate) mod file_descriptors;
pub(crate) mod peer;
pub(crate) mod reject_connection;
pub(crate) mod request_head;
pub(crate) mod socket;
