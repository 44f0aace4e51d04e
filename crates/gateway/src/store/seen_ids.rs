//! The one-time ids that are remembered, by age, and how many there are of whom.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::store::idempotency::Caller;

/// When an id was taken; the number keeps apart what was taken at the same instant.
type Taken = (Instant, u64);

#[derive(Default)]
pub(crate) struct KnownIds {
    ids: HashMap<Uuid, (Caller, Taken)>,
    by_age: BTreeMap<Taken, Uuid>,
    of_connection: HashMap<usize, usize>,
    of_caller: HashMap<Caller, usize>,
    number: u64,
}

impl KnownIds {
    pub(crate) fn has(&self, id: Uuid) -> bool {
        self.ids.contains_key(&id)
    }

    /// How many of this connection.
    pub(crate) fn of_connection(&self, connection: usize) -> usize {
        count(&self.of_connection, &connection)
    }

    /// How many of this peer on this connection.
    pub(crate) fn of_caller(&self, caller: Caller) -> usize {
        count(&self.of_caller, &caller)
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        let counts = self.of_connection.is_empty() && self.of_caller.is_empty();
        self.ids.is_empty() && self.by_age.is_empty() && counts
    }

    pub(crate) fn insert(&mut self, id: Uuid, caller: Caller, now: Instant) {
        self.number += 1;
        let taken = (now, self.number);
        self.ids.insert(id, (caller, taken));
        self.by_age.insert(taken, id);
        *self.of_connection.entry(caller.connection).or_default() += 1;
        *self.of_caller.entry(caller).or_default() += 1;
    }

    pub(crate) fn remove(&mut self, id: Uuid) {
        if let Some((caller, taken)) = self.ids.remove(&id) {
            self.by_age.remove(&taken);
            discount(&mut self.of_connection, &caller.connection);
            discount(&mut self.of_caller, &caller);
        }
    }

    pub(crate) fn forget(&mut self, now: Instant, lifetime: Duration) {
        while let Some((&(taken, _), &id)) = self.by_age.first_key_value() {
            if now.saturating_duration_since(taken) < lifetime {
                return;
            }
            self.remove(id);
        }
    }
}

fn count<K: Eq + Hash>(counts: &HashMap<K, usize>, key: &K) -> usize {
    counts.get(key).copied().unwrap_or_default()
}

/// Counts one less, and keeps no entry for nothing: peers come and go.
fn discount<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}
