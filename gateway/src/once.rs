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

    /// Takes the id for a call that `begin` lets begin; if it does not, the id stays unused. Forgetting old ids
    /// to make room would let a repeat through, so a full memory refuses.
    ///
    /// A repeat is told from a new call before anything else about it is, since "nothing was sent" would be
    /// wrong for it, and finds whatever `begin` has laid out.
    pub(crate) fn take<T>(
        &self,
        id: Uuid,
        begin: impl FnOnce() -> Result<T, OwnError>,
    ) -> Result<T, OwnError> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.contains(&id) {
            return Err(OwnError::UsedRequestId);
        }
        if used.len() >= self.most {
            return Err(OwnError::OnceFull);
        }
        let begun = begin()?;
        used.insert(id);
        Ok(begun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_passes_once_and_a_full_memory_still_knows_it() {
        let ids = UsedIds::new(1);
        let first = Uuid::from_u128(1);
        assert_eq!(ids.take(first, || Ok(7)), Ok(7));
        assert_eq!(ids.take(first, || Ok(7)), Err(OwnError::UsedRequestId));
        assert_eq!(ids.take(Uuid::from_u128(2), || Ok(7)), Err(OwnError::OnceFull));
        assert_eq!(ids.take(first, || Ok(7)), Err(OwnError::UsedRequestId));
    }

    #[test]
    fn a_call_that_does_not_begin_leaves_its_id_unused_and_a_repeat_is_never_asked() {
        let ids = UsedIds::new(2);
        let id = Uuid::from_u128(1);
        assert_eq!(ids.take::<()>(id, || Err(OwnError::Busy)), Err(OwnError::Busy));
        assert_eq!(ids.take(id, || Ok(())), Ok(()));
        assert_eq!(ids.take::<()>(id, || Err(OwnError::Busy)), Err(OwnError::UsedRequestId));
    }
}
