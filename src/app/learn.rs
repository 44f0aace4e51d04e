//! Every answer tells something about the key that asked.

use leptos::prelude::*;

use super::desk::Desk;
use crate::domain::call::Call;
use crate::domain::connection::Connection;
use crate::domain::inventory::{Inventory, KeyId};
use crate::domain::machine::Reply;
use crate::domain::moment::Moment;

/// Notes what `reply` says of the key that made `call`, if the list has that key.
pub(super) fn learn(desk: Desk, connection: &Connection, call: &Call, reply: &Reply) {
    let now = desk.moment();
    let (Call::QuickStreamRoot(key)
    | Call::QuickStreamLatest(key)
    | Call::Partner(key)
    | Call::Product(key)
    | Call::Products(key)
    | Call::Provision { partner: key, .. }
    | Call::Deactivate { partner: key, .. }) = call;
    let known =
        desk.inventory.with_untracked(|inventory| inventory.find(&connection.id, key).map(|key| key.id));
    let Some(id) = known else { return };
    desk.inventory.update(|inventory| match reply {
        // What a run is told does not replace what it compares it with.
        Reply::Identity(answer) => inventory.recognised(id, answer, now),
        Reply::Product(answer) => inventory.opened(id, answer, now),
        reply => keep(inventory, id, reply, now),
    });
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
