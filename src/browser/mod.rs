//! The edges of the page: the few places that touch the browser itself.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod config;
mod deferred;
pub mod derive;
pub mod dialog;
pub mod entropy;
pub mod fetch;
pub mod files;
pub mod focus;
pub mod idle;
pub mod kept;
pub mod left_behind;
pub mod local_time;
pub mod locks;
pub mod mount;
pub mod notices;
pub mod persistence;
pub mod reload;
pub mod scan;
pub mod stopped;
pub mod store;
pub mod text;
pub mod theme;
