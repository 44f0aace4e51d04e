//! Every answer tells something about the key that asked.

use leptos::prelude::*;

use super::desk::Desk;
use crate::domain::call::Call;
use crate::domain::connection::Connection;
use crate::domain::inventory::{Inventory, KeyId};
use crate::domain::machine::Reply;
use crate::domain::moment::Moment;
use crate::domain::secret::Secret;

/// Notes what `reply` says of the key that made `call`, if the list has that key.
pub(super) fn learn(desk: Desk, connection: &Connection, call: &Call, reply: &Reply) {
    let now = desk.moment();
    let id = |key: &Secret| {
        let fingerprint = key.fingerprint();
        desk.inventory.with_untracked(|inventory| {
            let mut keys = inventory.keys().iter();
            let known = keys.find(|key| key.fingerprint == fingerprint && key.connection == connection.id);
            known.map(|key| key.id)
        })
    };
    let (Call::QuickStreamRoot(key)
    | Call::QuickStreamLatest(key)
    | Call::Partner(key)
    | Call::Product(key)
    | Call::Products(key)
    | Call::Provision { partner: key, .. }
    | Call::Deactivate { partner: key, .. }) = call;
    let Some(id) = id(key) else { return };
    desk.inventory.update(|inventory| keep(inventory, id, reply, now));
}

/// Notes what `reply` says of a key. A newer key that QuickStream hands out is only noted: renewing keeps it.
pub(super) fn keep(inventory: &mut Inventory, id: KeyId, reply: &Reply, now: Moment) {
    match reply {
        Reply::Identity(answer) => inventory.identified(id, answer, now),
        // The key was accepted before it asked this, so it may not ask; it is not dead.
        Reply::Latest(Err(fault)) if fault.rejects_key() => {}
        Reply::Latest(answer) => inventory.latest(id, answer, now),
        Reply::Product(answer) => inventory.opens(id, answer, now),
        Reply::Partner(answer) => inventory.judged(id, answer, now),
        // A refusal here is about what was asked for as much as about the key.
        Reply::Products(_) | Reply::Minted(_) | Reply::Deactivated(_) => {}
    }
}
