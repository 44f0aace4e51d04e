//! What a rotation starts from.

use std::sync::Arc;

use uuid::Uuid;

use crate::product::{DeactivateForm, ProductId};
use crate::secret::Secret;
use crate::vendor::Environment;

/// Why a run is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Replace a living key and deactivate it.
    Rotate,
    /// The old key is dead already: make a new one, there is nothing to deactivate.
    Replace,
    /// The old key leaked: as [`Self::Rotate`], but deactivating does not wait for what still uses it.
    Leak,
}

impl Purpose {
    /// Whether there is a living key to deactivate.
    pub const fn deactivates(self) -> bool {
        matches!(self, Self::Rotate | Self::Leak)
    }
}

/// What a run is about. It has no `Debug`: it holds keys.
pub struct Case {
    /// What people call the connection.
    pub connection: String,
    /// The connection's environment.
    pub environment: Environment,
    /// The partner key that makes and removes product keys.
    pub partner: Arc<Secret>,
    /// The product key to be replaced.
    pub old: Arc<Secret>,
    /// The old key's id, if the vendor ever gave it.
    pub old_id: Option<Uuid>,
    /// The product.
    pub product: ProductId,
    /// The connection's form of DELETE.
    pub form: DeactivateForm,
    /// The product's name as it was when the key was checked. Under another name the run goes no further.
    pub known_name: Option<String>,
    /// How many further keys of this product are believed alive.
    pub others: u32,
    /// Rotate or replace.
    pub purpose: Purpose,
}
