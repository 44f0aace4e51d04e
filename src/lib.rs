//! Keyturn: a browser panel that keeps Westpac QuickStream and SuperAPI keys alive and rotates them.
//!
//! What the panel knows stands in crates of its own: `keyturn-domain`, `keyturn-wire`, `keyturn-vault` and
//! `keyturn-sandbox`. Here is the page:
//!
//! - [`route`]: the panel's addresses.
//! - [`demo`]: the simulated vendors with the gateway's behaviour around them, for the demo that needs no server.
//! - `browser` (wasm only): fetch, clock, clipboard, random numbers; the edges of the page.
//! - `app` (wasm only): the Leptos panel.

pub mod demo;
pub mod route;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
