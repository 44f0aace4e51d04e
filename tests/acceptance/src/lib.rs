//! Walks the built panel as a person would: a real browser, the real gateway, the simulated vendors behind it.
//!
//! - [`walk`]: one walk from start to end; what every walk is held to whatever it is about.
//! - [`page`]: finding and using what is on screen by role, name and text; `find.js` looks it up in the page.
//! - [`vendors`]: steering the simulated vendors, and the truth that they hold.
//! - [`mod@line`]: the line between browser and gateway, which can be cut or answer in the gateway's stead.
//! - [`axe`], [`shot`]: accessibility findings and pictures of a screen, light and dark.
//! - [`storage`]: the browser's storage, out of order.
//! - [`scan`]: looking for secrets where none may stand.
//! - [`film`]: pictures made smaller, and made one that moves.
//! - [`flows`]: what many walks begin with.
//! - [`hold`]: holding the page at a point of its writing or calling.
//! - [`engine`], [`front`]: the engines that the panel is started in; the page with other headers or a changed file.
//! - `plain`: the demo's folder, from a server that knows nothing but files.
//! - `program`: the gateway as a program of its own, and what it prints.
//! - `driver`, `display`, `browser`, `complaints`, `wait`: processes, sessions, what the browser complains of, patience.

#![expect(clippy::expect_used, reason = "a walk that cannot go on ends there, with the reason")]

pub mod axe;
mod browser;
mod complaints;
mod display;
mod driver;
pub mod engine;
pub mod film;
pub mod flows;
pub mod front;
pub mod hold;
pub mod line;
pub mod page;
mod plain;
mod program;
pub mod scan;
pub mod shot;
pub mod storage;
pub mod vendors;
mod wait;
pub mod walk;

pub use browser::Theme;
pub use engine::Engine;
pub use page::{Given, Page, Step};
pub use vendors::Vendors;
pub use wait::{PATIENCE, until};
pub use walk::{Setup, Walk, trunk_page};

/// The value, or the end of the test with the reason.
pub(crate) fn must<T, E: std::fmt::Display>(what: &str, result: Result<T, E>) -> T {
    result.unwrap_or_else(|why| panic!("{what}: {why}"))
}
