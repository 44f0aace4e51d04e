//! What a key asks of its operator, from what is known of it.

use super::{KeyRecord, Life, Standing};
use crate::key_name::KeyName;
use crate::moment::{Expiry, Freshness, Moment, Thresholds};
use crate::vendor::Succession;

/// Whether the QuickStream key in use is the one that should be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseLight {
    /// It is.
    NoChange,
    /// Another one should be used, before this one ends.
    Switch {
        /// The other key's name, where the vendor gave one.
        to: Option<KeyName>,
        /// This key's end, where it is known.
        by: Option<Moment>,
    },
    /// Another one should be used, and this one has ended.
    Overdue {
        /// The other key's name, where the vendor gave one.
        to: Option<KeyName>,
    },
}

impl UseLight {
    /// In a few words; the date stands beside them.
    pub fn words(&self) -> String {
        let named = |to: &Option<KeyName>| to.as_ref().map_or("the newer key", KeyName::as_str).to_owned();
        match self {
            Self::NoChange => "in use is what should be used: no change".into(),
            Self::Switch { to, by: Some(_) } => ["switch to ", &named(to), " before this key ends"].concat(),
            Self::Switch { to, by: None } => ["switch to ", &named(to), " soon"].concat(),
            Self::Overdue { to } => ["switch to ", &named(to), " now: this key has ended"].concat(),
        }
    }
}

/// The one act that a key asks for first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextAct {
    /// Ask the vendor about it.
    Check,
    /// Have a newer key take its place, whether it lives or is dead.
    Succeed(Succession),
    /// None: it is settled, forgotten or dead.
    Nothing,
}

impl KeyRecord {
    /// Pairs who the key is with which key should be used. `None` until QuickStream was asked, of a key that is not
    /// in use any more, and of a dead one, whatever was advised while it lived.
    pub fn use_light(&self, now: Moment) -> Option<UseLight> {
        let in_use = matches!(self.standing, Standing::Current | Standing::Unverified | Standing::Spare);
        let should = self.should_use.as_ref().filter(|_| in_use && self.life != Life::Dead)?;
        let to = should.name.clone();
        Some(match self.expiry {
            _ if should.same => UseLight::NoChange,
            Expiry::At(end) if end <= now => UseLight::Overdue { to },
            Expiry::At(end) => UseLight::Switch { to, by: Some(end) },
            Expiry::Unknown | Expiry::Never => UseLight::Switch { to, by: None },
        })
    }

