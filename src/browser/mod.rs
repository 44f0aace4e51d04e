//! The edges of the page: the few places that touch the browser itself.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod config;
pub mod dialog;
pub mod entropy;
pub mod fetch;
pub mod focus;
pub mod local_time;
pub mod mount;
pub mod stopped;
pub mod text;
pub mod theme;
