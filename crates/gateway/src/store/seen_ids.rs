//! The one-time ids that are remembered, by age, with counts for each caller and connection.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::store::idempotency::Caller;

/// When an id was claimed; the number distinguishes claims at the same instant.
type Claimed = (Instant, u64);

#[derive(Default)]
pub(crate) struct SeenIds {
    ids: HashMap<Uuid, (Caller, Claimed)>,
    by_age: BTreeMap<Claimed, Uuid>,
    per_connection: HashMap<usize, usize>,
    per_caller: HashMap<Caller, usize>,
    number: u64,
}

impl SeenIds {
    pub(crate) fn contains(&self, id: Uuid) -> bool {
        self.ids.contains_key(&id)
    }

    /// How many ids this connection has.
    pub(crate) fn count_for_connection(&self, connection: usize) -> usize {
        count(&self.per_connection, &connection)
    }

    /// How many ids this peer has on this connection.
    pub(crate) fn count_for_caller(&self, caller: Caller) -> usize {
        count(&self.per_caller, &caller)
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        let counts = self.per_connection.is_empty() && self.per_caller.is_empty();
        self.ids.is_empty() && self.by_age.is_empty() && counts
    }

    pub(crate) fn insert(&mut self, id: Uuid, caller: Caller, now: Instant) {
        self.number += 1;
        let claimed = (now, self.number);
        self.ids.insert(id, (caller, claimed));
        self.by_age.insert(claimed, id);
        *self.per_connection.entry(caller.connection).or_default() += 1;
        *self.per_caller.entry(caller).or_default() += 1;
    }

    pub(crate) fn remove(&mut self, id: Uuid) {
        if let Some((caller, claimed)) = self.ids.remove(&id) {
            self.by_age.remove(&claimed);
            decrement(&mut self.per_connection, &caller.connection);
            decrement(&mut self.per_caller, &caller);
        }
    }

    pub(crate) fn remove_expired(&mut self, now: Instant, lifetime: Duration) {
        while let Some((&(claimed, _), &id)) = self.by_age.first_key_value() {
            if now.saturating_duration_since(claimed) < lifetime {
                return;
            }
            self.remove(id);
        }
    }
}

fn count<K: Eq + Hash>(counts: &HashMap<K, usize>, key: &K) -> usize {
    counts.get(key).copied().unwrap_or_default()
}

/// Decrements a count and drops it at zero, since peers come and go.
fn decrement<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}