    /// What to do about it first.
    pub fn next_act(&self, now: Moment, thresholds: Thresholds) -> NextAct {
        let succeed = NextAct::Succeed(self.vendor.spec().succession);
        match self.life {
            _ if self.secret.is_none() || self.is_settled() => return NextAct::Nothing,
            Life::Dead if self.changes_hands() => return succeed,
            Life::Dead => return NextAct::Nothing,
            _ if self.is_loose() && self.changes_hands() => return succeed,
            Life::Alive | Life::NotChecked | Life::NotKnown => {}
        }
        let asked = self.life == Life::Alive && self.freshness(now) == Freshness::Fresh;
        if !asked || !self.changes_hands() {
            return NextAct::Check;
        }
        if self.is_due(now, thresholds) { succeed } else { NextAct::Check }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::TimeDelta;

    use super::*;
    use crate::inventory::{Inventory, KeyId, NewKey, ShouldUse};
    use crate::leak::Leak;
    use crate::moment::read;
    use crate::product::{Product, Reality};
    use crate::secret::Secret;
    use crate::vendor::Vendor;

    fn now() -> Moment {
        read("2026-11-22T00:00:00Z").unwrap()
    }

    fn key(vendor: Vendor, text: &str) -> KeyRecord {
        let mut inventory = Inventory::default();
        let secret = Arc::new(Secret::new(text));
        let new = NewKey { connection: "c".into(), vendor, secret, label: String::new() };
        assert_eq!(inventory.add(new, now()), Ok(KeyId(1)));
        inventory.keys.remove(0)
    }

    fn asked(mut key: KeyRecord) -> KeyRecord {
        key.life = Life::Alive;
        key.checked = Some(now());
        key
    }

    #[test]
    fn a_key_nobody_asked_about_is_checked_first() {
        let fresh = key(Vendor::QuickStream, "FAKE_SEC_a");
        assert_eq!(fresh.next_act(now(), Thresholds::default()), NextAct::Check);
        let stale = asked(key(Vendor::QuickStream, "FAKE_SEC_a"));
        assert_eq!(stale.next_act(now() + TimeDelta::hours(25), Thresholds::default()), NextAct::Check);
    }

    #[test]
    fn a_newer_key_or_a_near_end_asks_for_a_renewal() {
        let mut key = asked(key(Vendor::QuickStream, "FAKE_SEC_a"));
        key.should_use = Some(ShouldUse { name: KeyName::new("FAKE_SEC...b"), same: false });
        key.expiry = Expiry::At(now() + TimeDelta::days(60));
        assert_eq!(key.next_act(now(), Thresholds::default()), NextAct::Succeed(Succession::Renewal));
        let by = Some(now() + TimeDelta::days(60));
        assert_eq!(key.use_light(now()), Some(UseLight::Switch { to: KeyName::new("FAKE_SEC...b"), by }));
        key.should_use = Some(ShouldUse { name: None, same: true });
        assert_eq!(key.use_light(now()), Some(UseLight::NoChange));
        assert_eq!(key.next_act(now(), Thresholds::default()), NextAct::Check);
        key.expiry = Expiry::At(now() + TimeDelta::days(9));
        assert_eq!(key.next_act(now(), Thresholds::default()), NextAct::Succeed(Succession::Renewal));
    }

    #[test]
    fn a_switch_that_comes_too_late_says_so() {
        let mut key = asked(key(Vendor::QuickStream, "FAKE_SEC_a"));
        key.should_use = Some(ShouldUse { name: None, same: false });
        key.expiry = Expiry::At(now());
        assert_eq!(key.use_light(now()), Some(UseLight::Overdue { to: None }));
    }

    #[test]
    fn dead_wins_over_what_was_advised_and_a_replaced_key_needs_no_advice() {
        let mut key = asked(key(Vendor::QuickStream, "FAKE_SEC_a"));
        key.should_use = Some(ShouldUse { name: None, same: true });
        assert_eq!(key.use_light(now()), Some(UseLight::NoChange));
        key.life = Life::Dead;
        assert_eq!(key.use_light(now()), None, "no green beside a dead key");
        key.life = Life::Alive;
        key.should_use = Some(ShouldUse { name: None, same: false });
        key.standing = Standing::Superseded;
        assert_eq!(key.use_light(now()), None, "it was switched");
    }

    #[test]
    fn a_product_key_rotates_and_a_partner_key_does_not() {
        let mut product = asked(key(Vendor::SuperApi, "superapiproduct_fake"));
        assert_eq!(product.next_act(now(), Thresholds::default()), NextAct::Check);
        product.product =
            Some(Product { id: uuid::Uuid::nil(), name: "Payroll".into(), reality: Reality::Sandboxed });
        assert_eq!(product.next_act(now(), Thresholds::default()), NextAct::Succeed(Succession::Rotation));
        product.life = Life::Dead;
        assert_eq!(
            product.next_act(now(), Thresholds::default()),
            NextAct::Succeed(Succession::Rotation),
            "a dead one is replaced"
        );
        product.product = None;
        assert_eq!(product.next_act(now(), Thresholds::default()), NextAct::Nothing);
        let mut partner = asked(key(Vendor::SuperApi, "superapipartner_fake"));
        assert_eq!(partner.next_act(now(), Thresholds::default()), NextAct::Check);
        partner.life = Life::Dead;
        assert_eq!(partner.next_act(now(), Thresholds::default()), NextAct::Nothing);
    }

    #[test]
    fn a_leaked_key_is_replaced_before_anything_else_is_asked_of_it() {
        let leaked = |vendor, text| {
            let mut key = key(vendor, text);
            key.leak = Some(Leak { at: now(), reason: "In a log.".into(), reported: None });
            key
        };
        let next = |key: &KeyRecord| key.next_act(now(), Thresholds::default());
        let mut shop = leaked(Vendor::QuickStream, "FAKE_SEC_a");
        assert_eq!(next(&shop), NextAct::Succeed(Succession::Renewal), "although nobody has checked it");
        shop.standing = Standing::Superseded;
        assert!(!shop.is_settled(), "whoever has it can use it");
        shop.life = Life::Dead;
        assert_eq!((next(&shop), shop.is_settled()), (NextAct::Nothing, true));
        let mut product = leaked(Vendor::SuperApi, "superapiproduct_fake");
        product.product =
            Some(Product { id: uuid::Uuid::nil(), name: "Payroll".into(), reality: Reality::Sandboxed });
        assert_eq!(next(&product), NextAct::Succeed(Succession::Rotation));
    }

    #[test]
    fn a_dead_or_settled_key_asks_for_nothing() {
        let mut dead = key(Vendor::QuickStream, "FAKE_SEC_a");
        dead.life = Life::Dead;
        assert_eq!(dead.next_act(now(), Thresholds::default()), NextAct::Nothing);
        let mut old = asked(key(Vendor::QuickStream, "FAKE_SEC_a"));
        old.standing = Standing::Superseded;
        assert_eq!(old.next_act(now(), Thresholds::default()), NextAct::Nothing);
    }
}
