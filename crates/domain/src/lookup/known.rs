//! What support staff may know of a key: everything but the key.

use crate::connection::Connection;
use crate::history::{History, StatusAt};
use crate::inventory::{Inventory, KeyId, KeyRecord};
use crate::key::KeyKind;
use crate::key_name::KeyName;
use crate::leak::Leak;
use crate::moment::{Expiry, Moment};
use crate::product::Product;
use crate::secret::Fingerprint;
use crate::vendor::{Environment, Vendor};

/// Where it is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// This panel's own list of keys.
    List,
    /// A register that somebody exported.
    Register,
}

/// A key without the key. Whatever is added here must be fit to stand in a file that support staff pass around: it can
/// be printed and copied, which a [`Secret`](crate::secret::Secret) cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where it is known from.
    pub shelf: Shelf,
    /// Identifies it on its shelf.
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
}

impl Known {
    /// What may be known of a key of this panel's list.
    pub fn of(key: &KeyRecord, connection: Option<&Connection>) -> Self {
        let newer = key.should_use.as_ref().filter(|should| !should.same);
        Self {
            shelf: Shelf::List,
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
        }
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
pub fn merged(list: Vec<Known>, register: &[Known]) -> Vec<Known> {
    let further: Vec<Known> =
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

    pub(crate) fn known(id: u32, vendor: Vendor, kind: KeyKind, text: &str) -> Known {
        let mut inventory = Inventory::default();
        let secret = Arc::new(Secret::new(text));
        let new = NewKey { connection: "c".into(), vendor, secret, label: String::new() };
        let added = inventory.add(new, read("2026-01-01T00:00:00Z").unwrap()).unwrap();
        Known { id: KeyId(id), kind, ..Known::of(inventory.get(added).unwrap(), None) }
    }

    pub(crate) fn quickstream(id: u32, name: &str) -> Known {
        let text = format!("FAKE_SEC_{id}");
        let key = known(id, Vendor::QuickStream, KeyKind::WestpacSecret, &text);
        Known { name: KeyName::new(name), ..key }
    }

    #[test]
    fn a_key_is_found_by_whatever_people_know_of_it() {
        let key =
            Known { owner: "Ops Desk".into(), facility: Some("ABC".into()), ..quickstream(1, "A_SEC...aaa") };
        for text in ["", " a_sec", "ops desk", "abc", "QuickStream"] {
            assert!(key.mentions(text), "{text}");
        }
        assert!(!key.mentions("payroll"));
        assert!(!key.mentions("FAKE_SEC_1"), "the key itself is not known here");
    }

    #[test]
    fn what_the_panel_has_itself_is_better_than_a_register() {
        let own = quickstream(1, "A_SEC...aaa");
        let older = Known { shelf: Shelf::Register, id: KeyId(9), name: None, ..own.clone() };
        let other = Known { shelf: Shelf::Register, ..quickstream(2, "A_SEC...bbb") };
        let elsewhere = Known { connection: "d".into(), ..older.clone() };
        let all = merged(vec![own.clone()], &[older, other.clone(), elsewhere.clone()]);
        assert_eq!(all, [own, other, elsewhere]);
    }
}
