//! What QuickStream, PayWay and PaymentsPlus share.

pub mod rehearsal;
pub mod renewal;
