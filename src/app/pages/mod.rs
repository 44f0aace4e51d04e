//! The pages.

pub mod rehearse;
pub mod renew;
pub mod rotate;
pub mod run;

pub use rehearse::RehearsePage;
pub use renew::RenewPage;
pub use rotate::RotatePage;
pub use run::RunPage;
