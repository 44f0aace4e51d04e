//! What the operator brings, does and is offered.

use std::sync::Arc;

use super::{Newer, StoreMismatch};
use crate::facility::Facility;
use crate::key_name::KeyName;
use crate::moment::Expiry;
use crate::secret::Secret;
use crate::vendor::{Environment, Vendor};

/// What a renewal starts from.
#[derive(Clone)]
pub struct Case {
    /// Whose key it is.
    pub vendor: Vendor,
    /// The connection's label.
    pub connection: String,
    /// What the connection reaches.
    pub environment: Environment,
    /// The secret key in use.
    pub current: Arc<Secret>,
    /// Its name, where it is known from before.
    pub name: Option<KeyName>,
    /// Its own expiry, where it is known from before.
    pub expiry: Expiry,
    /// The facility code that the vendor gave for it in the run before, where this one follows on another.
    pub facility: Option<String>,
    /// The facility that the vendor gave for it when it was checked. For another one the run goes no further.
    pub known: Option<Facility>,
    /// Keys that the vendor handed out to it before and that nobody uses yet, the newest last.
    pub next: Vec<Newer>,
}

/// What the operator can do.
pub enum Act {
    /// Begin: check the current key, and go on by itself until a new key waits to be stored.
    Check,
    /// Try the failed step again. The only way on after a failure.
    Retry,
    /// Show that the new key was stored: this is what was read back from the store.
    ProveStored(Secret),
    /// Ask once more with the new key, and expect that same key.
    Confirm,
    /// End the run here. Before the storage is proven the current key stays the one in use.
    Abandon,
}

/// What the current step offers the operator. It has no `Debug`: it may hold a key.
#[derive(Clone)]
pub enum Ask {
    /// [`Act::Check`].
    Check,
    /// [`Act::ProveStored`], after storing this key.
    Store {
        /// The new, tested key.
        key: Arc<Secret>,
        /// Its name.
        name: Option<KeyName>,
        /// Its own expiry.
        expiry: Expiry,
        /// Why the last text read back was not it.
        mismatch: Option<StoreMismatch>,
    },
    /// [`Act::Confirm`].
    Confirm,
    /// [`Act::Retry`]; at [`Step::Store`](super::Step::Store) also [`Act::ProveStored`].
    Retry,
    /// Nothing: a call is on its way, or the run is over.
    Nothing,
}

/// Which key is in use, and which should be, by their names for logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The key that the application is believed to use.
    pub in_use: Option<KeyName>,
    /// The key that the vendor says to use; `None` until it was asked, or when it gave no name.
    pub should_use: Option<KeyName>,
}
