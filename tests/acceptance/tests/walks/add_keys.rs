//! Adding keys.
