//! Asking a vendor about a key: harmless questions, one at a time, only when the operator asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::desk::Desk;
use crate::domain::activity::{Entry, EntryKind, Exchange};
use crate::domain::call::Call;
use crate::domain::connection::Connection;
use crate::domain::fault::Fault;
use crate::domain::inventory::{Inventory, KeyId};
use crate::domain::key::KeyKind;
use crate::domain::machine::Reply;
use crate::domain::moment::Moment;
use crate::domain::secret::Secret;
use crate::domain::vendor::Vendor;

/// Questions by key: under way, or answered with a fault. A key whose question was answered well is not in it.
#[derive(Default)]
pub struct Checks(BTreeMap<KeyId, Option<Fault>>);

impl Checks {
    /// Whether a question about this key is under way.
    pub fn is_running(&self, id: KeyId) -> bool {
        matches!(self.0.get(&id), Some(None))
    }

    /// Whether any question is under way.
    pub fn any_running(&self) -> bool {
        self.0.values().any(Option::is_none)
    }

    /// What the last question about this key brought instead of an answer.
    pub fn fault(&self, id: KeyId) -> Option<Fault> {
        self.0.get(&id).cloned().flatten()
    }

    /// Forgets what is known of the questions about a key.
    pub fn clear(&mut self, id: KeyId) {
        self.0.remove(&id);
    }

    fn begin(&mut self, id: KeyId) {
        self.0.insert(id, None);
    }

    fn end(&mut self, id: KeyId, answer: Result<(), Fault>) {
        match answer {
            Ok(()) => self.clear(id),
            Err(fault) => drop(self.0.insert(id, Some(fault))),
        }
    }
}

/// What a check needs to know of its key.
struct Asked {
    id: KeyId,
    title: String,
    kind: KeyKind,
    secret: Arc<Secret>,
    connection: Connection,
}

/// Asks the vendor about a key, and keeps what it says. A second question while one is under way is not asked,
/// nor is one about a key that is no longer held.
pub async fn check(desk: Desk, id: KeyId) {
    let Some(asked) = asked(desk, id) else { return };
    if desk.checks.with_untracked(|checks| checks.is_running(id)) {
        return;
    }
    desk.checks.update(|checks| checks.begin(id));
    let answer = match asked.connection.vendor {
        Vendor::QuickStream => quickstream(desk, &asked).await,
        Vendor::SuperApi => question(desk, &asked, superapi(&asked)).await,
    };
    desk.checks.update(|checks| checks.end(id, answer));
}

fn asked(desk: Desk, id: KeyId) -> Option<Asked> {
    desk.inventory.with_untracked(|inventory| {
        let key = inventory.get(id)?;
        Some(Asked {
            id,
            title: key.title().to_owned(),
            kind: key.kind,
            secret: Arc::clone(key.secret.as_ref()?),
            connection: untrack(|| desk.connection(&key.connection))?,
        })
    })
}

fn superapi(asked: &Asked) -> Call {
    let secret = Arc::clone(&asked.secret);
    match asked.kind {
        KeyKind::SuperApiPartner => Call::Partner(secret),
        _ => Call::Product(secret),
    }
}

/// Who the key is; then, of a key that may ask, which key is the one to use. A key that was rejected, or that got
/// no answer, is not asked about twice: repeated failures can get an address blocked.
async fn quickstream(desk: Desk, asked: &Asked) -> Result<(), Fault> {
    question(desk, asked, Call::QuickStreamRoot(Arc::clone(&asked.secret))).await?;
    if asked.kind == KeyKind::QuickStreamPublishable {
        return Ok(());
    }
    question(desk, asked, Call::QuickStreamLatest(Arc::clone(&asked.secret))).await
}

async fn question(desk: Desk, asked: &Asked, call: Call) -> Result<(), Fault> {
    let (reply, exchange) = desk.ask(&asked.connection, &call).await;
    let at = exchange.at;
    let mut answer = Ok(());
    desk.inventory.update(|inventory| answer = learn(inventory, asked.id, reply, at));
    desk.note(None, &asked.title, entry(exchange));
    answer
}

/// Keeps what was answered. A newer key that QuickStream hands out is only noted, never kept: renewing does that.
fn learn(inventory: &mut Inventory, id: KeyId, reply: Reply, now: Moment) -> Result<(), Fault> {
    match reply {
        Reply::Identity(answer) => {
            inventory.identified(id, &answer, now);
            answer.map(drop)
        }
        // The key was accepted a moment ago, so this says that it may not ask, not that it is dead.
        Reply::Latest(Err(fault)) if fault.rejects_key() => Err(fault),
        Reply::Latest(answer) => {
            inventory.latest(id, &answer, now);
            answer.map(drop)
        }
        Reply::Product(answer) => {
            inventory.opens(id, &answer, now);
            answer.map(drop)
        }
        Reply::Partner(answer) => {
            inventory.judged(id, &answer, now);
            answer.map(drop)
        }
        Reply::Products(answer) => answer.map(drop),
        Reply::Minted(answer) => answer.map(drop),
        Reply::Deactivated(answer) => answer,
    }
}

fn entry(exchange: Exchange) -> Entry {
    Entry {
        at: exchange.at,
        kind: EntryKind::Outcome,
        step: "Check",
        text: ["The vendor was asked about the key: ", &exchange.answer, "."].concat(),
        exchange: Some(exchange),
    }
}
