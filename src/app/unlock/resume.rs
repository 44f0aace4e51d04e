//! Taking up the runs that an unlocked vault holds, each where its journal leaves it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::app::runs::{RunKind, Runs, Start};
use crate::app::vault::open_vault::OpenVault;
use crate::app::vault::{Journal, Stands, Vault};
use keyturn_domain::connection::Connection;
use keyturn_domain::explain::Explanation;
use keyturn_domain::inventory::KeyId;
use keyturn_domain::moment::Moment;
use keyturn_vault::act_codec::Journalled;
use keyturn_vault::entry::{Began, Entry};
use keyturn_vault::error::VaultError;
use keyturn_vault::load::FoundRun;
use keyturn_vault::replay::{Replay, Resumed};
use keyturn_vault::run_start::RunStart;
use keyturn_vault::seal::DataKey;

/// What is done with a run of any machine that is back.
trait OnResumed {
    fn resumed<M: RunKind>(self, start: Start, at: Moment, resumed: Resumed<M>);
}

/// It goes on in this tab.
struct TakeUp(Runs, Rc<Journal>);

impl OnResumed for TakeUp {
    fn resumed<M: RunKind>(self, start: Start, at: Moment, resumed: Resumed<M>) {
        let Self(runs, journal) = self;
        runs.resume(start, resumed, at, journal);
    }
}

/// It is shown as it stands in another tab.
struct Show(Runs, Uuid);

impl OnResumed for Show {
    fn resumed<M: RunKind>(self, start: Start, at: Moment, resumed: Resumed<M>) {
        let Self(runs, set) = self;
        runs.show(set, start, at, resumed);
    }
}

impl Vault {
    /// Takes up what was found, or shows what is watched, once it is known which connections there are.
    pub(in crate::app) fn resume_runs(self, runs: Runs) {
        let ready = Memo::new(move |_| self.app.site.is_ready());
        Effect::new(move || {
            self.looked.track();
            let stands = self.stands.get();
            if !ready.get() {
                return;
            }
            untrack(|| match stands {
                Stands::Open => self.take_up_all(runs),
                Stands::Watching => self.show_all(runs),
                _ => {}
            });
        });
    }

    fn take_up_all(self, runs: Runs) {
        let found = self.found.try_update_value(std::mem::take).unwrap_or_default();
        let Some(opened) = self.opened() else { return };
        for (run, fence) in found {
            let set = run.set;
            if let Err(why) = self.take_up(runs, &opened, run, fence) {
                self.unreadable.update(|list| list.push((set, why)));
            }
        }
    }

    /// Each run as it stands where it is worked with.
    fn show_all(self, runs: Runs) {
        let seen = self.seen.try_update_value(std::mem::take).unwrap_or_default();
        let there: Vec<Uuid> = seen.iter().map(|run| run.set).collect();
        for run in seen {
            let set = run.set;
            if let Err(why) = self.replay(run, Show(runs, set)) {
                self.unreadable.update(|list| list.push((set, why)));
            }
        }
        runs.end_all_but(&there);
    }

    fn take_up(
        self,
        runs: Runs,
        opened: &Rc<OpenVault>,
        mut run: FoundRun,
        fence: u64,
    ) -> Result<(), Explanation> {
        let set = run.set;
        let key = std::mem::replace(&mut run.key, DataKey::new(Zeroizing::default()));
        let journal = Rc::new(Journal::of(Rc::clone(opened), set, key, fence, run.tip));
        for (entry, _) in &run.entries {
            journal.note(entry);
        }
        if self.rest.with_untracked(|rest| rest.settled.contains(&set)) {
            spawn_local(async move {
                if journal.erase().await.is_ok() {
                    self.rest.update(|rest| rest.settled.retain(|settled| *settled != set));
                }
            });
            return Ok(());
        }
        self.replay(run, TakeUp(runs, journal))
    }

    /// Brings a run back to where its journal leaves it. The only place that tells the machines of journals apart.
    fn replay(self, run: FoundRun, then: impl OnResumed) -> Result<(), Explanation> {
        let FoundRun { began, at, entries, .. } = run;
        let today =
            self.app.site.connection(began.connection()).ok_or_else(|| no_connection(began.connection()))?;
        let connection = began.reached(&today).ok_or_else(|| another_place(began.connection()))?;
        let start = self.start(&began, &connection);
        let replay = || {
            match began.begin(&connection).ok_or(VaultError::Malformed)? {
                RunStart::Rotation(it) => then.resumed(start, at, replayed(it, entries, &connection)?),
                RunStart::Renewal(it) => then.resumed(start, at, replayed(it, entries, &connection)?),
                RunStart::Rehearsal(it) => then.resumed(start, at, replayed(it, entries, &connection)?),
            }
            Ok(())
        };
        replay().map_err(|fault: VaultError| fault.words())
    }

    /// What the run was called, told from the keys.
    fn start(self, began: &Began, connection: &Connection) -> Start {
        let fingerprint = began.key().map(|key| key.fingerprint());
        let found = self.app.keys.with_untracked(|inventory| {
            let mut keys = inventory.keys().iter();
            let key =
                keys.find(|key| Some(key.fingerprint) == fingerprint && key.connection == connection.id)?;
            let product = key.product.as_ref().map(|product| product.name.clone());
            Some((key.id, key.title().to_owned(), product.filter(|name| !name.is_empty())))
        });
        let named = |fallback: &str| {
            let name = found.as_ref().map(|(_, title, product)| product.as_ref().unwrap_or(title).clone());
            name.unwrap_or_else(|| fallback.to_owned())
        };
        let (title, product) = match began {
            Began::Rotation { product, replace, leak, .. } => {
                let verb = match (replace, leak) {
                    (true, _) => "Replace the key of ",
                    (false, true) => "Replace the leaked key of ",
                    (false, false) => "Rotate the key of ",
                };
                (verb.to_owned() + &named("a product"), Some(*product))
            }
            Began::Renewal { .. } => (format!("Renew {}", named("a key")), None),
            Began::Rehearsal { .. } => ("Rehearse a renewal".to_owned(), None),
        };
        let key: Option<KeyId> = found.as_ref().map(|(id, ..)| *id);
        Start { title, connection: connection.clone(), key, product }
    }
}

fn replayed<M: Journalled>(
    machine: M,
    entries: Vec<(Entry, Moment)>,
    connection: &Connection,
) -> Result<Resumed<M>, VaultError> {
    let mut replay = Replay::of(machine);
    for (entry, at) in entries {
        replay = replay.take(entry, at, connection)?;
    }
    Ok(replay.end())
}

fn no_connection(id: &str) -> Explanation {
    Explanation {
        happened: format!("This run belongs to the connection {id}, which the proxy does not have any more."),
        owner: "The proxy's configuration",
        causes: Vec::new(),
        next: "Put the connection back in the proxy's configuration, then unlock again. The journal is kept as it is."
            .into(),
    }
}

fn another_place(id: &str) -> Explanation {
    Explanation {
        happened: format!("The connection {id} led to another vendor or environment when this run began."),
        owner: "The proxy's configuration",
        causes: Vec::new(),
        next:
            "Put the connection back as it was in the proxy's configuration, then unlock again. Keys of one \
               environment are never sent to another. The journal is kept as it is."
                .into(),
    }
}
