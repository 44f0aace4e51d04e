//! Finds keys and key names in text of any size, and takes the whole keys out of it.

pub mod counts;
pub mod print;
pub mod sighting;
pub mod time;

/// A text that is to be looked for letter by letter has at least so many bytes: shorter ones stand everywhere.
pub const SHORTEST_KNOWN: usize = 6;
