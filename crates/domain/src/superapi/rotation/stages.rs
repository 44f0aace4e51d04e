//! The stages of a rotation as types. A stage carries what has been proven so far, and has only the moves
//! that are legal from it, each of which consumes it.
//!
//! *Draft → Checked → Provisioned → Tested → Stored → RolledOut → Deactivated → Judged.*
//!
//! Deactivating before storage is proven does not compile:
//! ```compile_fail,E0599
//! use keyturn_domain::superapi::rotation::stages::{RotationAt, Tested};
//! fn too_early(run: RotationAt<Tested>) {
//!     let _ = run.confirm("Payroll", chrono::DateTime::UNIX_EPOCH);
//! }
//! ```
//! Nor does storing before the new key is tested, or using a stage twice:
//! ```compile_fail,E0599
//! use keyturn_domain::superapi::rotation::stages::{Provisioned, RotationAt};
//! use keyturn_domain::secret::Secret;
//! fn untested(run: RotationAt<Provisioned>, pasted: &Secret) {
//!     let _ = run.read_back(pasted);
//! }
//! ```
//! ```compile_fail,E0382
//! use keyturn_domain::superapi::rotation::stages::{RotationAt, Stored};
//! fn twice(run: RotationAt<Stored>) {
//!     let first = run.rolled_out(None);
//!     let second = run.rolled_out(None);
//! }
//! ```

#![expect(
    clippy::result_large_err,
    reason = "a refused move hands the whole run back, so that nothing is lost"
)]

mod case;
mod deactivate;

use std::sync::Arc;

use uuid::Uuid;

pub use case::{Case, Purpose};

use super::refusal::{Refusal, StoreMismatch};
use crate::call::Minted;
use crate::moment::Moment;
use crate::product::Product;
use crate::run::probe::Probe;
use crate::secret::{Fingerprint, Secret};

/// A run at a stage.
pub struct RotationAt<S> {
    pub(super) case: Case,
    pub(super) stage: S,
}

/// Nothing has been checked.
pub struct Draft;

/// Everything checkable has been checked; nothing at the vendor has changed.
pub struct Checked {
    pub(super) product: Product,
}

/// What stands from provisioning on: the product, and the new key in hand.
pub struct InHand {
    pub(super) product: Product,
    pub(super) new: Arc<Secret>,
    pub(super) new_id: Option<Uuid>,
}

/// A new key is in hand; nothing is known of it.
pub struct Provisioned(pub(super) InHand);

/// The new key opens the right product.
pub struct Tested(pub(super) InHand);

/// What was stored has been read back: it is the tested key, and it works.
pub struct Stored(pub(super) InHand);

/// The operator says that every consumer uses the new key.
pub struct RolledOut {
    pub(super) hand: InHand,
    pub(super) hold_until: Option<Moment>,
    pub(super) sent: u32,
}

/// The one DELETE has gone out, or was not needed. `sent` counts, here and beside, the DELETEs for this new key
/// that the vendor may have acted upon.
pub struct Deactivated {
    pub(super) hand: InHand,
    pub(super) sent: u32,
}

/// Both keys have been probed.
pub struct Judged {
    pub(super) hand: InHand,
    pub(super) sent: u32,
    pub(super) old: Probe,
    pub(super) new: Probe,
}

/// Proof that what was stored is the tested key; only [`RotationAt::<Tested>::read_back`] makes one.
pub struct ReadBack(Fingerprint);

/// Proof that the operator confirmed this deactivation; only [`RotationAt::<RolledOut>::confirm`] makes one.
pub struct Confirmation(());

type Moved<To, From> = Result<RotationAt<To>, (RotationAt<From>, Refusal)>;

impl<S> RotationAt<S> {
    fn becomes<T>(self, make: impl FnOnce(S) -> T) -> RotationAt<T> {
        RotationAt { case: self.case, stage: make(self.stage) }
    }
}

impl RotationAt<Draft> {
    /// Begins a run.
    pub fn new(case: Case) -> Self {
        Self { case, stage: Draft }
    }

    /// Preflight is passed: the old key opens this very product.
    pub fn checked(self, product: Product) -> Moved<Checked, Draft> {
        let other_id = product.id != self.case.product;
        // A dead key cannot say which product it opened.
        let compares = self.case.purpose.deactivates();
        let other_name = self.case.known_name.as_ref().filter(|known| compares && **known != product.name);
        if !other_id && other_name.is_none() {
            return Ok(self.becomes(|Draft| Checked { product }));
        }
        let known = match (&self.case.known_name, other_id) {
            (Some(name), true) => format!("{name} ({})", self.case.product),
            (Some(name), false) => name.clone(),
            (None, _) => self.case.product.to_string(),
        };
        let said = if other_id { format!("{} ({})", product.name, product.id) } else { product.name };
        Err((self, Refusal::ProductChanged { known, said }))
    }
}

impl RotationAt<Checked> {
    /// The vendor made a key.
    pub fn provisioned(self, minted: Minted) -> Moved<Provisioned, Checked> {
        if minted.key.same_as(&self.case.old) {
            return Err((self, Refusal::SameKeyMinted));
        }
        Ok(self.becomes(|Checked { product }| {
            Provisioned(InHand { product, new: minted.key, new_id: minted.id })
        }))
    }
}

impl RotationAt<Provisioned> {
    /// The new key was accepted; it must open the product being rotated.
    pub fn tested(self, seen: Product) -> Moved<Tested, Provisioned> {
        if seen.id == self.case.product {
            Ok(self.becomes(|Provisioned(hand)| Tested(InHand { product: seen, ..hand })))
        } else {
            Err((self, Refusal::NewKeyOfOtherProduct))
        }
    }
}

impl RotationAt<Tested> {
    /// Compares what was read back from where the key was stored with the key that was tested.
    pub fn read_back(&self, pasted: &Secret) -> Result<ReadBack, StoreMismatch> {
        let found = pasted.fingerprint();
        if found == self.stage.0.new.fingerprint() {
            Ok(ReadBack(found))
        } else if found == self.case.old.fingerprint() {
            Err(StoreMismatch::OldKey)
        } else if found == self.case.partner.fingerprint() {
            Err(StoreMismatch::PartnerKey)
        } else {
            Err(StoreMismatch::AnotherKey)
        }
    }

    /// The key that was read back works as well.
    pub fn stored(self, proof: &ReadBack, seen: &Product) -> Moved<Stored, Tested> {
        if proof.0 == self.stage.0.new.fingerprint() && seen.id == self.case.product {
            Ok(self.becomes(|Tested(hand)| Stored(hand)))
        } else {
            Err((self, Refusal::NewKeyOfOtherProduct))
        }
    }
}

impl RotationAt<Stored> {
    /// Every consumer uses the new key, or will by `hold_until`.
    pub fn rolled_out(self, hold_until: Option<Moment>) -> RotationAt<RolledOut> {
        self.becomes(|Stored(hand)| RolledOut { hand, hold_until, sent: 0 })
    }
}
