//! What a vault holds, read and checked whole. What cannot be read is named and left as it is.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entry::{Began, Entry};
use super::error::VaultError;
use super::header::Master;
use super::record::Tip;
use super::seal::DataKey;
use super::set::{Kind, SetHeader};
use super::snapshot::{self, Bookkeeping};
use keyturn_domain::inventory::Inventory;
use keyturn_domain::moment::{self, Moment};

/// A set as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredSet {
    /// Which set.
    pub id: Uuid,
    /// Its header.
    pub header: String,
    /// Its records in their order.
    pub records: Vec<String>,
    /// Where it ends; none if nothing was ever written to it.
    pub mark: Option<String>,
}

/// A run's journal, read and found whole.
pub struct FoundRun {
    /// Its set.
    pub set: Uuid,
    /// The set's key.
    pub key: DataKey,
    /// Where its chain ends.
    pub tip: Tip,
    /// How it began.
    pub began: Began,
    /// When it began.
    pub at: Moment,
    /// What followed, each with its time.
    pub entries: Vec<(Entry, Moment)>,
}

/// All of it.
pub struct Contents {
    /// The set of the keys, and the highest fencing number in it.
    pub home: (Uuid, u64),
    /// The keys.
    pub inventory: Inventory,
    /// What is kept beside them.
    pub rest: Bookkeeping,
    /// The runs' journals, oldest first.
    pub runs: Vec<FoundRun>,
    /// Journals that were about to begin when the page went: no call was ever made in them.
    pub unbegun: Vec<Uuid>,
    /// Journals that cannot be read, and why.
    pub unreadable: Vec<(Uuid, VaultError)>,
}

enum Found {
    Home((Uuid, u64), Inventory, Bookkeeping),
    Run(Box<FoundRun>),
    Unbegun,
}

/// Reads all sets of a vault. A journal that cannot be read stands for itself; the list of keys stands for the
/// whole, and so does anything that a newer Keyturn wrote: this one does not know what it would spoil beside it.
///
/// # Errors
/// Why the vault must not be opened: what is wrong with the list of keys, or [`VaultError::NewerVersion`].
pub fn read(master: &Master, sets: &[StoredSet]) -> Result<Contents, VaultError> {
    let (mut home, mut runs, mut unbegun, mut unreadable) = (None, Vec::new(), Vec::new(), Vec::new());
    for stored in sets {
        match of_set(master, stored) {
            Ok(Found::Home(..)) if home.is_some() => return Err(VaultError::Forged),
            Ok(Found::Home(place, inventory, rest)) => home = Some((place, inventory, rest)),
            Ok(Found::Run(run)) => runs.push(*run),
            Ok(Found::Unbegun) => unbegun.push(stored.id),
            Err(Unread { fault, .. }) if fault == VaultError::NewerVersion => return Err(fault),
            Err(Unread { fault, kind: Some(Kind::Inventory) }) => return Err(fault),
            Err(Unread { fault, .. }) => unreadable.push((stored.id, fault)),
        }
    }
    // One of those that cannot even be told apart may be the list.
    let missing = unreadable.first().map_or(VaultError::NoList, |(_, fault)| *fault);
    let (home, inventory, rest) = home.ok_or(missing)?;
    runs.sort_by_key(|run| run.at);
    Ok(Contents { home, inventory, rest, runs, unbegun, unreadable })
}

struct Unread {
    fault: VaultError,
    kind: Option<Kind>,
}

fn of_set(master: &Master, stored: &StoredSet) -> Result<Found, Unread> {
    let unknown = |fault| Unread { fault, kind: None };
    let header = SetHeader::read(&stored.header).map_err(unknown)?;
    let key = header.open(master).map_err(unknown)?;
    let known = |fault| Unread { fault, kind: Some(header.kind) };
    if header.id != stored.id {
        return Err(known(VaultError::Forged));
    }
    match header.kind {
        Kind::Inventory => inventory(master, stored, &key).map_err(known),
        Kind::Run => journal(master, stored, key).map_err(known),
    }
}

fn inventory(master: &Master, stored: &StoredSet, key: &DataKey) -> Result<Found, VaultError> {
    let mut tip = Tip::start(master.vault(), stored.id);
    let [record] = stored.records.as_slice() else { return Err(VaultError::CutShort) };
    let (_, body) = tip.follow(key, record)?;
    tip.ends_at(key, stored.mark.as_deref())?;
    let (inventory, rest) = snapshot::decode(&body)?;
    Ok(Found::Home((stored.id, tip.fence), inventory, rest))
}

fn journal(master: &Master, stored: &StoredSet, key: DataKey) -> Result<Found, VaultError> {
    let mut tip = Tip::start(master.vault(), stored.id);
    let mut entries = Vec::new();
    for record in &stored.records {
        let (clear, body) = tip.follow(&key, record)?;
        let at = moment::read(&clear.at).ok_or(VaultError::Malformed)?;
        entries.push((Entry::read(&body)?, at));
    }
    tip.ends_at(&key, stored.mark.as_deref())?;
    if entries.is_empty() {
        return Ok(Found::Unbegun);
    }
    let (Entry::Began(began), at) = entries.remove(0) else { return Err(VaultError::Malformed) };
    Ok(Found::Run(Box::new(FoundRun { set: stored.id, key, tip, began, at, entries })))
}

#[cfg(test)]
mod tests;
