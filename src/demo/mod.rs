//! The demo's world: both simulated vendors, and before them what the gateway would do, in memory.
//!
//! It has a time of its own, which begins at a fixed instant and moves only with what happens here: two worlds that
//! were given the same inputs are the same, so a world can be rebuilt from the log of its inputs.

mod codes;
mod forward;
mod idempotency;
mod input;
mod steer;
mod world;

#[cfg(test)]
mod tests;

pub use input::Input;
pub use steer::Steer;
pub use world::{Heard, World, site};
