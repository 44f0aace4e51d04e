//! Keyturn: a browser panel that keeps Westpac QuickStream and SuperAPI keys alive and rotates them.
//!
//! # Layout
//!
//! Lowest room first; a room uses only the rooms above it in this list (`tests/architecture.rs` holds it to that).
//!
//! - [`domain`]: keys, faults, probes, the two machines. No web, no JSON, no clock, no randomness.
//! - [`wire`]: the route table, requests as plain data, vendor replies read into domain answers.
//! - [`vault`]: the sealed formats: what is stored in the browser, and replies kept for a page that has gone.
//! - [`sandbox`]: the simulated vendors that the gateway hosts for demonstrations and tests.
//! - [`demo`]: the same vendors with the gateway's behaviour around them, for the demo that needs no server.
//! - `browser` (wasm only): fetch, clock, clipboard, entropy; the edges of the page.
//! - `app` (wasm only): the Leptos panel.

pub mod demo;
pub mod domain;
pub mod sandbox;
pub mod vault;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
