//! Makes calls to vendors, through the page's own server.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;

use super::site::Site;
use crate::browser::{clock, fetch};
use keyturn_domain::activity::Exchange;
use keyturn_domain::call::{Call, OnceId};
use keyturn_domain::connection::Connection;
use keyturn_domain::moment::Moment;
use keyturn_domain::run::machine::Reply;
use keyturn_vault::parked::{ReplyKey, unpark};
use keyturn_wire::exchange::ShownRequest;
use keyturn_wire::http;
use keyturn_wire::request::{PageRequest, ask, ask_parked};
use keyturn_wire::response::{NotReached, is_parked, server_date};
use keyturn_wire::routes::REPLY_KEY_HEADER;

/// The one-time id of a call that changes something, and the key under which its reply may be parked.
pub type Parking = (OnceId, ReplyKey);

/// A reply as it came over the wire, or that none came.
pub struct RawReply {
    /// The reply, or that none came.
    pub reply: Result<http::Reply, NotReached>,
    /// From sending to the reply, in milliseconds.
    pub millis: u32,
}

/// What came of a call, unread, with what is shown of the request that was sent for it.
pub struct CallResult {
    request: ShownRequest,
    /// The reply, or that none came.
    pub reply: Result<http::Reply, NotReached>,
    /// From sending to the reply, in milliseconds.
    pub millis: u32,
}

impl CallResult {
    /// What came of a call that was made before, by a page that has gone.
    pub fn of_earlier(call: &Call, connection: &Connection, reply: Result<http::Reply, NotReached>) -> Self {
        Self { request: ShownRequest::of_earlier(call, connection), reply, millis: 0 }
    }

    /// Reads it: as the machine does, and as people see it.
    pub fn read(self, call: &Call, at: Moment) -> (Reply, Exchange) {
        self.request.answered(call, self.reply, self.millis, at)
    }
}

/// Carries requests instead of the network: to the demo's vendors, which live in this page.
pub type Transport = Rc<dyn Fn(PageRequest) -> Pin<Box<dyn Future<Output = RawReply>>>>;

/// Makes calls to vendors.
#[derive(Clone, Copy)]
pub struct VendorClient {
    transport: StoredValue<Option<Transport>, LocalStorage>,
    read_only: RwSignal<bool>,
    site: Site,
}

impl VendorClient {
    pub(super) fn new(site: Site) -> Self {
        Self { transport: StoredValue::new_local(None), read_only: RwSignal::new(false), site }
    }

    /// Whether another tab works with the vault: then nothing is asked and nothing is changed from here. Tracked.
    pub fn is_read_only(self) -> bool {
        self.read_only.get()
    }

    /// Whether another tab works with the vault.
    pub(in crate::app) fn set_read_only(self, read_only: bool) {
        self.read_only.set(read_only);
    }

    /// From now on requests go this way instead of over the network.
    pub(in crate::app) fn send_through(self, transport: Transport) {
        self.transport.set_value(Some(transport));
    }

    /// Makes a call, and says what came of it. It never fails: a fault is a reply too.
    pub async fn ask(self, connection: &Connection, call: &Call) -> (Reply, Exchange) {
        self.send(connection, call, None).await.read(call, self.site.moment())
    }

    /// Makes a call, and gives what came of it unread. Under a reply key, the proxy may park the reply.
    pub async fn send(self, connection: &Connection, call: &Call, reply_key: Option<&Parking>) -> CallResult {
        let not_sent = Err(NotReached { sent: false });
        let mut request = match ask(call, connection) {
            Ok(request) => request,
            Err(why) => {
                return CallResult { request: ShownRequest::refused(call, why), reply: not_sent, millis: 0 };
            }
        };
        let shown = ShownRequest::of(&request);
        if self.read_only.get_untracked() {
            return CallResult { request: shown, reply: not_sent, millis: 0 };
        }
        if let Some((_, key)) = reply_key {
            request.headers.push((REPLY_KEY_HEADER, key.to_header()));
        }
        let RawReply { reply, millis } = self.exchange(request).await;
        CallResult { request: shown, reply: reply.and_then(|reply| unparked(reply, reply_key)), millis }
    }

    /// Asks the proxy something that carries no key.
    ///
    /// # Errors
    /// It was not reached.
    pub async fn ask_proxy(self, path: String) -> Result<http::Reply, NotReached> {
        let request = PageRequest {
            method: http::Method::Get,
            path,
            headers: Vec::new(),
            credential_masked: String::new(),
            changes: false,
        };
        self.exchange(request).await.reply
    }

    /// Asks for the reply that the proxy may have parked. `Ok(None)` if it has none.
    ///
    /// # Errors
    /// The proxy was not reached, so nobody knows.
    pub async fn ask_parked(
        self,
        connection: &Connection,
        parking: &Parking,
    ) -> Result<Option<http::Reply>, NotReached> {
        let reply = self.exchange(ask_parked(connection, parking.0)).await.reply?;
        match reply.status {
            200 if is_parked(&reply) => Ok(unparked(reply, Some(parking)).ok()),
            // Something between the page and the proxy is unwell; the reply may still be there.
            500.. => Err(NotReached { sent: true }),
            _ => Ok(None),
        }
    }

    /// Every request to a vendor or to the proxy goes through here.
    async fn exchange(self, request: PageRequest) -> RawReply {
        if let Some(transport) = self.transport.with_value(Clone::clone) {
            return transport(request).await;
        }
        let begun = clock::millis();
        let reply = fetch::send(&request).await;
        let millis = (clock::millis() - begun).max(0.0) as u32;
        self.site.follow_clock(reply.as_ref().ok().and_then(server_date));
        RawReply { reply, millis }
    }
}

/// A parked reply as the vendor sent it; any other as it is. One that does not open is a lost one.
fn unparked(reply: http::Reply, parking: Option<&Parking>) -> Result<http::Reply, NotReached> {
    let Some((once, key)) = parking.filter(|_| is_parked(&reply)) else { return Ok(reply) };
    let text = std::str::from_utf8(&reply.body).unwrap_or_default();
    unpark(key, *once, text).map_err(|_| NotReached { sent: true })
}
