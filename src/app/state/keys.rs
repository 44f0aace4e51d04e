//! The keys. Nothing else writes to the inventory.

use std::sync::Arc;

use leptos::prelude::*;

use super::site::Site;
use super::unsaved_reply::UnsavedReplies;
use keyturn_domain::inventory::{Fate, Inventory, KeyId, KeyRecord, NewKey, Notes, Orphan};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::{Expiry, Moment};
use keyturn_domain::product::Product;
use keyturn_domain::secret::Secret;
use keyturn_domain::superapi::rotation::Outcome;

/// The keys of this panel.
#[derive(Clone, Copy)]
pub struct Keys {
    pub(super) inventory: RwSignal<Inventory>,
    pub(super) unsaved: UnsavedReplies,
    pub(super) site: Site,
}

impl Keys {
    pub(super) fn new(site: Site) -> Self {
        Self { inventory: RwSignal::default(), unsaved: UnsavedReplies::new(), site }
    }

    /// Reads the inventory. Tracked.
    pub fn with<T>(self, read: impl FnOnce(&Inventory) -> T) -> T {
        self.inventory.with(read)
    }

    /// Reads the inventory. Untracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Inventory) -> T) -> T {
        self.inventory.with_untracked(read)
    }

    /// Runs the effect or memo it is called in again when a key changes.
    pub fn track(self) {
        self.inventory.track();
    }

    /// What people call the keys, their products and facilities, and the masks. Tracked.
    pub(super) fn names(self) -> Vec<String> {
        let of_key = |key: &KeyRecord| {
            let name = key.name.as_ref().map(|name| name.as_str().to_owned());
            let product = key.product.as_ref().map(|product| product.name.clone());
            [Some(key.label.clone()), Some(key.masked.clone()), name, product, key.facility.clone()]
        };
        self.with(|inventory| inventory.keys().iter().flat_map(of_key).flatten().collect())
    }

    /// Adds a key.
    ///
    /// # Errors
    /// The key that is here already.
    pub fn add_key(self, new: NewKey) -> Result<KeyId, KeyId> {
        let mut added = Err(KeyId(0));
        self.change(|inventory, now| added = inventory.add(new, now));
        added
    }

    /// Adds a key that a vendor has just said opens this product.
    ///
    /// # Errors
    /// The key that is here already.
    pub fn add_found_key(self, new: NewKey, product: Product) -> Result<KeyId, KeyId> {
        let mut added = Err(KeyId(0));
        self.change(|inventory, now| {
            added = inventory.add(new, now);
            if let Ok(id) = added {
                inventory.opens(id, &Ok(product), now);
            }
        });
        added
    }

    /// Calls a key so.
    pub fn relabel(self, id: KeyId, label: String) {
        self.change(|inventory, _| inventory.relabel(id, label));
    }

    /// Keeps these notes with a key.
    pub fn describe(self, id: KeyId, notes: Notes) {
        self.change(|inventory, _| inventory.describe(id, notes));
    }

    /// Forgets a key's text, and keeps what is known of it.
    pub fn forget(self, id: KeyId) {
        self.change(|inventory, now| inventory.forget(id, now));
    }

    /// Removes a key and everything that is known of it.
    pub fn remove(self, id: KeyId) {
        self.change(|inventory, _| inventory.remove(id));
    }

    /// Lets a kept next key of a record go.
    pub fn dismiss_next(self, id: KeyId, next: &Secret) {
        self.change(|inventory, now| inventory.dismiss(id, next, now));
    }

    /// Marks a key as leaked, noticed at an instant.
    pub fn mark_leaked(self, id: KeyId, noticed: Moment, reason: String) {
        self.change(|inventory, now| inventory.leaked(id, noticed, reason, now));
    }

    /// The vendor was told of a key's leak.
    pub fn mark_leak_reported(self, id: KeyId) {
        self.change(|inventory, now| inventory.leak_reported(id, now));
    }

    /// Says what became of a key that nobody received. `false` if that was said already.
    pub fn resolve_orphan(self, orphan: &Orphan, fate: Fate, reason: &str) -> bool {
        let mut resolved = false;
        self.change(|inventory, now| resolved = inventory.resolve(orphan, fate, reason, now));
        resolved
    }

    /// A rotation that began from this key is over.
    pub(in crate::app) fn finish_rotation(self, old: KeyId, outcome: &Outcome) {
        self.change(|inventory, now| inventory.rotated(old, outcome, now));
    }

    /// A renewal that began from this key has switched to the newer one.
    pub(in crate::app) fn finish_renewal(
        self,
        old: KeyId,
        newer: Arc<Secret>,
        name: Option<KeyName>,
        expiry: Expiry,
    ) {
        self.change(|inventory, now| _ = inventory.renewed(old, newer, name, expiry, now));
    }

    /// Shows the keys of a vault instead of all there were.
    pub(in crate::app) fn replace(self, inventory: Inventory) {
        self.inventory.set(inventory);
    }

    pub(super) fn change(self, change: impl FnOnce(&mut Inventory, Moment)) {
        let now = self.site.moment();
        self.inventory.update(|inventory| change(inventory, now));
    }
}
