//! One-time ids of calls that change something. A browser may repeat such a call by itself when a warm connection
//! drops; the id lets the gateway refuse the repeat.
//!
//! An id is claimed just before its call is sent. It is released only if the call was certainly not sent, and expires
//! after a day. The number of ids is limited for each vendor connection and for each peer on it, so that whoever reaches
//! a limit stops nobody else.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::config::Limits;
use crate::error_response::GatewayError;
use crate::serve::peer::Peer;
use crate::store::seen_ids::SeenIds;

/// Who makes a call: over which connection (its index in the configuration), and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Caller {
    pub(crate) connection: usize,
    pub(crate) peer: Peer,
}

pub(crate) struct UsedIds {
    lifetime: Duration,
    per_connection: usize,
    per_peer: usize,
    seen: Mutex<SeenIds>,
}

impl UsedIds {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            lifetime: limits.request_id_lifetime,
            per_connection: limits.request_ids_per_connection,
            per_peer: limits.request_ids_per_peer,
            seen: Mutex::default(),
        }
    }

    /// Claims the id if `begin` succeeds; otherwise the id stays unused. Dropping ids early to make room would let a
    /// repeat through, so a full store refuses new calls.
    ///
    /// A repeat is detected before anything else is checked, since any other error says that nothing was sent. By then
    /// everything that `begin` has set up is visible to it.
    pub(crate) fn claim<T>(
        &self,
        id: Uuid,
        caller: Caller,
        now: Instant,
        begin: impl FnOnce() -> Result<T, GatewayError>,
    ) -> Result<T, GatewayError> {
        let mut seen = self.seen();
        seen.remove_expired(now, self.lifetime);
        if seen.contains(id) {
            return Err(GatewayError::UsedRequestId);
        }
        if seen.count_for_caller(caller) >= self.per_peer {
            return Err(GatewayError::PeerIdsFull);
        }
        if seen.count_for_connection(caller.connection) >= self.per_connection {
            return Err(GatewayError::ConnectionIdsFull);
        }
        let begun = begin()?;
        seen.insert(id, caller, now);
        Ok(begun)
    }

    /// Releases an id whose call was certainly not sent.
    pub(crate) fn release(&self, id: Uuid) {
        self.seen().remove(id);
    }

    /// Removes expired ids even if no further call claims one.
    pub(crate) fn remove_expired(&self, now: Instant) {
        self.seen().remove_expired(now, self.lifetime);
    }

    fn seen(&self) -> MutexGuard<'_, SeenIds> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn ids(per_connection: usize, per_peer: usize) -> UsedIds {
        UsedIds::new(&Limits {
            request_ids_per_connection: per_connection,
            request_ids_per_peer: per_peer,
            request_id_lifetime: HOUR,
            ..Limits::default()
        })
    }

    fn caller(connection: usize, last: u8) -> Caller {
        Caller { connection, peer: Peer::of(([192, 0, 2, last], 1).into()) }
    }

    fn take(ids: &UsedIds, id: u128, caller: Caller, now: Instant) -> Result<(), GatewayError> {
        ids.claim(Uuid::from_u128(id), caller, now, || Ok(()))
    }

    #[test]
    fn an_id_passes_once_whoever_uses_it_and_a_full_memory_still_knows_it() {
        let (ids, now) = (ids(1, 1), Instant::now());
        assert_eq!(take(&ids, 1, caller(0, 1), now), Ok(()));
        for again in [caller(0, 1), caller(0, 2), caller(1, 1)] {
            assert_eq!(take(&ids, 1, again, now), Err(GatewayError::UsedRequestId));
        }
        assert_eq!(take(&ids, 2, caller(0, 1), now), Err(GatewayError::PeerIdsFull));
        assert_eq!(take(&ids, 2, caller(0, 2), now), Err(GatewayError::ConnectionIdsFull));
        assert_eq!(take(&ids, 1, caller(0, 1), now), Err(GatewayError::UsedRequestId));
    }

    #[test]
    fn a_call_that_does_not_begin_leaves_its_id_unused_and_a_repeat_is_never_asked() {
        let (ids, now, id) = (ids(2, 2), Instant::now(), Uuid::from_u128(1));
        let busy = || Err::<(), _>(GatewayError::Busy);
        assert_eq!(ids.claim(id, caller(0, 1), now, busy), Err(GatewayError::Busy));
        assert_eq!(take(&ids, 1, caller(0, 1), now), Ok(()));
        assert_eq!(ids.claim(id, caller(0, 1), now, busy), Err(GatewayError::UsedRequestId));
    }

    #[test]
    fn nobody_uses_up_what_is_anothers() {
        let (ids, now) = (ids(3, 2), Instant::now());
        for id in 1..=2 {
            assert_eq!(take(&ids, id, caller(0, 1), now), Ok(()));
        }
        assert_eq!(take(&ids, 3, caller(0, 1), now), Err(GatewayError::PeerIdsFull));
        assert_eq!(take(&ids, 3, caller(0, 2), now), Ok(()), "another peer");
        assert_eq!(take(&ids, 4, caller(1, 1), now), Ok(()), "the same peer over another connection");
    }

    #[test]
    fn what_is_given_back_counts_for_nothing_and_may_be_used() {
        let (ids, now) = (ids(1, 1), Instant::now());
        for id in (1..=9).chain(1..=9) {
            assert_eq!(take(&ids, id, caller(0, 1), now), Ok(()));
            ids.release(Uuid::from_u128(id));
        }
        assert!(ids.seen().is_empty());
    }

    #[test]
    fn an_id_ends_when_its_time_is_up_and_not_before() {
        let (ids, start) = (ids(2, 2), Instant::now());
        assert_eq!(take(&ids, 1, caller(0, 1), start), Ok(()));
        assert_eq!(take(&ids, 2, caller(0, 1), start + HOUR / 2), Ok(()));
        let last = start + HOUR - Duration::from_millis(1);
        assert_eq!(take(&ids, 1, caller(0, 1), last), Err(GatewayError::UsedRequestId));
        assert_eq!(take(&ids, 1, caller(0, 1), start + HOUR), Ok(()));
        assert_eq!(take(&ids, 2, caller(0, 1), start + HOUR), Err(GatewayError::UsedRequestId));
        ids.remove_expired(start + 3 * HOUR);
        assert!(ids.seen().is_empty());
    }
}
