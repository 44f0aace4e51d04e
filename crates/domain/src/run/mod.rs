//! What a run of any machine is made of.

pub mod log;
pub mod machine;
pub(crate) mod phase;
pub mod probe;
pub mod step;
