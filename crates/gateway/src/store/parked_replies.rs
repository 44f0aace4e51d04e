//! Parked replies: a vendor's reply to a page that may have gone, sealed under a key that only that page has. The
//! gateway keeps the ciphertext; the key is wiped as soon as the reply is sealed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use keyturn_vault::parked::{ReplyKey, park};
use keyturn_wire::http::Reply;
use rustls::crypto::ring;
use tokio::sync::watch;
use uuid::Uuid;

use crate::config::Limits;
use crate::store::clock::Clock;
use crate::store::reply_cache::{CachedReply, CallOrigin, ReplyCache};

/// A request for a parked reply.
pub(crate) struct ReplyQuery {
    pub(crate) request_id: Uuid,
    /// The connection that the request came over.
    pub(crate) connection: String,
    /// The method and path if the request repeats the call; they must be those of the first one.
    pub(crate) repeat: Option<String>,
}

impl ReplyQuery {
    fn matches(&self, origin: &CallOrigin) -> bool {
        self.connection == origin.connection
            && self.repeat.as_ref().is_none_or(|request| *request == origin.request)
    }
}

pub(crate) struct ParkedReplies {
    /// Longer than any call takes.
    wait_timeout: Duration,
    clock: Clock,
    cache: Mutex<ReplyCache>,
}

impl ParkedReplies {
    pub(crate) fn new(limits: &Limits, clock: Clock) -> Self {
        Self {
            wait_timeout: limits.exchange + Duration::from_secs(1),
            clock,
            cache: Mutex::new(ReplyCache::new(limits)),
        }
    }

    /// Reserves a slot for the reply of a call that is about to begin.
    pub(crate) fn reserve(
        self: &Arc<Self>,
        request_id: Uuid,
        origin: CallOrigin,
        key: ReplyKey,
    ) -> ReplySlot {
        let (running, ended) = watch::channel(());
        self.cache().begin(request_id, origin, ended);
        ReplySlot { parked: Arc::clone(self), request_id, key, _running: running }
    }

    /// The sealed reply. Waits for it while the call is in flight.
    pub(crate) async fn wait_for(&self, query: &ReplyQuery) -> Option<Bytes> {
        let find = || self.cache().get(query.request_id, |origin| query.matches(origin), self.clock.now());
        let mut found = find();
        if let CachedReply::Pending(ended) = &mut found {
            // The slot only ever closes the channel, so a change and an error both mean that the call has ended.
            let _ = tokio::time::timeout(self.wait_timeout, ended.changed()).await;
            found = find();
        }
        match found {
            CachedReply::Sealed(sealed) => Some(sealed),
            CachedReply::Pending(_) | CachedReply::Missing => None,
        }
    }

    /// Whether there is a sealed reply for this id. A repeat then gets that one even if the id was released because the
    /// call was not sent, so that what a page was told of its call stays true.
    pub(crate) fn contains(&self, request_id: Uuid) -> bool {
        matches!(self.cache().get(request_id, |_| true, self.clock.now()), CachedReply::Sealed(_))
    }

    pub(crate) fn remove_expired(&self) {
        self.cache().remove_expired(self.clock.now());
    }

    fn cache(&self) -> MutexGuard<'_, ReplyCache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Holds the key of a call in flight.
pub(crate) struct ReplySlot {
    parked: Arc<ParkedReplies>,
    request_id: Uuid,
    key: ReplyKey,
    /// Dropped with the slot, which wakes up whoever waits.
    _running: watch::Sender<()>,
}

impl ReplySlot {
    /// Seals the reply and wipes the key. Nothing is kept if the system gives no random nonce.
    pub(crate) fn fill(self, reply: &Reply) {
        let mut nonce = [0; 24];
        if ring::default_provider().secure_random.fill(&mut nonce).is_ok() {
            let sealed = park(&self.key, self.request_id, nonce, reply);
            self.parked.cache().insert(self.request_id, sealed.into(), self.parked.clock.now());
        }
    }
}

impl Drop for ReplySlot {
    fn drop(&mut self) {
        self.parked.cache().cancel(self.request_id);
    }
}

#[cfg(test)]
mod tests {
    use keyturn_vault::parked::unpark;
    use zeroize::Zeroizing;

    use super::*;

    const ID: Uuid = Uuid::from_u128(1);

    fn key() -> ReplyKey {
        ReplyKey::new(Zeroizing::new([7; 32]))
    }

    fn begun(limits: &Limits) -> (Arc<ParkedReplies>, ReplySlot) {
        let parked = Arc::new(ParkedReplies::new(limits, Clock::default()));
        let origin = CallOrigin { connection: "sa".into(), request: "POST /a".into() };
        let slot = parked.reserve(ID, origin, key());
        (parked, slot)
    }

    fn query(connection: &str, repeat: Option<&str>) -> ReplyQuery {
        ReplyQuery { request_id: ID, connection: connection.into(), repeat: repeat.map(str::to_owned) }
    }

    fn reply() -> Reply {
        Reply { status: 200, headers: Vec::new(), body: Zeroizing::new(b"superapiproduct_FAKE".to_vec()) }
    }

    #[tokio::test]
    async fn only_ciphertext_is_kept_and_only_the_call_itself_finds_it() {
        let (parked, slot) = begun(&Limits::default());
        slot.fill(&reply());
        for query in [query("sa", None), query("sa", Some("POST /a"))] {
            let sealed = parked.wait_for(&query).await.unwrap();
            let text = std::str::from_utf8(&sealed).unwrap();
            assert!(!text.contains("FAKE"));
            assert_eq!(*unpark(&key(), ID, text).ok().unwrap().body, b"superapiproduct_FAKE");
        }
        for query in [query("qs", None), query("sa", Some("DELETE /a")), query("qs", Some("POST /a"))] {
            assert_eq!(parked.wait_for(&query).await, None);
        }
    }

    #[tokio::test]
    async fn who_waits_is_woken_by_the_reply_or_by_the_end_without_one() {
        for replied in [true, false] {
            let (parked, slot) = begun(&Limits::default());
            let query = query("sa", None);
            let end = async {
                tokio::task::yield_now().await;
                if replied { slot.fill(&reply()) } else { drop(slot) }
            };
            let (sealed, ()) = tokio::join!(parked.wait_for(&query), end);
            assert_eq!(sealed.is_some(), replied);
        }
    }

    #[tokio::test]
    async fn expired_replies_go_without_being_asked_for() {
        let (parked, slot) = begun(&Limits::default());
        slot.fill(&reply());
        parked.remove_expired();
        assert!(parked.contains(ID));
        assert_eq!(parked.cache().len(), 1);
        parked.clock.advance(Limits::default().parked_for);
        parked.remove_expired();
        assert!(!parked.contains(ID));
        assert_eq!(parked.cache().len(), 0);
    }
}
