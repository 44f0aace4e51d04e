//! What Keyturn knows about keys and how they change hands. No web, no JSON, no clock, no randomness.

pub mod vendor;
