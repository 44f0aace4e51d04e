//! Probes, and the verdict on a rotation that two of them give.

use crate::fault::{Answer, Fault};
use crate::product::{Product, ProductId};

/// What a harmless GET said of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    /// The vendor accepts the key.
    Alive,
    /// The vendor rejects the key. `GET /product` has 401 and 403 for that.
    Dead,
    /// Anything else: no verdict on the key.
    NotKnown(Box<Fault>),
}

impl Probe {
    /// Reads the answer to `GET /product`. A 200 for another product says nothing about this key's life in
    /// the product being rotated, so it is not known.
    pub fn of(answer: &Answer<Product>, expected: ProductId) -> Self {
        match answer {
            Ok(product) if product.id == expected => Self::Alive,
            Ok(_) => {
                Self::NotKnown(Box::new(Fault::new(crate::fault::Cause::Unusable, crate::fault::Acted::No)))
            }
            Err(fault) if fault.rejects_key() => Self::Dead,
            Err(fault) => Self::NotKnown(Box::new(fault.clone())),
        }
    }

    /// The word on screen.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Alive => "alive",
            Self::Dead => "dead",
            Self::NotKnown(_) => "not known",
        }
    }
}

/// Where a rotation ended, by probing both keys after the DELETE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Old key dead, new key alive.
    Complete,
    /// Both alive: nothing, or some third key, was deactivated.
    OldStillAlive,
    /// Old key alive, new key dead: the wrong key was removed.
    WrongKeyRemoved,
    /// Both dead: an outage.
    BothDead,
    /// At least one probe gave no answer.
    NotKnown,
}

impl Verdict {
    /// The contract's table.
    pub const fn of(old: &Probe, new: &Probe) -> Self {
        match (old, new) {
            (Probe::Dead, Probe::Alive) => Self::Complete,
            (Probe::Alive, Probe::Alive) => Self::OldStillAlive,
            (Probe::Alive, Probe::Dead) => Self::WrongKeyRemoved,
            (Probe::Dead, Probe::Dead) => Self::BothDead,
            _ => Self::NotKnown,
        }
    }

    /// Whether people must be interrupted.
    pub const fn is_alarm(self) -> bool {
        matches!(self, Self::WrongKeyRemoved | Self::BothDead)
    }

    /// The verdict's title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Complete => "Rotation complete",
            Self::OldStillAlive => "The old key is still alive",
            Self::WrongKeyRemoved => "The wrong key was removed",
            Self::BothDead => "Both keys are dead",
            Self::NotKnown => "Not known yet",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::{Acted, Cause};
    use crate::product::Reality;

    #[test]
    fn trap_40_only_a_status_is_a_verdict_on_a_key() {
        let id = ProductId::from_u128(1);
        let fails = |cause| Probe::of(&Err(Fault::new(cause, Acted::No)), id);
        assert_eq!(fails(Cause::KeyRejected), Probe::Dead);
        for cause in [
            Cause::ProxyUnreachable,
            Cause::VendorUnwell,
            Cause::VendorRefused,
            Cause::CompanyProxy,
            Cause::Forbidden,
        ] {
            assert!(matches!(fails(cause), Probe::NotKnown(_)), "{cause:?}");
        }
    }

    #[test]
    fn trap_27_another_product_is_no_proof_of_life() {
        let product = Product { id: ProductId::from_u128(2), name: "P".into(), reality: Reality::Live };
        assert_eq!(Probe::of(&Ok(product.clone()), ProductId::from_u128(2)), Probe::Alive);
        assert!(matches!(Probe::of(&Ok(product), ProductId::from_u128(1)), Probe::NotKnown(_)));
    }

    #[test]
    fn the_five_verdicts() {
        let unknown = Probe::NotKnown(Box::new(Fault::new(Cause::VendorUnwell, Acted::No)));
        assert_eq!(Verdict::of(&Probe::Dead, &Probe::Alive), Verdict::Complete);
        assert_eq!(Verdict::of(&Probe::Alive, &Probe::Alive), Verdict::OldStillAlive);
        assert_eq!(Verdict::of(&Probe::Alive, &Probe::Dead), Verdict::WrongKeyRemoved);
        assert_eq!(Verdict::of(&Probe::Dead, &Probe::Dead), Verdict::BothDead);
        assert_eq!(Verdict::of(&unknown, &Probe::Alive), Verdict::NotKnown);
        assert_eq!(Verdict::of(&Probe::Dead, &unknown), Verdict::NotKnown);
    }
}
