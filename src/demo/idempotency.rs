//! One-time ids and parked replies, as the gateway keeps them.

use uuid::Uuid;

use keyturn_vault::parked::{ReplyKey, park};
use keyturn_wire::gateway_error::{GatewayError, marked};
use keyturn_wire::http::Reply;

/// A changing call that was taken, and its reply if that was to be parked.
struct Taken {
    id: Uuid,
    /// Connection, method and path, which a repeat must share.
    request: String,
    sealed: Option<String>,
}

/// Every changing call that was ever taken: a handful.
#[derive(Default)]
pub(super) struct UsedIds(Vec<Taken>);

impl UsedIds {
    /// Takes an id for this call.
    ///
    /// # Errors
    /// What a repeat is answered: the parked reply, or that the id was used.
    pub(super) fn take(&mut self, id: Uuid, request: &str) -> Result<(), Reply> {
        match self.0.iter().find(|taken| taken.id == id) {
            None => {
                self.0.push(Taken { id, request: request.to_owned(), sealed: None });
                Ok(())
            }
            Some(taken) if taken.request == request => {
                Err(taken.parked().unwrap_or_else(|| GatewayError::UsedRequestId.reply()))
            }
            Some(_) => Err(GatewayError::UsedRequestId.reply()),
        }
    }

    /// Parks the reply to a call that was taken.
    pub(super) fn park(&mut self, id: Uuid, key: &ReplyKey, reply: &Reply) {
        // The key is good for one reply, so a nonce that follows from its call is never used twice.
        let mut nonce = [0; 24];
        nonce[..16].copy_from_slice(id.as_bytes());
        if let Some(taken) = self.0.iter_mut().find(|taken| taken.id == id) {
            taken.sealed = Some(park(key, id, nonce, reply));
        }
    }

    /// The parked reply of a call on this connection.
    pub(super) fn parked(&self, id: Uuid, connection: &str) -> Reply {
        let of_connection = |taken: &&Taken| taken.request.split(' ').next() == Some(connection);
        let taken = self.0.iter().find(|taken| taken.id == id).filter(of_connection);
        taken.and_then(Taken::parked).unwrap_or_else(|| GatewayError::NotParked.reply())
    }
}

impl Taken {
    fn parked(&self) -> Option<Reply> {
        let json = vec![("content-type".to_owned(), "application/json".to_owned())];
        self.sealed.as_ref().map(|sealed| marked("parked", 200, json, sealed.as_bytes().to_vec().into()))
    }
}
