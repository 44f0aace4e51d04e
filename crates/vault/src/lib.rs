//! The sealed formats: bytes in, bytes out. No storage, no clock, no randomness; those come from the edges.
//!
//! A passphrase opens the [`header`], which holds the vault's key. That key opens each [`set`]'s own random
//! key: one set is the inventory, each run's journal is another. A set's [`record`]s are sealed under its key
//! and chained by hash, and a mark says where the chain ends. [`load`] reads all of it; an [`export`] carries
//! all of it to another browser.
//!
//! A [`parked`] reply is sealed by the gateway, under a key that the page made for one call.

pub mod act_codec;
pub mod bytes;
pub mod connection_codec;
mod end_mark;
pub mod entry;
pub mod error;
pub mod export;
pub mod header;
mod inventory_codec;
pub mod load;
pub mod parked;
pub mod passphrase;
pub mod record;
pub mod replay;
pub mod run_start;
pub mod seal;
pub mod secret_text;
pub mod set;
pub mod snapshot;
mod step_codec;
pub mod strength;
