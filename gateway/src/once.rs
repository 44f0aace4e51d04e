//! One-time ids of calls that change something. A browser may repeat such a call by itself when a warm
//! connection drops; the id lets the gateway refuse the repeat for the life of the process.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use crate::own_error::OwnError;

pub(crate) struct UsedIds {
    most: usize,
    used: Mutex<HashSet<Uuid>>,
}

impl UsedIds {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, used: Mutex::default() }
    }

    /// Takes the id. Forgetting old ids to make room would let a repeat through, so a full memory refuses.
    pub(crate) fn take(&self, id: Uuid) -> Result<(), OwnError> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.contains(&id) {
            return Err(OwnError::UsedRequestId);
        }
        if used.len() >= self.most {
            return Err(OwnError::OnceFull);
        }
        used.insert(id);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_passes_once_and_a_full_memory_still_knows_it() {
        let ids = UsedIds::new(1);
        let first = Uuid::from_u128(1);
        assert_eq!(ids.take(first), Ok(()));
        assert_eq!(ids.take(first), Err(OwnError::UsedRequestId));
        assert_eq!(ids.take(Uuid::from_u128(2)), Err(OwnError::OnceFull));
        assert_eq!(ids.take(first), Err(OwnError::UsedRequestId));
    }
}
