//! Asking a vendor about a key: harmless questions, one at a time, only when the operator asks.

use std::sync::Arc;

use leptos::prelude::*;

use super::checks::{Checks, Sweep};
use keyturn_domain::activity::{Entry, EntryKind, Exchange};
use keyturn_domain::call::Call;
use keyturn_domain::connection::Connection;
use keyturn_domain::fault::{Cause, Fault};
use keyturn_domain::inventory::KeyId;
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::machine::Reply;
use keyturn_domain::run::step::StepId;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Succession;

/// What a check needs to know of its key.
struct Asked {
    title: String,
    kind: KeyKind,
    secret: Arc<Secret>,
    connection: Connection,
}

impl Checks {
    /// Asks the vendor about a key, and keeps what it says. A second question while one is under way is not asked,
    /// nor is one about a key that is no longer held.
    pub async fn check_key(self, id: KeyId) {
        let Some(asked) = self.asked(id) else { return };
        if untrack(|| self.is_running(id)) {
            return;
        }
        self.put(id, None);
        let answer = match asked.connection.vendor.spec().succession {
            Succession::Renewal => self.ask_westpac(&asked).await,
            Succession::Rotation => self.question(&asked, superapi(&asked)).await,
        };
        match answer {
            Ok(()) => self.clear(id),
            Err(fault) => self.put(id, Some(fault)),
        }
    }

    /// Asks about these keys one after the other. A connection that is unwell, or that cannot be reached, is left
    /// alone for the rest of it.
    pub async fn check_keys(self, ids: Vec<KeyId>) {
        if self.sweep.with_untracked(Option::is_some) {
            return;
        }
        let of = ids.len();
        let mut unwell: Vec<String> = Vec::new();
        for (at, id) in ids.into_iter().enumerate() {
            if self.sweep.with_untracked(|sweep| sweep.is_some_and(|sweep| sweep.stopped)) {
                break;
            }
            let connection = self.keys.with_untracked(|keys| keys.get(id).map(|key| key.connection.clone()));
            let Some(connection) = connection.filter(|connection| !unwell.contains(connection)) else {
                continue;
            };
            self.sweep.set(Some(Sweep { at: at + 1, of, stopped: false }));
            self.check_key(id).await;
            let fault = untrack(|| self.fault(id));
            if fault.is_some_and(|fault| self.is_unwell(&fault, &connection)) {
                unwell.push(connection);
            }
        }
        self.sweep.set(None);
    }

    /// Whether the connection's other keys would fare no better. SuperAPI refuses access to a key of the wrong kind,
    /// which says nothing of the next one; QuickStream to a whole facility or address.
    fn is_unwell(self, fault: &Fault, connection: &str) -> bool {
        let connection = untrack(|| self.site.connection(connection));
        let vendor = connection.map(|connection| connection.vendor.spec());
        match fault.cause {
            Cause::KeyRejected => false,
            Cause::Forbidden => vendor.is_some_and(|vendor| vendor.forbids_whole_connection),
            _ => true,
        }
    }

    fn asked(self, id: KeyId) -> Option<Asked> {
        self.keys.with_untracked(|keys| {
            let key = keys.get(id)?;
            Some(Asked {
                title: key.title().to_owned(),
                kind: key.kind,
                secret: Arc::clone(key.secret.as_ref()?),
                connection: untrack(|| self.site.connection(&key.connection))?,
            })
        })
    }

    /// Who the key is; then, of a key that may ask, which key is the one to use. A key that was rejected, or that got
    /// no answer, is not asked about twice: repeated failures can get an address blocked.
    async fn ask_westpac(self, asked: &Asked) -> Result<(), Fault> {
        self.question(asked, Call::WestpacRoot(asked.connection.vendor, Arc::clone(&asked.secret))).await?;
        if asked.kind == KeyKind::WestpacPublishable {
            return Ok(());
        }
        self.question(asked, Call::WestpacLatest(asked.connection.vendor, Arc::clone(&asked.secret))).await
    }

    async fn question(self, asked: &Asked, call: Call) -> Result<(), Fault> {
        let asking = words(&call);
        let awaited = matches!(call, Call::WestpacLatest(..)).then(|| self.keys.await_reply());
        let (reply, exchange) = self.vendors.ask(&asked.connection, &call).await;
        self.keys.take_check_reply(&asked.connection, &asked.secret, (&reply, exchange.at), awaited).await;
        self.activity.note(None, &asked.title, entry(asking, exchange));
        answer(reply)
    }
}

fn superapi(asked: &Asked) -> Call {
    let secret = Arc::clone(&asked.secret);
    match asked.kind {
        KeyKind::SuperApiPartner => Call::Partner(secret),
        _ => Call::Product(secret),
    }
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
        Call::WestpacRoot(..) => "Asked who the key is: ",
        Call::WestpacLatest(..) => "Asked which key to use from now on: ",
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
