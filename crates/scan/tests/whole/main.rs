//! The scanner as a whole, fed the way its worker feeds it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod feed;
mod innocent;
mod lines;
mod planted;
mod rules;
mod times;
mod writings;
