//! What decides whether a key needs a person, read off the panel's own record or off a register.

use crate::inventory::{KeyId, KeyRecord, Life, Standing};
use crate::key::KeyKind;
use crate::moment::{Expiry, Freshness, Moment, Nearness, Thresholds};
use crate::product::ProductId;
use crate::vendor::Vendor;

/// What decides whether a key needs a person.
#[derive(Clone, Debug)]
pub struct KeyState<'a> {
    /// The key.
    pub id: KeyId,
    /// Whose key it is.
    pub vendor: Vendor,
    /// Its kind.
    pub kind: KeyKind,
    /// The connection it belongs to.
    pub connection: &'a str,
    /// QuickStream: its facility.
    pub facility: Option<&'a str>,
    /// SuperAPI: the product that it opens.
    pub product: Option<ProductId>,
    /// The last verdict on it.
    pub life: Life,
    /// Its place among the others.
    pub standing: Standing,
    /// Its end.
    pub expiry: Expiry,
    /// When the vendor last gave a verdict.
    pub checked: Option<Moment>,
    /// When the panel came to know it.
    pub added: Moment,
    /// Whether it leaked.
    pub leaked: bool,
    /// It leaked, and its vendor wants to be told and has not been.
    pub report_due: bool,
    /// QuickStream named another key to use from now on.
    pub newer_named: bool,
    /// Whether the key itself is here, so that its vendor can be asked.
    pub held: bool,
    /// Whether it can be renewed or rotated from here.
    pub changes_hands: bool,
    /// The key it replaced.
    pub predecessor: Option<KeyId>,
    /// The key that replaced it.
    pub successor: Option<KeyId>,
}

/// What stops when its last key dies: a product, or one kind of key of a facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Service<'a> {
    connection: &'a str,
    place: Place<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place<'a> {
    Product(ProductId),
    /// A publishable key cannot do what a secret one does, so neither keeps the other's users alive.
    Facility(&'a str, bool),
}

impl<'a> KeyState<'a> {
    /// Of a key in the panel's own list.
    pub fn of(key: &'a KeyRecord) -> Self {
        let due = |leak: &crate::leak::Leak| leak.reported.is_none() && leak.due(key.vendor).is_some();
        Self {
            id: key.id,
            vendor: key.vendor,
            kind: key.kind,
            connection: &key.connection,
            facility: key.facility.as_deref(),
            product: key.product.as_ref().map(|product| product.id),
            life: key.life,
            standing: key.standing,
            expiry: key.expiry,
            checked: key.checked,
            added: key.added,
            leaked: key.leak.is_some(),
            report_due: key.leak.as_ref().is_some_and(due),
            newer_named: key.should_use.as_ref().is_some_and(|should| !should.same),
            held: key.secret.is_some(),
            changes_hands: key.changes_hands(),
            predecessor: key.predecessor,
            successor: key.successor,
        }
    }

    /// What stops when it and its likes are dead. A partner key belongs to no product.
    pub(super) fn service(&self) -> Option<Service<'a>> {
        let place = match (self.kind, self.product) {
            (KeyKind::SuperApiPartner, _) => return None,
            (_, Some(product)) => Place::Product(product),
            (kind, None) => Place::Facility(self.facility?, kind == KeyKind::WestpacPublishable),
        };
        Some(Service { connection: self.connection, place })
    }

    pub(super) const fn is_dead(&self) -> bool {
        matches!(self.life, Life::Dead)
    }

    /// It may work: no vendor has rejected it, and its end, if it has one, is ahead or was outlived.
    pub(super) fn may_work(&self, now: Moment) -> bool {
        let outlived = |end: Moment| self.life == Life::Alive && self.checked.is_some_and(|at| at >= end);
        !self.is_dead()
            && match self.expiry {
                Expiry::At(end) => end > now || outlived(end),
                Expiry::Unknown | Expiry::Never => true,
            }
    }

    /// Somebody may be using it, or is meant to.
    pub(super) const fn is_in_use(&self) -> bool {
        matches!(self.standing, Standing::Current | Standing::Unverified | Standing::Spare)
    }

    pub(super) const fn is_loose(&self) -> bool {
        self.leaked && !self.is_dead()
    }

    /// Alive, or perhaps alive, where nothing is proven to use it.
    pub(super) fn is_unverified(&self) -> bool {
        !self.is_dead()
            && match self.standing {
                Standing::Current => false,
                Standing::Unverified | Standing::Spare => true,
                Standing::Superseded => self.expiry == Expiry::Never,
                // It should be dead, and its vendor accepted it since.
                Standing::Deactivated => self.life == Life::Alive,
            }
    }

    pub(super) fn ends_soon(&self, now: Moment, thresholds: Thresholds) -> bool {
        let near = self.expiry.nearness(now, thresholds);
        self.is_in_use()
            && !self.is_dead()
            && matches!(near, Nearness::Expired | Nearness::Urgent | Nearness::Soon)
    }

    /// Its vendor can be asked, and was not within a day. What is not here any more cannot be asked about.
    pub(super) fn is_unchecked(&self, now: Moment) -> bool {
        self.is_in_use()
            && !self.is_dead()
            && self.held
            && Freshness::of(self.checked, now) != Freshness::Fresh
    }
}
