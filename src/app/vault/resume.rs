//! Taking up the runs that an unlocked vault holds, each where its journal leaves it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::found::FoundRun;
use super::opened::Opened;
use super::{Journal, Stands, Vault};
use crate::app::desk::SiteState;
use crate::app::runs::{Runs, Start};
use crate::domain::connection::Connection;
use crate::domain::explain::Explanation;
use crate::domain::inventory::KeyId;
use crate::domain::moment::Moment;
use crate::vault::acts::Journalled;
use crate::vault::begun::Begun;
use crate::vault::entry::{Began, Entry};
use crate::vault::fault::VaultFault;
use crate::vault::replay::{Replay, Resumed};

impl Vault {
    /// Takes up what was found, once it is known which connections there are.
    pub(in crate::app) fn resume_runs(self, runs: Runs) {
        let ready = Memo::new(move |_| self.desk.site.with(|site| matches!(site, SiteState::Ready(_))));
        Effect::new(move || {
            if self.stands.get() != Stands::Open || !ready.get() {
                return;
            }
            let found = self.found.try_update_value(std::mem::take).unwrap_or_default();
            let Some(opened) = self.opened() else { return };
            untrack(|| {
                for run in found {
                    let set = run.set;
                    if let Err(why) = self.take_up(runs, &opened, run) {
                        self.unreadable.update(|list| list.push((set, why)));
                    }
                }
            });
        });
    }

    fn take_up(self, runs: Runs, opened: &Rc<Opened>, run: FoundRun) -> Result<(), Explanation> {
        let FoundRun { set, key, fence, tip, began, at, entries } = run;
        let journal = Rc::new(Journal::of(Rc::clone(opened), set, key, fence, tip));
        for (entry, _) in &entries {
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
        let today =
            self.desk.connection(began.connection()).ok_or_else(|| no_connection(began.connection()))?;
        let connection = began.reached(&today).ok_or_else(|| another_place(began.connection()))?;
        let malformed = |fault: VaultFault| fault.words();
        let start = self.start(&began, &connection);
        match began.begin(&connection).ok_or(VaultFault::Malformed).map_err(malformed)? {
            Begun::Rotation(machine) => {
                let resumed = replayed(machine, entries, &connection).map_err(malformed)?;
                runs.resume(start, resumed, at, journal);
            }
            Begun::Renewal(machine) => {
                let resumed = replayed(machine, entries, &connection).map_err(malformed)?;
                runs.resume(start, resumed, at, journal);
            }
            Begun::Rehearsal(machine) => {
                let resumed = replayed(machine, entries, &connection).map_err(malformed)?;
                runs.resume(start, resumed, at, journal);
            }
        }
        Ok(())
    }

    /// What the run was called, told from the keys.
    fn start(self, began: &Began, connection: &Connection) -> Start {
        let fingerprint = began.key().map(|key| key.fingerprint());
        let found = self.desk.inventory.with_untracked(|inventory| {
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
            Began::Rotation { product, replace, .. } => {
                let verb = if *replace { "Replace the key of " } else { "Rotate the key of " };
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
) -> Result<Resumed<M>, VaultFault> {
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
