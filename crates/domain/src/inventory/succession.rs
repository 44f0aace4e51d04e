//! What of a key depends on how its vendor has newer keys take the place of old ones.

use super::{KeyRecord, KeyState, Life, Standing};
use crate::key::KeyKind;
use crate::moment::{Moment, Nearness, Thresholds};
use crate::vendor::Succession;

impl KeyRecord {
    /// Whether this key can be succeeded by API. A dead SuperAPI key can be replaced, with the partner key; a dead
    /// QuickStream key cannot ask for its successor, but one that was handed out before can.
    pub fn changes_hands(&self) -> bool {
        self.secret.is_some()
            && matches!(self.standing, Standing::Current | Standing::Unverified | Standing::Spare)
            && match self.vendor.spec().succession {
                Succession::Renewal => {
                    self.kind != KeyKind::WestpacPublishable
                        && (self.life != Life::Dead || !self.candidates().is_empty())
                }
                Succession::Rotation => self.kind != KeyKind::SuperApiPartner && self.product.is_some(),
            }
    }

    /// Whether it should be succeeded now, although it lives: a renewal when a newer key is there or the end is near, a
    /// rotation at any time.
    pub(super) fn is_due(&self, now: Moment, thresholds: Thresholds) -> bool {
        match self.vendor.spec().succession {
            Succession::Renewal => {
                let newer = self.should_use.as_ref().is_some_and(|should| !should.same);
                let near = self.expiry.nearness(now, thresholds);
                newer || !self.next.is_empty() || matches!(near, Nearness::Urgent | Nearness::Soon)
            }
            Succession::Rotation => true,
        }
    }

    /// How it is made up for when it is dead.
    pub(super) fn replacement(&self, state: &KeyState<'_>) -> String {
        let vendor = self.vendor.spec();
        match (vendor.succession, self.kind) {
            (Succession::Renewal, _) if state.changes_hands => {
                format!(
                    "{} handed a newer key out before, and it is kept here: renew to it now.",
                    vendor.name
                )
            }
            (Succession::Renewal, _) => {
                format!("Get a new key from {} and add it, then remove this one here.", vendor.portal)
            }
            (Succession::Rotation, KeyKind::SuperApiPartner) => {
                format!("Ask {} for a new partner key and add it, then remove this one here.", vendor.name)
            }
            (Succession::Rotation, _) if state.changes_hands => "Make a replacement now.".to_owned(),
            (Succession::Rotation, _) => "Add a working key of it, then remove this one here.".to_owned(),
        }
    }
}
