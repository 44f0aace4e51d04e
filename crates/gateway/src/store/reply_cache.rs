//! A bounded cache of parked replies, as ciphertext, with an expiry.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::sync::watch;
use uuid::Uuid;

use crate::config::Limits;

/// Identifies the call that a reply belongs to, so that only its repeat gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallOrigin {
    /// The connection it went over.
    pub(crate) connection: String,
    /// Its method and its path.
    pub(crate) request: String,
}

/// The state of a call's reply.
#[derive(Debug)]
pub(crate) enum CachedReply {
    Sealed(Bytes),
    /// The call is still in flight; the channel closes when it ends.
    Pending(watch::Receiver<()>),
    Missing,
}

struct Entry {
    request_id: Uuid,
    origin: CallOrigin,
    sealed: Bytes,
    until: Instant,
}

pub(crate) struct ReplyCache {
    retention: Duration,
    max_entries: usize,
    max_bytes: usize,
    pending: HashMap<Uuid, (CallOrigin, watch::Receiver<()>)>,
    /// Oldest first, which is the order in which they expire.
    entries: VecDeque<Entry>,
    bytes: usize,
}

impl ReplyCache {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            retention: limits.parked_for,
            max_entries: limits.parked_replies,
            max_bytes: limits.parked_bytes,
            pending: HashMap::new(),
            entries: VecDeque::new(),
            bytes: 0,
        }
    }

    pub(crate) fn begin(&mut self, request_id: Uuid, origin: CallOrigin, ended: watch::Receiver<()>) {
        self.pending.insert(request_id, (origin, ended));
    }

    /// The call ended without a reply to keep.
    pub(crate) fn cancel(&mut self, request_id: Uuid) {
        self.pending.remove(&request_id);
    }

    /// The call ended with this reply. The oldest replies are evicted to make room; one that is larger than the whole
    /// cache is not kept.
    pub(crate) fn insert(&mut self, request_id: Uuid, sealed: Bytes, now: Instant) {
        self.remove_expired(now);
        let Some((origin, _)) = self.pending.remove(&request_id) else { return };
        if sealed.len() > self.max_bytes {
            return;
        }
        while self.entries.len() >= self.max_entries || self.bytes + sealed.len() > self.max_bytes {
            if !self.remove_oldest() {
                return;
            }
        }
        self.bytes += sealed.len();
        self.entries.push_back(Entry { request_id, origin, sealed, until: now + self.retention });
    }

    /// The reply of the call with this id, if `may_have` accepts its origin.
    pub(crate) fn get(
        &mut self,
        request_id: Uuid,
        may_have: impl Fn(&CallOrigin) -> bool,
        now: Instant,
    ) -> CachedReply {
        self.remove_expired(now);
        if let Some((_, ended)) = self.pending.get(&request_id).filter(|(origin, _)| may_have(origin)) {
            return CachedReply::Pending(ended.clone());
        }
        match self.entries.iter().find(|entry| entry.request_id == request_id && may_have(&entry.origin)) {
            Some(entry) => CachedReply::Sealed(entry.sealed.clone()),
            None => CachedReply::Missing,
        }
    }

    pub(crate) fn remove_expired(&mut self, now: Instant) {
        while self.entries.front().is_some_and(|entry| entry.until <= now) {
            self.remove_oldest();
        }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    fn remove_oldest(&mut self) -> bool {
        let oldest = self.entries.pop_front();
        self.bytes -= oldest.as_ref().map_or(0, |entry| entry.sealed.len());
        oldest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(max_entries: usize, max_bytes: usize) -> ReplyCache {
        ReplyCache::new(&Limits { parked_replies: max_entries, parked_bytes: max_bytes, ..Limits::default() })
    }

    fn keep(cache: &mut ReplyCache, id: u128, bytes: usize, now: Instant) {
        let origin = CallOrigin { connection: "sa".into(), request: format!("POST /{id}") };
        cache.begin(Uuid::from_u128(id), origin, watch::channel(()).1);
        cache.insert(Uuid::from_u128(id), vec![0; bytes].into(), now);
    }

    fn kept(cache: &mut ReplyCache, now: Instant) -> Vec<u128> {
        let is_kept =
            |id: &u128| matches!(cache.get(Uuid::from_u128(*id), |_| true, now), CachedReply::Sealed(_));
        (1..=9).filter(is_kept).collect()
    }

    #[test]
    fn a_reply_is_kept_for_a_quarter_of_an_hour() {
        let start = Instant::now();
        let mut cache = cache(9, 9);
        keep(&mut cache, 1, 1, start);
        keep(&mut cache, 2, 1, start + Duration::from_secs(1));
        let last = start + Duration::from_millis(15 * 60 * 1000 - 1);
        assert_eq!(kept(&mut cache, last), [1, 2]);
        assert_eq!(kept(&mut cache, start + Duration::from_secs(15 * 60)), [2]);
        cache.remove_expired(start + Duration::from_secs(15 * 60 + 1));
        assert_eq!((cache.entries.len(), cache.bytes), (0, 0));
    }

    #[test]
    fn the_oldest_make_room_by_number_and_by_size() {
        let now = Instant::now();
        let mut by_number = cache(2, 100);
        (1..=3).for_each(|id| keep(&mut by_number, id, 1, now));
        assert_eq!((kept(&mut by_number, now), by_number.bytes), (vec![2, 3], 2));
        let mut by_size = cache(9, 10);
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
        let mut cache = cache(9, 9);
        let (id, origin) =
            (Uuid::from_u128(1), CallOrigin { connection: "sa".into(), request: "POST /".into() });
        cache.begin(id, origin.clone(), watch::channel(()).1);
        assert!(matches!(cache.get(id, |of| *of == origin, now), CachedReply::Pending(_)));
        assert!(matches!(cache.get(id, |of| of.connection == "qs", now), CachedReply::Missing));
        cache.insert(id, "x".into(), now);
        assert!(matches!(cache.get(id, |of| *of == origin, now), CachedReply::Sealed(_)));
        assert!(matches!(cache.get(id, |of| of.connection == "qs", now), CachedReply::Missing));
        assert!(matches!(cache.get(Uuid::from_u128(2), |_| true, now), CachedReply::Missing));
    }
}
