//! The pages.

pub mod activity;
pub mod add_key;
pub mod connections;
pub mod key;
mod key_columns;
pub mod keys;
pub mod leak;
pub mod look_up;
pub mod needs_keys;
pub mod not_found;
pub mod register_keys;
pub mod rehearse;
pub mod renew;
pub mod rotate;
pub mod run;
mod run_link;
pub mod security;
pub mod startup;

pub use activity::Activity;
pub use add_key::AddKey;
pub use connections::Connections;
pub use key::Key;
pub use keys::Keys;
pub use leak::LeakPage;
pub use look_up::LookUpPage;
pub use needs_keys::NeedsKeys;
pub use not_found::NotFound;
pub use register_keys::RegisterKeys;
pub use rehearse::RehearsePage;
pub use renew::RenewPage;
pub use rotate::RotatePage;
pub use run::RunPage;
pub use security::SecurityPage;
