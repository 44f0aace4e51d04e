//! What Keyturn knows about keys and how they change hands. No web, no JSON, no clock, no randomness:
//! instants and one-time ids come in as arguments.

pub mod activity;
pub mod call;
pub mod connection;
pub mod explain;
pub mod facility;
pub mod fault;
pub mod history;
pub mod idle;
pub mod inventory;
pub mod key;
pub mod key_name;
pub mod leak;
pub mod lookup;
pub mod machine_text;
pub mod moment;
pub mod product;
pub mod run;
pub mod secret;
pub mod short_token;
pub mod superapi;
#[cfg(test)]
mod tests;
pub mod text;
pub mod vendor;
pub mod westpac;
