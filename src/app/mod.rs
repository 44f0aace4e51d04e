//! Panel.

pub mod components;

/// Starts.
pub fn start() {}
