//! Panel.

/// Starts.
pub fn start() {}
