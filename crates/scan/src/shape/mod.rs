//! The shapes that are looked for. Each is read from the place where a needle stands, in text without its escapes.

pub(crate) mod base64;
pub(crate) mod basic;
mod cut;
mod facility;
pub(crate) mod header;
pub(crate) mod quickstream;
mod random;
pub(crate) mod superapi;
