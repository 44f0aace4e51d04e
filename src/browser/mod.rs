//! The edges of the page: the few places that touch the browser itself.

pub mod clock;
pub mod config;
pub mod entropy;
pub mod fetch;
pub mod mount;
pub mod stopped;
