//! What may be shown of a key: everything but the key.

use crate::connection::Connection;
use crate::history::{History, StatusAt};
use crate::inventory::{Inventory, KeyId, KeyRecord, Life, NextAct, Standing, UseLight};
use crate::key::KeyKind;
use crate::key_name::KeyName;
use crate::leak::Leak;
use crate::moment::{Expiry, Moment, Thresholds};
use crate::product::Product;
use crate::secret::Fingerprint;
use crate::vendor::{Environment, Vendor};

/// Where it is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeySource {
    /// This panel's own list of keys.
    Panel,
    /// A register that somebody exported.
    Register,
}

/// A key without the key. Whatever is added here must be fit to stand in a file that support staff pass around: it can
/// be printed and copied, which a [`Secret`](crate::secret::Secret) cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySummary {
    /// Where it is known from.
    pub source: KeySource,
    /// Identifies it there.
    pub id: KeyId,
    /// The id of its connection.
    pub connection: String,
    /// What its connection is called.
    pub connection_label: String,
    /// What its connection reaches; `None` if there is no such connection any more.
    pub environment: Option<Environment>,
    /// Whose key it is.
    pub vendor: Vendor,
    /// Its kind.
    pub kind: KeyKind,
    /// What may be shown of it.
    pub masked: String,
    /// SHA-256 of its text.
    pub fingerprint: Fingerprint,
    /// The vendor's name for it.
    pub name: Option<KeyName>,
    /// What the operator calls it.
    pub label: String,
    /// QuickStream: its facility.
    pub facility: Option<String>,
    /// SuperAPI: the product that it opens.
    pub product: Option<Product>,
    /// Who answers for it.
    pub owner: String,
    /// What uses it.
    pub used_in: String,
    /// SuperAPI: its [short token](crate::short_token), where somebody wrote it down.
    pub short_token: Option<String>,
    /// Its end.
    pub expiry: Expiry,
    /// The key it replaced.
    pub predecessor: Option<KeyId>,
    /// The key that replaced it.
    pub successor: Option<KeyId>,
    /// QuickStream: the name of the key to use instead, as the vendor said last.
    pub use_instead: Option<KeyName>,
    /// What is known of its life.
    pub history: History,
    /// That it was seen where it must not be.
    pub leak: Option<Leak>,
    /// Nothing was noted of it after this instant; `None` if the notes go on.
    pub until: Option<Moment>,
    /// What the panel's own screens show besides; `None` where it is told to somebody else.
    pub panel: Option<PanelKey>,
}

/// What the panel's own screens show of a key besides: its state now, and what can be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelKey {
    /// Whether the key itself is still here.
    pub held: bool,
    /// When the panel came to know it.
    pub added: Moment,
    /// When it was made.
    pub made: Option<Moment>,
    /// When the vendor last gave a verdict.
    pub checked: Option<Moment>,
    /// That verdict.
    pub life: Life,
    /// Whether the last question about it brought no verdict.
    pub unanswered: bool,
    /// Its place among the others.
    pub standing: Standing,
    /// Whether it was superseded and is not proven dead, though it has no end.
    pub left_behind: bool,
    /// Whether it leaked and is not proven dead.
    pub loose: bool,
    /// QuickStream: whether the one in use is the one to use.
    pub light: Option<UseLight>,
    /// What it asks for first.
    pub next: NextAct,
    /// Whether it can be renewed or rotated.
    pub changes_hands: bool,
    /// SuperAPI's id for it.
    pub vendor_id: Option<String>,
}

impl PanelKey {
    /// What the panel shows at an instant of a key whose last question was answered or not.
    pub fn of(key: &KeyRecord, now: Moment, thresholds: Thresholds, unanswered: bool) -> Self {
        Self {
            held: key.secret.is_some(),
            added: key.added,
            made: key.made,
            checked: key.checked,
            life: key.life,
            unanswered: unanswered && key.life != Life::Dead,
            standing: key.standing,
            left_behind: key.is_left_behind(),
            loose: key.is_loose(),
            light: key.use_light(now),
            next: key.next_act(now, thresholds),
            changes_hands: key.changes_hands(),
            vendor_id: key.vendor_id.map(|id| id.to_string()),
        }
    }
}

impl KeySummary {
    /// What may be known of a key of this panel's list.
    pub fn of(key: &KeyRecord, connection: Option<&Connection>) -> Self {
        let newer = key.should_use.as_ref().filter(|should| !should.same);
        Self {
            source: KeySource::Panel,
            id: key.id,
            connection: key.connection.clone(),
            connection_label: connection.map_or_else(|| key.connection.clone(), |it| it.label.clone()),
            environment: connection.map(|it| it.environment),
            vendor: key.vendor,
            kind: key.kind,
            masked: key.masked.clone(),
            fingerprint: key.fingerprint,
            name: key.name.clone(),
            label: key.label.clone(),
            facility: key.facility.clone(),
            product: key.product.clone(),
            owner: key.notes.owner.clone(),
            used_in: key.notes.used_in.clone(),
            short_token: Some(key.notes.short_token.clone()).filter(|token| !token.is_empty()),
            expiry: key.expiry,
            predecessor: key.predecessor,
            successor: key.successor,
            use_instead: newer.and_then(|should| should.name.clone()),
            history: key.marks.clone(),
            leak: key.leak.clone(),
            until: None,
            panel: None,
        }
    }

