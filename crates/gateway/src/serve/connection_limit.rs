//! How many connections are open, all together and for each peer.
//!
//! Where there is no room, a connection that only waits for its other end makes room: one of the peer's own if the peer
//! has too many, else one of the peer that has most. So whoever holds connections open keeps nobody out.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;

use crate::serve::activity::Activity;
use crate::serve::peer::Peer;

/// Which bound leaves no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// The peer's own; so many.
    Peer(usize),
    /// That of all peers together; so many.
    All(usize),
}

pub(crate) struct Connections {
    most: usize,
    most_per_peer: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    number: u64,
    places: BTreeMap<u64, Place>,
    of_peer: HashMap<Peer, usize>,
}

struct Place {
    peer: Peer,
    activity: Arc<Activity>,
    cut: CancellationToken,
}

/// The place of one open connection.
pub(crate) struct Seat {
    connections: Arc<Connections>,
    number: u64,
    pub(crate) activity: Arc<Activity>,
    /// Cancelled when the connection has to go.
    pub(crate) cut: CancellationToken,
    /// Whether another connection was cut for this one.
    pub(crate) made_room: bool,
}

impl Connections {
    pub(crate) fn new(most: usize, most_per_peer: usize) -> Arc<Self> {
        Arc::new(Self { most, most_per_peer, open: Mutex::default() })
    }

    /// A place for a connection from this peer. `cut` is what the place is cut by.
    pub(crate) fn admit(self: &Arc<Self>, peer: Peer, cut: CancellationToken) -> Result<Seat, Full> {
        let mut open = self.open();
        let own = open.count(peer);
        let mut made_room = false;
        if own >= self.most_per_peer {
            open.cut_longest_waiting(|one| (one == peer).then_some(0))
                .ok_or(Full::Peer(self.most_per_peer))?;
            made_room = true;
        } else if open.places.len() >= self.most {
            let counts = open.of_peer.clone();
            let of = |one: Peer| counts.get(&one).copied().unwrap_or_default();
            open.cut_longest_waiting(|one| (one == peer || of(one) > own).then(|| of(one)))
                .ok_or(Full::All(self.most))?;
            made_room = true;
        }
        let activity = Activity::new();
        let number = open.take(Place { peer, activity: Arc::clone(&activity), cut: cut.clone() });
        Ok(Seat { connections: Arc::clone(self), number, activity, cut, made_room })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn count(&self, peer: Peer) -> usize {
        self.of_peer.get(&peer).copied().unwrap_or_default()
    }

    fn take(&mut self, place: Place) -> u64 {
        self.number += 1;
        *self.of_peer.entry(place.peer).or_default() += 1;
        self.places.insert(self.number, place);
        self.number
    }

    fn leave(&mut self, number: u64) -> Option<Place> {
        let place = self.places.remove(&number)?;
        if let Some(count) = self.of_peer.get_mut(&place.peer) {
            *count -= 1;
            if *count == 0 {
                self.of_peer.remove(&place.peer);
            }
        }
        Some(place)
    }

    /// Cuts one connection that only waits for its other end: of the peers that `rank` ranks highest, the one that has
    /// waited longest.
    fn cut_longest_waiting(&mut self, rank: impl Fn(Peer) -> Option<usize>) -> Option<()> {
        let waiting = self.places.iter().filter_map(|(number, place)| {
            let rank = rank(place.peer)?;
            Some((std::cmp::Reverse(rank), place.activity.waits_since()?, *number))
        });
        let (_, _, number) = waiting.min()?;
        self.leave(number)?.cut.cancel();
        Some(())
    }
}

impl Drop for Seat {
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

    fn admit(connections: &Arc<Connections>, last: u8) -> Result<Seat, Full> {
        connections.admit(peer(last), CancellationToken::new())
    }

    #[test]
    fn a_peers_own_oldest_makes_room_and_nobody_elses() {
        let all = Connections::new(9, 2);
        let other = admit(&all, 2).unwrap();
        let seats: Vec<_> = (0..5).map(|_| admit(&all, 1).unwrap()).collect();
        let cut: Vec<_> = seats.iter().map(|seat| seat.cut.is_cancelled()).collect();
        assert_eq!(cut, [true, true, true, false, false]);
        assert!(!other.cut.is_cancelled());
        drop(seats);
        drop(other);
        let open = all.open();
        assert!(open.places.is_empty() && open.of_peer.is_empty());
    }

    #[test]
    fn what_moved_last_stays_and_what_is_being_answered_is_never_cut() {
        let all = Connections::new(9, 2);
        let (first, second) = (admit(&all, 1).unwrap(), admit(&all, 1).unwrap());
        first.activity.moved();
        let third = admit(&all, 1).unwrap();
        assert!(second.cut.is_cancelled() && !first.cut.is_cancelled());
        let answering = [first.activity.answering(), third.activity.answering()];
        assert_eq!(admit(&all, 1).err(), Some(Full::Peer(2)));
        let receiving = third.activity.receiving();
        let fourth = admit(&all, 1).unwrap();
        assert!(third.cut.is_cancelled() && !fourth.cut.is_cancelled(), "half a request only waits");
        drop((answering, receiving));
    }

    #[test]
    fn who_has_most_makes_room_for_who_has_least() {
        let all = Connections::new(3, 3);
        let greedy: Vec<_> = (0..2).map(|_| admit(&all, 1).unwrap()).collect();
        let modest = admit(&all, 2).unwrap();
        let newcomer = admit(&all, 3).unwrap();
        assert!(greedy[0].cut.is_cancelled() && !greedy[1].cut.is_cancelled() && !modest.cut.is_cancelled());
        let busy = [&greedy[1], &modest, &newcomer].map(|seat| seat.activity.answering());
        assert_eq!(admit(&all, 4).err(), Some(Full::All(3)));
        drop(busy);
    }
}
