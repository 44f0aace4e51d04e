//! The list of keys that support staff get: without the keys.

use super::key_summary::{KeySource, KeySummary};
use crate::connection::Connection;
use crate::inventory::Inventory;
use crate::key::hide_keys;
use crate::moment::Moment;

/// What is known of all keys at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// When it was written.
    pub written: Moment,
    /// The keys.
    pub keys: Vec<KeySummary>,
}

impl Register {
    /// The register of this panel's list. Whatever people wrote about a key is looked through for keys that do not
    /// belong there.
    pub fn of(inventory: &Inventory, connections: &[Connection], now: Moment) -> Self {
        let keys =
            KeySummary::all(inventory, connections).into_iter().map(|known| lined_up(known, now)).collect();
        Self { written: now, keys }
    }
}

fn lined_up(mut known: KeySummary, now: Moment) -> KeySummary {
    for text in [&mut known.label, &mut known.owner, &mut known.used_in] {
        *text = hide_keys(text);
    }
    if let Some(leak) = known.leak.as_mut() {
        leak.reason = hide_keys(&leak.reason);
    }
    KeySummary { source: KeySource::Register, until: Some(now), ..known }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::inventory::{NewKey, Notes};
    use crate::moment::read;
    use crate::secret::Secret;
    use crate::vendor::Vendor;

    #[test]
    fn a_key_in_the_notes_does_not_get_into_the_register() {
        let now = read("2026-11-22T00:00:00Z").unwrap();
        let key = "FAKE_SEC_0123456789abcdefghijklmnopqrstuv";
        let mut inventory = Inventory::default();
        let secret = Arc::new(Secret::new(key));
        let new = NewKey {
            connection: "c".into(),
            vendor: Vendor::QuickStream,
            secret,
            label: format!("old:{key}"),
        };
        let id = inventory.add(new, now).unwrap();
        let other = "superapiproduct_fakefakefake1234";
        let notes = Notes {
            owner: format!("Ops ({other})"),
            used_in: format!("key={key}"),
            text: key.into(),
            ..Notes::default()
        };
        inventory.describe(id, notes);
        inventory.leaked(id, now, format!("saw {key}, in a log"), now);
        let register = Register::of(&inventory, &[], now);
        let printed = format!("{register:?}");
        assert!(!printed.contains(key) && !printed.contains(other), "{printed}");
        assert_eq!(register.keys[0].owner, "Ops (superapiproduct_…1234)");
        assert_eq!(register.keys[0].until, Some(now));
    }
}
