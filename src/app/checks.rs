//! Asking a vendor about a key: harmless questions, one at a time, only when the operator asks.

use std::sync::Arc;

use leptos::prelude::*;

use super::desk::Desk;
use keyturn_domain::activity::{Entry, EntryKind, Exchange};
use keyturn_domain::call::Call;
use keyturn_domain::connection::Connection;
use keyturn_domain::fault::{Cause, Fault};
use keyturn_domain::inventory::{KeyId, Question};
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::machine::Reply;
use keyturn_domain::run::step::StepId;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;

/// Questions by key: under way, or answered with a fault. A key whose question was answered well is not in it.
#[derive(Default)]
pub struct Checks {
    keys: Vec<(KeyId, Option<Fault>)>,
    sweep: Option<Sweep>,
}

/// Keys that are asked about one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sweep {
    /// Which one is being asked about, counted from one.
    pub at: usize,
    /// How many there are.
    pub of: usize,
    stopped: bool,
}

impl Checks {
    /// Whether a question about this key is under way.
    pub fn is_running(&self, id: KeyId) -> bool {
        self.of(id).is_some_and(Option::is_none)
    }

    /// How far a sweep has come, if one is under way.
    pub fn sweep(&self) -> Option<Sweep> {
        self.sweep
    }

    /// Ends a sweep after the key that is being asked about.
    pub fn stop_sweep(&mut self) {
        if let Some(sweep) = &mut self.sweep {
            sweep.stopped = true;
        }
    }

    /// What the last question about this key brought instead of an answer.
    pub fn fault(&self, id: KeyId) -> Option<Fault> {
        self.of(id).cloned().flatten()
    }

    /// The keys whose last question brought a fault instead of an answer.
    pub fn unanswered(&self) -> Vec<KeyId> {
        self.keys.iter().filter(|(_, answer)| answer.is_some()).map(|(key, _)| *key).collect()
    }

    /// Forgets what is known of the questions about a key.
    pub fn clear(&mut self, id: KeyId) {
        self.keys.retain(|(key, _)| *key != id);
    }

    fn of(&self, id: KeyId) -> Option<&Option<Fault>> {
        self.keys.iter().find(|(key, _)| *key == id).map(|(_, answer)| answer)
    }

    fn put(&mut self, id: KeyId, answer: Option<Fault>) {
        self.clear(id);
        self.keys.push((id, answer));
    }

    fn begin(&mut self, id: KeyId) {
        self.put(id, None);
    }

    fn end(&mut self, id: KeyId, answer: Result<(), Fault>) {
        match answer {
            Ok(()) => self.clear(id),
            Err(fault) => self.put(id, Some(fault)),
        }
    }
}

/// What a check needs to know of its key.
struct Asked {
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

/// Asks about these keys one after the other. A connection that is unwell, or that cannot be reached, is left alone
/// for the rest of it.
pub async fn check_all(desk: Desk, ids: Vec<KeyId>) {
    if desk.checks.with_untracked(|checks| checks.sweep.is_some()) {
        return;
    }
    let of = ids.len();
    let mut unwell: Vec<String> = Vec::new();
    for (at, id) in ids.into_iter().enumerate() {
        let stopped = desk.checks.with_untracked(|checks| checks.sweep.is_some_and(|sweep| sweep.stopped));
        if stopped {
            break;
        }
        let connection = desk.inventory.with_untracked(|all| all.get(id).map(|key| key.connection.clone()));
        let Some(connection) = connection.filter(|connection| !unwell.contains(connection)) else { continue };
        desk.checks.update(|checks| checks.sweep = Some(Sweep { at: at + 1, of, stopped: false }));
        check(desk, id).await;
        let fault = desk.checks.with_untracked(|checks| checks.fault(id));
        if fault.is_some_and(|fault| is_unwell(&fault, desk, &connection)) {
            unwell.push(connection);
        }
    }
    desk.checks.update(|checks| checks.sweep = None);
}

/// Whether the connection's other keys would fare no better. SuperAPI refuses access to a key of the wrong kind, which
/// says nothing of the next one; QuickStream to a whole facility or address.
fn is_unwell(fault: &Fault, desk: Desk, connection: &str) -> bool {
    let vendor = untrack(|| desk.connection(connection)).map(|connection| connection.vendor.spec());
    match fault.cause {
        Cause::KeyRejected => false,
        Cause::Forbidden => vendor.is_some_and(|vendor| vendor.forbids_whole_connection),
        _ => true,
    }
}

fn asked(desk: Desk, id: KeyId) -> Option<Asked> {
    desk.inventory.with_untracked(|inventory| {
        let key = inventory.get(id)?;
        Some(Asked {
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
    question(desk, asked, Call::WestpacRoot(Arc::clone(&asked.secret))).await?;
    if asked.kind == KeyKind::WestpacPublishable {
        return Ok(());
    }
    question(desk, asked, Call::WestpacLatest(Arc::clone(&asked.secret))).await
}

async fn question(desk: Desk, asked: &Asked, call: Call) -> Result<(), Fault> {
    let asking = words(&call);
    let hands_out = matches!(call, Call::WestpacLatest(_)).then(|| desk.listens());
    let (reply, exchange) = desk.ask(&asked.connection, &call).await;
    let at = exchange.at;
    let question = Question { connection: &asked.connection.id, key: &asked.secret, check: true };
    // What the answer holds is sealed before anybody sees it: it may be the only living key.
    desk.inventory.update_untracked(|inventory| inventory.hear(question, &reply, at));
    if let Some(listening) = hands_out {
        desk.keep_heard(listening).await;
    }
    desk.inventory.notify();
    desk.note(None, &asked.title, entry(asking, exchange));
    answer(reply)
}

/// Whether it was an answer.
fn answer(reply: Reply) -> Result<(), Fault> {
    match reply {
        Reply::Identity(answer) => answer.map(drop),
        Reply::Latest(answer) => answer.map(drop),
        Reply::Product(answer) => answer.map(drop),
        Reply::Partner(answer) => answer.map(drop),
        Reply::Products(answer) => answer.map(drop),
        Reply::Minted(answer) => answer.map(drop),
        Reply::Deactivated(answer) => answer,
    }
}

const fn words(call: &Call) -> &'static str {
    match call {
        Call::WestpacRoot(_) => "Asked who the key is: ",
        Call::WestpacLatest(_) => "Asked which key to use from now on: ",
        Call::Partner(_) => "Asked whether the partner key is good: ",
        _ => "Asked which product the key opens: ",
    }
}

fn entry(asking: &str, exchange: Exchange) -> Entry {
    Entry {
        at: exchange.at,
        kind: EntryKind::Outcome,
        step: StepId::CHECK,
        text: [asking, &exchange.answer, "."].concat(),
        exchange: Some(exchange),
    }
}
