//! Parked replies: what the vendor answered to a page that may have gone, sealed under a key that only that page
//! has. The gateway keeps the ciphertext; the key is wiped as soon as the reply is sealed.

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
use crate::store::reply_cache::{Found, Origin, Shelf};

/// What somebody asks for.
pub(crate) struct Wanted {
    pub(crate) once: Uuid,
    /// The connection it is asked for on.
    pub(crate) connection: String,
    /// The method and path of a repeat, which must be those of the first call.
    pub(crate) repeat: Option<String>,
}

impl Wanted {
    fn is(&self, origin: &Origin) -> bool {
        self.connection == origin.connection
            && self.repeat.as_ref().is_none_or(|request| *request == origin.request)
    }
}

pub(crate) struct Parked {
    /// Longer than any call is under way.
    patience: Duration,
    clock: Clock,
    shelf: Mutex<Shelf>,
}

impl Parked {
    pub(crate) fn new(limits: &Limits, clock: Clock) -> Self {
        Self {
            patience: limits.exchange + Duration::from_secs(1),
            clock,
            shelf: Mutex::new(Shelf::new(limits)),
        }
    }

    /// A place for the reply of a call that is about to begin.
    pub(crate) fn begin(self: &Arc<Self>, once: Uuid, origin: Origin, key: ReplyKey) -> Slot {
        let (running, ended) = watch::channel(());
        self.shelf().begin(once, origin, ended);
        Slot { parked: Arc::clone(self), once, key, _running: running }
    }

    /// The sealed reply, waited for while the call is still under way.
    pub(crate) async fn wait(&self, wanted: &Wanted) -> Option<Bytes> {
        let find = || self.shelf().find(wanted.once, |origin| wanted.is(origin), self.clock.now());
        let mut found = find();
        if let Found::Running(ended) = &mut found {
            // The slot says nothing and closes: either way of waking up is the end.
            let _ = tokio::time::timeout(self.patience, ended.changed()).await;
            found = find();
        }
        match found {
            Found::Sealed(sealed) => Some(sealed),
            Found::Running(_) | Found::Nothing => None,
        }
    }

    /// Whether there is a sealed reply of a call with this id: then a repeat gets that one, even if the id was
    /// given back because the call did not leave. What a page was told of its call stays true.
    pub(crate) fn holds(&self, once: Uuid) -> bool {
        matches!(self.shelf().find(once, |_| true, self.clock.now()), Found::Sealed(_))
    }

    pub(crate) fn forget_expired(&self) {
        self.shelf().forget_expired(self.clock.now());
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Holds the key of one call under way.
pub(crate) struct Slot {
    parked: Arc<Parked>,
    once: Uuid,
    key: ReplyKey,
    /// Closes when the slot goes, which wakes up whoever waits.
    _running: watch::Sender<()>,
}

impl Slot {
    /// Seals the reply and forgets the key. Without chance for a nonce nothing is kept.
    pub(crate) fn fill(self, reply: &Reply) {
        let mut nonce = [0; 24];
        if ring::default_provider().secure_random.fill(&mut nonce).is_ok() {
            let sealed = park(&self.key, self.once, nonce, reply);
            self.parked.shelf().keep(self.once, sealed.into(), self.parked.clock.now());
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.parked.shelf().leave(self.once);
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

    fn begun(limits: &Limits) -> (Arc<Parked>, Slot) {
        let parked = Arc::new(Parked::new(limits, Clock::default()));
        let origin = Origin { connection: "sa".into(), request: "POST /a".into() };
        let slot = parked.begin(ID, origin, key());
        (parked, slot)
    }

    fn wanted(connection: &str, repeat: Option<&str>) -> Wanted {
        Wanted { once: ID, connection: connection.into(), repeat: repeat.map(str::to_owned) }
    }

    fn reply() -> Reply {
        Reply { status: 200, headers: Vec::new(), body: Zeroizing::new(b"superapiproduct_FAKE".to_vec()) }
    }

    #[tokio::test]
    async fn only_ciphertext_is_kept_and_only_the_call_itself_finds_it() {
        let (parked, slot) = begun(&Limits::default());
        slot.fill(&reply());
        for wanted in [wanted("sa", None), wanted("sa", Some("POST /a"))] {
            let sealed = parked.wait(&wanted).await.unwrap();
            let text = std::str::from_utf8(&sealed).unwrap();
            assert!(!text.contains("FAKE"));
            assert_eq!(*unpark(&key(), ID, text).ok().unwrap().body, b"superapiproduct_FAKE");
        }
        for wanted in [wanted("qs", None), wanted("sa", Some("DELETE /a")), wanted("qs", Some("POST /a"))] {
            assert_eq!(parked.wait(&wanted).await, None);
        }
    }

    #[tokio::test]
    async fn who_waits_is_woken_by_the_reply_or_by_the_end_without_one() {
        for replied in [true, false] {
            let (parked, slot) = begun(&Limits::default());
            let wanted = wanted("sa", None);
            let end = async {
                tokio::task::yield_now().await;
                if replied { slot.fill(&reply()) } else { drop(slot) }
            };
            let (sealed, ()) = tokio::join!(parked.wait(&wanted), end);
            assert_eq!(sealed.is_some(), replied);
        }
    }

    #[tokio::test]
    async fn expired_replies_go_without_being_asked_for() {
        let (parked, slot) = begun(&Limits::default());
        slot.fill(&reply());
        parked.forget_expired();
        assert!(parked.holds(ID));
        assert_eq!(parked.shelf().kept(), 1);
        parked.clock.advance(Limits::default().parked_for);
        parked.forget_expired();
        assert!(!parked.holds(ID));
        assert_eq!(parked.shelf().kept(), 0);
    }
}
