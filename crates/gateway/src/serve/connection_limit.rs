//! Limits the number of open connections, in total and for each peer.
//!
//! At a limit, a connection that only waits for its other end is closed to make room: one of the peer's own if the peer
//! has too many, else one of the peer with the most. So holding connections open keeps nobody out.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;

use crate::serve::activity::Activity;
use crate::serve::peer::Peer;

/// Which limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LimitReached {
    /// The limit for one peer.
    Peer(usize),
    /// The limit for all peers together.
    All(usize),
}

pub(crate) struct ConnectionLimit {
    max: usize,
    max_per_peer: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    number: u64,
    by_number: BTreeMap<u64, OpenConnection>,
    of_peer: HashMap<Peer, usize>,
}

struct OpenConnection {
    peer: Peer,
    activity: Arc<Activity>,
    cancel: CancellationToken,
}

/// Counts as one open connection until it is dropped.
pub(crate) struct ConnectionPermit {
    connections: Arc<ConnectionLimit>,
    number: u64,
    pub(crate) activity: Arc<Activity>,
    /// Cancelled when the connection must be closed.
    pub(crate) cancel: CancellationToken,
    /// Whether another connection was closed for this one.
    pub(crate) made_room: bool,
}

impl ConnectionLimit {
    pub(crate) fn new(max: usize, max_per_peer: usize) -> Arc<Self> {
        Arc::new(Self { max, max_per_peer, open: Mutex::default() })
    }

    /// A permit for a connection from this peer, which `cancel` closes.
    pub(crate) fn acquire(
        self: &Arc<Self>,
        peer: Peer,
        cancel: CancellationToken,
    ) -> Result<ConnectionPermit, LimitReached> {
        let mut open = self.open();
        let own = open.count(peer);
        let mut made_room = false;
        if own >= self.max_per_peer {
            open.close_longest_idle(|one| (one == peer).then_some(0))
                .ok_or(LimitReached::Peer(self.max_per_peer))?;
            made_room = true;
        } else if open.by_number.len() >= self.max {
            let counts = open.of_peer.clone();
            let of = |one: Peer| counts.get(&one).copied().unwrap_or_default();
            open.close_longest_idle(|one| (one == peer || of(one) > own).then(|| of(one)))
                .ok_or(LimitReached::All(self.max))?;
            made_room = true;
        }
        let activity = Activity::new();
        let number =
            open.take(OpenConnection { peer, activity: Arc::clone(&activity), cancel: cancel.clone() });
        Ok(ConnectionPermit { connections: Arc::clone(self), number, activity, cancel, made_room })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn count(&self, peer: Peer) -> usize {
        self.of_peer.get(&peer).copied().unwrap_or_default()
    }

    fn take(&mut self, place: OpenConnection) -> u64 {
        self.number += 1;
        *self.of_peer.entry(place.peer).or_default() += 1;
        self.by_number.insert(self.number, place);
        self.number
    }

    fn leave(&mut self, number: u64) -> Option<OpenConnection> {
        let place = self.by_number.remove(&number)?;
        if let Some(count) = self.of_peer.get_mut(&place.peer) {
            *count -= 1;
            if *count == 0 {
                self.of_peer.remove(&place.peer);
            }
        }
        Some(place)
    }

    /// Closes one connection that only waits for its other end: among the peers that `rank` ranks highest, the one that
    /// has waited longest.
    fn close_longest_idle(&mut self, rank: impl Fn(Peer) -> Option<usize>) -> Option<()> {
        let waiting = self.by_number.iter().filter_map(|(number, place)| {
            let rank = rank(place.peer)?;
            Some((std::cmp::Reverse(rank), place.activity.idle_since()?, *number))
        });
        let (_, _, number) = waiting.min()?;
        self.leave(number)?.cancel.cancel();
        Some(())
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        self.connections.open().leave(self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(last: u8) -> Peer {
        Peer::of(([192, 0, 2, last], 1).into())
    }

    fn admit(connections: &Arc<ConnectionLimit>, last: u8) -> Result<ConnectionPermit, LimitReached> {
        connections.acquire(peer(last), CancellationToken::new())
    }

    #[test]
    fn a_peers_own_oldest_makes_room_and_nobody_elses() {
        let all = ConnectionLimit::new(9, 2);
        let other = admit(&all, 2).unwrap();
        let seats: Vec<_> = (0..5).map(|_| admit(&all, 1).unwrap()).collect();
        let cancel: Vec<_> = seats.iter().map(|permit| permit.cancel.is_cancelled()).collect();
        assert_eq!(cancel, [true, true, true, false, false]);
        assert!(!other.cancel.is_cancelled());
        drop(seats);
        drop(other);
        let open = all.open();
        assert!(open.by_number.is_empty() && open.of_peer.is_empty());
    }

    #[test]
    fn what_moved_last_stays_and_what_is_being_answered_is_never_cut() {
        let all = ConnectionLimit::new(9, 2);
        let (first, second) = (admit(&all, 1).unwrap(), admit(&all, 1).unwrap());
        first.activity.record_progress();
        let third = admit(&all, 1).unwrap();
        assert!(second.cancel.is_cancelled() && !first.cancel.is_cancelled());
        let answering = [first.activity.begin_response(), third.activity.begin_response()];
        assert_eq!(admit(&all, 1).err(), Some(LimitReached::Peer(2)));
        let receiving = third.activity.begin_body();
        let fourth = admit(&all, 1).unwrap();
        assert!(third.cancel.is_cancelled() && !fourth.cancel.is_cancelled(), "half a request only waits");
        drop((answering, receiving));
    }

    #[test]
    fn who_has_most_makes_room_for_who_has_least() {
        let all = ConnectionLimit::new(3, 3);
        let greedy: Vec<_> = (0..2).map(|_| admit(&all, 1).unwrap()).collect();
        let modest = admit(&all, 2).unwrap();
        let newcomer = admit(&all, 3).unwrap();
        assert!(
            greedy[0].cancel.is_cancelled()
                && !greedy[1].cancel.is_cancelled()
                && !modest.cancel.is_cancelled()
        );
        let busy = [&greedy[1], &modest, &newcomer].map(|permit| permit.activity.begin_response());
        assert_eq!(admit(&all, 4).err(), Some(LimitReached::All(3)));
        drop(busy);
    }
}
