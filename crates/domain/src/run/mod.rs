//! What a run of any machine is made of.

pub mod frame;
pub mod log;
pub mod machine;
pub mod phase;
pub mod probe;
pub mod step;
pub mod turn;
