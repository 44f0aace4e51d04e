//! Finds keys and key names in text of any size, and takes the whole keys out of it.
//!
//! - `definition`: what is looked for; `shape/` reads it where a needle stands. `unescape/`: the text without escapes.
//! - `filter/`, `needles`, `broken`, `known`, `matcher`: where to look, at the speed at which text can be read.
//! - `search`, `resolve`: a text that comes in pieces. `chunk/`: lines, times and contexts in one part of a source.
//! - `warm_up`: a search before there is anything to search.
//! - `scan`: the parts of all sources together; `helper`: parts of them in another worker. `redact`: the copy without keys.

mod broken;
mod chunk;
pub mod counts;
mod definition;
mod filter;
pub mod finding;
pub mod fingerprint;
pub mod helper;
mod hit;
mod known;
mod matcher;
pub mod message;
mod needles;
pub mod redact;
mod resolve;
pub mod rules;
pub mod scan;
mod search;
mod shape;
mod sorted;
pub mod time;
mod unescape;
pub mod warm_up;

/// A text that is to be looked for letter by letter has at least so many bytes: shorter ones stand everywhere.
pub const SHORTEST_KNOWN: usize = 6;

/// So many occurrences are told one by one; all are counted.
pub const KEPT: usize = 10_000;
