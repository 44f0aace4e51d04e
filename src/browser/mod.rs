//! The edges of the page: the few places that touch the browser itself.

pub mod clipboard;
pub mod dialog;
pub mod focus;
pub mod local_time;
pub mod text;
pub mod theme;
