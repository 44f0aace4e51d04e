//! Every answer tells something about the key that asked, and some hold a key.

use leptos::prelude::*;

use super::desk::Desk;
use super::runner::About;
use keyturn_domain::call::{Call, Minted};
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::Question;
use keyturn_domain::run::machine::Reply;
use keyturn_domain::secret::Secret;

/// Keeps what `reply` says to a run that made `call`: of the key that asked, and every key that stands in it.
/// A key that the run has `held` before is not put into the list where the one that asked is not in it either: both keys
/// of a rehearsal are the operator's own.
pub(super) fn learn(desk: Desk, connection: &Connection, call: &Call, reply: &Reply, held: bool) {
    let now = desk.moment();
    let question = Question { connection: &connection.id, key: asking(call), check: false };
    desk.inventory.update(|inventory| {
        if !held || inventory.is_known(question) {
            inventory.hear(question, reply, now);
        }
    });
}

/// Keeps a key that SuperAPI made, unless the run has it in hand.
pub(super) fn keep_minted(desk: Desk, about: &About, minted: &Minted) {
    let now = desk.moment();
    desk.inventory.update(|inventory| {
        let product = about.key.and_then(|id| inventory.get(id)).and_then(|key| key.product.clone());
        inventory.adopt_minted(&about.connection.id, product.as_ref(), minted, now);
    });
}

/// The key that a call is made with.
pub(super) fn asking(call: &Call) -> &Secret {
    let (Call::WestpacRoot(key)
    | Call::WestpacLatest(key)
    | Call::Partner(key)
    | Call::Product(key)
    | Call::Products(key)
    | Call::Provision { partner: key, .. }
    | Call::Deactivate { partner: key, .. }) = call;
    key
}
