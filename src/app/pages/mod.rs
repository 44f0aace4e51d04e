//! The pages.

pub mod activity;
pub mod add_key;
pub mod connections;
pub mod key;
pub mod keys;
pub mod not_found;
pub mod rehearse;
pub mod renew;
pub mod rotate;
pub mod run;
pub mod security;
pub mod site;

pub use activity::Activity;
pub use add_key::AddKey;
pub use connections::Connections;
pub use key::Key;
pub use keys::Keys;
pub use not_found::NotFound;
pub use rehearse::RehearsePage;
pub use renew::RenewPage;
pub use rotate::RotatePage;
pub use run::RunPage;
pub use security::SecurityPage;
