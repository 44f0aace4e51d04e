//! SuperAPI.

pub mod rotation;
