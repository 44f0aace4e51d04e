//! Where parked replies lie: ciphertext only, for a while, so many and no more.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::sync::watch;
use uuid::Uuid;

use crate::config::Limits;

/// A call whose reply is parked, as the log and a repeat know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The connection it went over.
    pub(crate) connection: String,
    /// Its method and its path.
    pub(crate) request: String,
}

/// What there is of a call's reply.
#[derive(Debug)]
pub(crate) enum Found {
    Sealed(Bytes),
    /// The call is still under way; the channel closes when it is not.
    Running(watch::Receiver<()>),
    Nothing,
}

struct Kept {
    once: Uuid,
    origin: Origin,
    sealed: Bytes,
    until: Instant,
}

pub(crate) struct Shelf {
    retention: Duration,
    most: usize,
    most_bytes: usize,
    running: HashMap<Uuid, (Origin, watch::Receiver<()>)>,
    /// Oldest first, which is the order in which they expire.
    kept: VecDeque<Kept>,
    bytes: usize,
}

impl Shelf {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            retention: limits.parked_for,
            most: limits.parked_replies,
            most_bytes: limits.parked_bytes,
            running: HashMap::new(),
            kept: VecDeque::new(),
            bytes: 0,
        }
    }

    pub(crate) fn begin(&mut self, once: Uuid, origin: Origin, ended: watch::Receiver<()>) {
        self.running.insert(once, (origin, ended));
    }

    /// The call has ended without a reply to keep.
    pub(crate) fn leave(&mut self, once: Uuid) {
        self.running.remove(&once);
    }

    /// The call has ended with this reply. The oldest make room for it; what is too large for all the room
    /// there is, is not kept.
    pub(crate) fn keep(&mut self, once: Uuid, sealed: Bytes, now: Instant) {
        self.forget_expired(now);
        let Some((origin, _)) = self.running.remove(&once) else { return };
        if sealed.len() > self.most_bytes {
            return;
        }
        while self.kept.len() >= self.most || self.bytes + sealed.len() > self.most_bytes {
            if !self.forget_oldest() {
                return;
            }
        }
        self.bytes += sealed.len();
        self.kept.push_back(Kept { once, origin, sealed, until: now + self.retention });
    }

    /// The reply of the call with this id, if `is_its` says that whoever asks may have it.
    pub(crate) fn find(&mut self, once: Uuid, is_its: impl Fn(&Origin) -> bool, now: Instant) -> Found {
        self.forget_expired(now);
        if let Some((_, ended)) = self.running.get(&once).filter(|(origin, _)| is_its(origin)) {
            return Found::Running(ended.clone());
        }
        match self.kept.iter().find(|kept| kept.once == once && is_its(&kept.origin)) {
            Some(kept) => Found::Sealed(kept.sealed.clone()),
            None => Found::Nothing,
        }
    }

    pub(crate) fn forget_expired(&mut self, now: Instant) {
        while self.kept.front().is_some_and(|kept| kept.until <= now) {
            self.forget_oldest();
        }
    }

    #[cfg(test)]
    pub(crate) fn kept(&self) -> usize {
        self.kept.len()
    }

    fn forget_oldest(&mut self) -> bool {
        let oldest = self.kept.pop_front();
        self.bytes -= oldest.as_ref().map_or(0, |kept| kept.sealed.len());
        oldest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(most: usize, most_bytes: usize) -> Shelf {
        Shelf::new(&Limits { parked_replies: most, parked_bytes: most_bytes, ..Limits::default() })
    }

    fn keep(shelf: &mut Shelf, id: u128, bytes: usize, now: Instant) {
        let origin = Origin { connection: "sa".into(), request: format!("POST /{id}") };
        shelf.begin(Uuid::from_u128(id), origin, watch::channel(()).1);
        shelf.keep(Uuid::from_u128(id), vec![0; bytes].into(), now);
    }

    fn kept(shelf: &mut Shelf, now: Instant) -> Vec<u128> {
        let is_kept = |id: &u128| matches!(shelf.find(Uuid::from_u128(*id), |_| true, now), Found::Sealed(_));
        (1..=9).filter(is_kept).collect()
    }

    #[test]
    fn a_reply_is_kept_for_a_quarter_of_an_hour() {
        let start = Instant::now();
        let mut shelf = shelf(9, 9);
        keep(&mut shelf, 1, 1, start);
        keep(&mut shelf, 2, 1, start + Duration::from_secs(1));
        let last = start + Duration::from_millis(15 * 60 * 1000 - 1);
        assert_eq!(kept(&mut shelf, last), [1, 2]);
        assert_eq!(kept(&mut shelf, start + Duration::from_secs(15 * 60)), [2]);
        shelf.forget_expired(start + Duration::from_secs(15 * 60 + 1));
        assert_eq!((shelf.kept.len(), shelf.bytes), (0, 0));
    }

    #[test]
    fn the_oldest_make_room_by_number_and_by_size() {
        let now = Instant::now();
        let mut by_number = shelf(2, 100);
        (1..=3).for_each(|id| keep(&mut by_number, id, 1, now));
        assert_eq!((kept(&mut by_number, now), by_number.bytes), (vec![2, 3], 2));
        let mut by_size = shelf(9, 10);
        for (id, bytes) in [(1, 4), (2, 4), (3, 2), (4, 3)] {
            keep(&mut by_size, id, bytes, now);
        }
        assert_eq!((kept(&mut by_size, now), by_size.bytes), (vec![2, 3, 4], 9));
        keep(&mut by_size, 5, 11, now);
        assert_eq!(kept(&mut by_size, now), [2, 3, 4], "what fits nowhere pushes nothing out");
        keep(&mut by_size, 6, 10, now);
        assert_eq!((kept(&mut by_size, now), by_size.bytes), (vec![6], 10));
    }

    #[test]
    fn nobody_else_finds_it_before_or_after_it_is_there() {
        let now = Instant::now();
        let mut shelf = shelf(9, 9);
        let (id, origin) = (Uuid::from_u128(1), Origin { connection: "sa".into(), request: "POST /".into() });
        shelf.begin(id, origin.clone(), watch::channel(()).1);
        assert!(matches!(shelf.find(id, |of| *of == origin, now), Found::Running(_)));
        assert!(matches!(shelf.find(id, |of| of.connection == "qs", now), Found::Nothing));
        shelf.keep(id, "x".into(), now);
        assert!(matches!(shelf.find(id, |of| *of == origin, now), Found::Sealed(_)));
        assert!(matches!(shelf.find(id, |of| of.connection == "qs", now), Found::Nothing));
        assert!(matches!(shelf.find(Uuid::from_u128(2), |_| true, now), Found::Nothing));
    }
}
