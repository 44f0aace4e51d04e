//! The stages of a rotation as types. A stage carries what has been proven so far, and has only the moves
//! that are legal from it, each of which consumes it.
//!
//! *Draft → Checked → Provisioned → Tested → Stored → RolledOut → Deactivated → Judged.*
//!
//! Deactivating before storage is proven does not compile:
//! ```compile_fail,E0599
//! use keyturn_domain::rotation::stages::{Run, Tested};
//! fn too_early(run: Run<Tested>) {
//!     let _ = run.confirm("Payroll", chrono::DateTime::UNIX_EPOCH);
//! }
//! ```
//! Nor does storing before the new key is tested, or using a stage twice:
//! ```compile_fail,E0599
//! use keyturn_domain::rotation::stages::{Provisioned, Run};
//! use keyturn_domain::secret::Secret;
//! fn untested(run: Run<Provisioned>, pasted: &Secret) {
//!     let _ = run.read_back(pasted);
//! }
//! ```
//! ```compile_fail,E0382
//! use keyturn_domain::rotation::stages::{Run, Stored};
//! fn twice(run: Run<Stored>) {
//!     let first = run.rolled_out(None);
//!     let second = run.rolled_out(None);
//! }
//! ```

#![expect(
    clippy::result_large_err,
    reason = "a refused move hands the whole run back, so that nothing is lost"
)]

use std::sync::Arc;

use uuid::Uuid;

use super::refusal::{Refusal, StoreMismatch};
use crate::call::{Call, Deactivation, Minted, OnceId};
use crate::moment::Moment;
use crate::product::{DeactivateForm, Product, ProductId};
use crate::run::probe::{Probe, Verdict};
use crate::secret::{Fingerprint, Secret};
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

/// A run at a stage.
pub struct Run<S> {
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

/// Proof that what was stored is the tested key; only [`Run::<Tested>::read_back`] makes one.
pub struct ReadBack(Fingerprint);

/// Proof that the operator confirmed this deactivation; only [`Run::<RolledOut>::confirm`] makes one.
pub struct Confirmation(());

type Moved<To, From> = Result<Run<To>, (Run<From>, Refusal)>;

impl<S> Run<S> {
    fn becomes<T>(self, make: impl FnOnce(S) -> T) -> Run<T> {
        Run { case: self.case, stage: make(self.stage) }
    }
}

impl Run<Draft> {
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

impl Run<Checked> {
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

impl Run<Provisioned> {
    /// The new key was accepted; it must open the product being rotated.
    pub fn tested(self, seen: Product) -> Moved<Tested, Provisioned> {
        if seen.id == self.case.product {
            Ok(self.becomes(|Provisioned(hand)| Tested(InHand { product: seen, ..hand })))
        } else {
            Err((self, Refusal::NewKeyOfOtherProduct))
        }
    }
}

impl Run<Tested> {
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

impl Run<Stored> {
    /// Every consumer uses the new key, or will by `hold_until`.
    pub fn rolled_out(self, hold_until: Option<Moment>) -> Run<RolledOut> {
        self.becomes(|Stored(hand)| RolledOut { hand, hold_until, sent: 0 })
    }
}

impl Run<RolledOut> {
    /// What must be typed to confirm, where the product is not known to be sandboxed.
    pub fn to_type(&self) -> Option<String> {
        let product = &self.stage.hand.product;
        if !product.reality.needs_typing() {
            return None;
        }
        let name = product.name.trim();
        Some(if name.is_empty() { product.id.to_string() } else { name.to_owned() })
    }

    /// The operator's confirmation, which is good for one DELETE.
    pub fn confirm(&self, typed: &str, now: Moment) -> Result<Confirmation, Refusal> {
        if self.stage.hold_until.is_some_and(|until| now < until) {
            Err(Refusal::StillHeld)
        } else if self.to_type().is_some_and(|name| typed.trim() != name) {
            Err(Refusal::NameNotTyped)
        } else {
            Ok(Confirmation(()))
        }
    }

    /// The one DELETE. `None` if the connection deactivates by key id and there is no id.
    pub fn deactivate(self, _: Confirmation, once: OnceId) -> Result<(Run<Deactivated>, Call), Self> {
        let Some(form) = Deactivation::choose(self.case.form, self.case.old_id) else { return Err(self) };
        let call = Call::Deactivate {
            partner: Arc::clone(&self.case.partner),
            product: self.case.product,
            form,
            once,
        };
        Ok((self.becomes(|stage| Deactivated { hand: stage.hand, sent: stage.sent + 1 }), call))
    }

    /// The old key is dead already, so there is nothing to deactivate.
    pub fn nothing_to_deactivate(self) -> Run<Deactivated> {
        self.becomes(|stage| Deactivated { hand: stage.hand, sent: stage.sent })
    }
}

impl Run<Deactivated> {
    /// The request never left: back to where a new confirmation may be given.
    pub fn not_sent(self) -> Run<RolledOut> {
        let before = self.stage.sent.saturating_sub(1);
        self.becomes(|stage| RolledOut { hand: stage.hand, hold_until: None, sent: before })
    }

    /// Both keys were probed.
    pub fn judged(self, old: Probe, new: Probe) -> Run<Judged> {
        self.becomes(|stage| Judged { hand: stage.hand, sent: stage.sent, old, new })
    }
}

impl Run<Judged> {
    /// What the probes say.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.stage.old, &self.stage.new)
    }

    /// Both keys are to be probed again.
    pub fn again(self) -> Run<Deactivated> {
        self.becomes(|stage| Deactivated { hand: stage.hand, sent: stage.sent })
    }

    /// The old key is still alive, and the operator wants to confirm another DELETE.
    pub fn once_more(self) -> Result<Run<RolledOut>, Self> {
        if self.verdict() == Verdict::OldStillAlive {
            Ok(self.becomes(|stage| RolledOut { hand: stage.hand, hold_until: None, sent: stage.sent }))
        } else {
            Err(self)
        }
    }

    /// The new key is dead: begin again, with the old key if it lives, without it if it does not. With the run
    /// come the DELETEs that went out for the dead key.
    pub fn start_over(self) -> Result<(Run<Draft>, u32), Self> {
        let purpose = match self.verdict() {
            Verdict::WrongKeyRemoved if self.case.purpose == Purpose::Leak => Purpose::Leak,
            Verdict::WrongKeyRemoved => Purpose::Rotate,
            Verdict::BothDead => Purpose::Replace,
            Verdict::Complete | Verdict::OldStillAlive | Verdict::NotKnown => return Err(self),
        };
        Ok((Run { case: Case { purpose, ..self.case }, stage: Draft }, self.stage.sent))
    }
}