    /// Whether the panel has the key itself.
    pub fn is_held(&self) -> bool {
        self.panel.as_ref().is_some_and(|panel| panel.held)
    }

    /// Whether it leaked and is not proven dead, as far as the panel knows.
    pub fn is_loose(&self) -> bool {
        self.panel.as_ref().is_some_and(|panel| panel.loose)
    }

    /// Whether the panel can renew or rotate it.
    pub fn changes_hands(&self) -> bool {
        self.panel.as_ref().is_some_and(|panel| panel.changes_hands)
    }

    /// When it was made, as far as that is known.
    pub fn made(&self) -> Option<Moment> {
        self.panel.as_ref().map_or_else(|| self.history.made(), |panel| panel.made)
    }

    /// All keys of this panel's list.
    pub fn all(inventory: &Inventory, connections: &[Connection]) -> Vec<Self> {
        let of = |key: &KeyRecord| Self::of(key, connections.iter().find(|it| it.id == key.connection));
        inventory.keys().iter().map(of).collect()
    }

    /// What people recognise it by: the vendor's name, else the operator's label, else its mask.
    pub fn title(&self) -> &str {
        match &self.name {
            Some(name) => name.as_str(),
            None if !self.label.is_empty() => &self.label,
            None => &self.masked,
        }
    }

    /// What it was at an instant.
    pub fn status_at(&self, at: Moment, now: Moment) -> StatusAt {
        self.history.status_at(at, self.expiry, self.until.unwrap_or(now))
    }

    /// Whether anything that people know it by holds the text; capitals are all one.
    pub fn mentions(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        let product = self.product.as_ref().map(|product| product.name.as_str());
        let own =
            [self.title(), &self.label, &self.masked, &self.owner, &self.used_in, &self.connection_label];
        let more = [product, self.facility.as_deref(), self.short_token.as_deref(), Some(self.vendor.name())];
        own.into_iter().chain(more.into_iter().flatten()).any(|own| own.to_lowercase().contains(&text))
    }

    /// Whether both are the same key of the same connection, wherever they are known from.
    pub fn same_key(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint && self.connection == other.connection
    }
}

/// The panel's own keys, and those of the register that the panel does not have itself.
pub fn merged(list: Vec<KeySummary>, register: &[KeySummary]) -> Vec<KeySummary> {
    let further: Vec<KeySummary> =
        register.iter().filter(|known| !list.iter().any(|own| own.same_key(known))).cloned().collect();
    list.into_iter().chain(further).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::inventory::NewKey;
    use crate::moment::read;
    use crate::secret::Secret;

    pub(crate) fn known(id: u32, vendor: Vendor, kind: KeyKind, text: &str) -> KeySummary {
        let mut inventory = Inventory::default();
        let secret = Arc::new(Secret::new(text));
        let new = NewKey { connection: "c".into(), vendor, secret, label: String::new() };
        let added = inventory.add(new, read("2026-01-01T00:00:00Z").unwrap()).unwrap();
        KeySummary { id: KeyId(id), kind, ..KeySummary::of(inventory.get(added).unwrap(), None) }
    }

    pub(crate) fn quickstream(id: u32, name: &str) -> KeySummary {
        let text = format!("FAKE_SEC_{id}");
        let key = known(id, Vendor::QuickStream, KeyKind::WestpacSecret, &text);
        KeySummary { name: KeyName::new(name), ..key }
    }

    #[test]
    fn a_key_is_found_by_whatever_people_know_of_it() {
        let key = KeySummary {
            owner: "Ops Desk".into(),
            facility: Some("ABC".into()),
            ..quickstream(1, "A_SEC...aaa")
        };
        for text in ["", " a_sec", "ops desk", "abc", "QuickStream"] {
            assert!(key.mentions(text), "{text}");
        }
        assert!(!key.mentions("payroll"));
        assert!(!key.mentions("FAKE_SEC_1"), "the key itself is not known here");
    }

    #[test]
    fn what_the_panel_has_itself_is_better_than_a_register() {
        let own = quickstream(1, "A_SEC...aaa");
        let older = KeySummary { source: KeySource::Register, id: KeyId(9), name: None, ..own.clone() };
        let other = KeySummary { source: KeySource::Register, ..quickstream(2, "A_SEC...bbb") };
        let elsewhere = KeySummary { connection: "d".into(), ..older.clone() };
        let all = merged(vec![own.clone()], &[older, other.clone(), elsewhere.clone()]);
        assert_eq!(all, [own, other, elsewhere]);
    }
}
