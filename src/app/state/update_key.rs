//! Every reply tells something about the key that asked, and some hold a key.

use leptos::prelude::*;

use super::keys::Keys;
use super::unsaved_reply::AwaitedReply;
use keyturn_domain::call::{Call, Latest, Minted};
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::{KeyId, Question};
use keyturn_domain::moment::Moment;
use keyturn_domain::run::machine::Reply;
use keyturn_domain::secret::Secret;

impl Keys {
    /// Takes a vendor's reply to a check. A key in it is saved before anybody sees the reply: it may be the only living
    /// one.
    pub(super) async fn take_check_reply(
        self,
        connection: &Connection,
        key: &Secret,
        (reply, at): (&Reply, Moment),
        awaited: Option<AwaitedReply>,
    ) {
        let question = Question { vendor: connection.vendor, connection: &connection.id, key, check: true };
        self.inventory.update_untracked(|inventory| inventory.hear(question, reply, at));
        if let Some(awaited) = awaited {
            self.save_reply(awaited).await;
        }
        self.inventory.notify();
    }

    /// Takes a vendor's reply to a run's call: what it says of the key that asked, and every key in it. A key that the
    /// run `held` before is not added where the one that asked is not in the list either: both keys of a rehearsal are
    /// the operator's own.
    pub(in crate::app) fn take_run_reply(
        self,
        connection: &Connection,
        call: &Call,
        reply: &Reply,
        held: bool,
    ) {
        let question =
            Question { vendor: connection.vendor, connection: &connection.id, key: call.key(), check: false };
        self.change(|inventory, now| {
            if !held || inventory.is_known(question) {
                inventory.hear(question, reply, now);
            }
        });
    }

    /// Takes the keys that a run was handed before the page went: a crash may have come between the run's journal and
    /// the list of keys.
    pub(in crate::app) fn take_handed_out<'a>(
        self,
        connection: &Connection,
        handed_out: impl IntoIterator<Item = (&'a Secret, &'a Latest, Moment)>,
    ) {
        self.change(|inventory, _| {
            for (key, latest, at) in handed_out {
                let question =
                    Question { vendor: connection.vendor, connection: &connection.id, key, check: false };
                inventory.handed_out(question, latest, at);
            }
        });
    }

    /// Adds a key that a rotation of `old` made and does not hold.
    pub(in crate::app) fn take_minted(self, connection: &Connection, old: Option<KeyId>, minted: &Minted) {
        self.change(|inventory, now| {
            let product = old.and_then(|id| inventory.get(id)).and_then(|key| key.product.clone());
            inventory.adopt_minted(&connection.id, product.as_ref(), minted, now);
        });
    }
}
