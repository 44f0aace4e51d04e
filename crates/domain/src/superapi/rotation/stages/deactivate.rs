//! From the roll-out to the verdict: one confirmation, at most one DELETE, and two probes.

use std::sync::Arc;

use super::{Case, Confirmation, Deactivated, Draft, Judged, Purpose, RolledOut, RotationAt};
use crate::call::{Call, Deactivation, OnceId};
use crate::moment::Moment;
use crate::run::probe::{Probe, Verdict};
use crate::superapi::rotation::Refusal;

impl RotationAt<RolledOut> {
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
    pub fn deactivate(self, _: Confirmation, once: OnceId) -> Result<(RotationAt<Deactivated>, Call), Self> {
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
    pub fn nothing_to_deactivate(self) -> RotationAt<Deactivated> {
        self.becomes(|stage| Deactivated { hand: stage.hand, sent: stage.sent })
    }
}

impl RotationAt<Deactivated> {
    /// The request never left: back to where a new confirmation may be given.
    pub fn not_sent(self) -> RotationAt<RolledOut> {
        let before = self.stage.sent.saturating_sub(1);
        self.becomes(|stage| RolledOut { hand: stage.hand, hold_until: None, sent: before })
    }

    /// Both keys were probed.
    pub fn judged(self, old: Probe, new: Probe) -> RotationAt<Judged> {
        self.becomes(|stage| Judged { hand: stage.hand, sent: stage.sent, old, new })
    }
}

impl RotationAt<Judged> {
    /// What the probes say.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.stage.old, &self.stage.new)
    }

    /// Both keys are to be probed again.
    pub fn again(self) -> RotationAt<Deactivated> {
        self.becomes(|stage| Deactivated { hand: stage.hand, sent: stage.sent })
    }

    /// The old key is still alive, and the operator wants to confirm another DELETE.
    pub fn once_more(self) -> Result<RotationAt<RolledOut>, Self> {
        if self.verdict() == Verdict::OldStillAlive {
            Ok(self.becomes(|stage| RolledOut { hand: stage.hand, hold_until: None, sent: stage.sent }))
        } else {
            Err(self)
        }
    }

    /// The new key is dead: begin again, with the old key if it lives, without it if it does not. With the run
    /// come the DELETEs that went out for the dead key.
    pub fn start_over(self) -> Result<(RotationAt<Draft>, u32), Self> {
        let purpose = match self.verdict() {
            Verdict::WrongKeyRemoved if self.case.purpose == Purpose::Leak => Purpose::Leak,
            Verdict::WrongKeyRemoved => Purpose::Rotate,
            Verdict::BothDead => Purpose::Replace,
            Verdict::Complete | Verdict::OldStillAlive | Verdict::NotKnown => return Err(self),
        };
        Ok((RotationAt { case: Case { purpose, ..self.case }, stage: Draft }, self.stage.sent))
    }
}
