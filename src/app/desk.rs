//! What every page works with: the keys, the connections, the clock, the activity list.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use chrono::TimeDelta;
use leptos::prelude::*;

use super::checks::Checks;
use crate::browser::{clock, config, fetch, realm, warnings};
pub use crate::route::RunId;
use keyturn_domain::activity::{Entry, Exchange};
use keyturn_domain::call::{Call, OnceId};
use keyturn_domain::connection::Connection;
use keyturn_domain::inventory::{Inventory, KeyRecord};
use keyturn_domain::key::{self, PasteFault};
use keyturn_domain::moment::{Moment, Thresholds};
use keyturn_domain::run::machine::Reply;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Environment;
use keyturn_vault::parked::{ReplyKey, unpark};
use keyturn_wire::config::{ConfigFault, SiteConfig};
use keyturn_wire::exchange::heard;
use keyturn_wire::http;
use keyturn_wire::read::{NotReached, is_parked, server_date};
use keyturn_wire::request::{PageRequest, ask, ask_parked};
use keyturn_wire::routes::REPLY_KEY_HEADER;

/// The one-time id of a call that changes something, and the key under which its reply may be parked.
pub type Parking = (OnceId, ReplyKey);

/// What came of a call, unread.
pub struct Answer {
    /// The reply, or that none came.
    pub answer: Result<http::Reply, NotReached>,
    /// From sending to the answer, in milliseconds.
    pub millis: u32,
}

/// Where requests go instead of over the network: to the demo's vendors in this page.
pub type Line = Rc<dyn Fn(PageRequest) -> Pin<Box<dyn Future<Output = Answer>>>>;

/// Keeps the keys as they are now, and says whether they are kept.
pub type Keeper = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// One line of the activity list, with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged {
    /// The run it belongs to, if it belongs to one.
    pub run: Option<RunId>,
    /// The key, product or connection that it is about, as people know it.
    pub subject: String,
    /// The line.
    pub entry: Entry,
}

/// What the page knows of its own server.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteState {
    /// It was asked and has not answered yet.
    Loading,
    /// It said which connections there are.
    Ready(SiteConfig),
    /// It cannot be used.
    Failed(ConfigFault),
}

/// What every page works with. A copy is as good as the original.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The keys.
    pub inventory: RwSignal<Inventory>,
    /// What happened, oldest first.
    pub activity: RwSignal<Vec<Logged>>,
    /// What the page knows of its own server.
    pub site: RwSignal<SiteState>,
    /// The present, by the server's clock; it moves on a few times a minute.
    pub now: RwSignal<Moment>,
    /// When an end counts as near.
    pub thresholds: RwSignal<Thresholds>,
    /// How far the server's clock is ahead of this computer's.
    pub skew: RwSignal<TimeDelta>,
    /// Whether the dialog for a new key is open.
    pub adding: RwSignal<bool>,
    /// Questions that are under way, or that brought nothing.
    pub checks: RwSignal<Checks>,
    /// Whether another tab works with the vault: then nothing is asked and nothing is changed from here.
    pub read_only: RwSignal<bool>,
    /// The demo's present, which stands in place of every clock.
    told: RwSignal<Option<Moment>>,
    line: StoredValue<Option<Line>, LocalStorage>,
    keeper: StoredValue<Option<Keeper>, LocalStorage>,
    /// How many questions are under way whose answers may hold a key that nobody else keeps.
    listening: StoredValue<Rc<Cell<u32>>, LocalStorage>,
    /// Those whose answers came and could not be sealed.
    unsealed: StoredValue<Vec<Listening>, LocalStorage>,
}

/// While there is one, an answer that may hold a key is on its way to this page, or is being written.
pub struct Listening(Rc<Cell<u32>>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

/// `Date` counts whole seconds and travels: a smaller difference is none.
const NOTICED: TimeDelta = TimeDelta::seconds(3);

impl Desk {
    /// An empty desk.
    pub(super) fn new() -> Self {
        Self {
            inventory: RwSignal::default(),
            activity: RwSignal::default(),
            site: RwSignal::new(SiteState::Loading),
            now: RwSignal::new(clock::wall()),
            thresholds: RwSignal::new(warnings::remembered()),
            skew: RwSignal::new(TimeDelta::zero()),
            adding: RwSignal::new(false),
            checks: RwSignal::default(),
            read_only: RwSignal::default(),
            told: RwSignal::new(None),
            line: StoredValue::new_local(None),
            keeper: StoredValue::new_local(None),
            listening: StoredValue::new_local(Rc::default()),
            unsealed: StoredValue::new_local(Vec::new()),
        }
    }

    /// From now on the keys are kept by this keeper.
    pub(super) fn use_keeper(&self, keeper: Keeper) {
        self.keeper.set_value(Some(keeper));
    }

    /// Waits until the keys as they are now are kept, where they are. What stands in the way is said on every page; until
    /// they are kept after all, the answer that brought one is still waited for.
    pub async fn keep_heard(&self, listening: Listening) {
        if let Some(keeper) = self.keeper.with_value(Clone::clone)
            && !keeper().await
        {
            self.unsealed.update_value(|unsealed| unsealed.push(listening));
        }
    }

    /// The keys are kept as they are now.
    pub(super) fn is_sealed(&self) {
        self.unsealed.set_value(Vec::new());
    }

    /// Whether a key that came in an answer is in this page's memory only, although there is a vault.
    pub(super) fn holds_unsealed(&self) -> bool {
        self.unsealed.with_value(|unsealed| !unsealed.is_empty())
    }

    /// An answer that may hold a key is waited for until the token goes.
    pub fn listens(&self) -> Listening {
        let listening = self.listening.get_value();
        listening.set(listening.get() + 1);
        Listening(listening)
    }

    /// Whether such an answer is waited for.
    pub fn is_listening(&self) -> bool {
        self.listening.with_value(|listening| listening.get() > 0)
    }

    /// From now on requests go over this line instead of over the network.
    pub fn use_line(&self, line: Line) {
        self.line.set_value(Some(line));
    }

    /// From now on, and until it is told another, this is the present.
    pub fn tell_time(&self, now: Moment) {
        self.told.set(Some(now));
        self.tick();
    }

    /// What the vendors and the operator call the keys, products and connections here, and the masks of the keys.
    /// Tracked.
    pub(super) fn names(&self) -> Vec<String> {
        let of_key = |key: &KeyRecord| {
            let name = key.name.as_ref().map(|name| name.as_str().to_owned());
            let product = key.product.as_ref().map(|product| product.name.clone());
            [Some(key.label.clone()), Some(key.masked.clone()), name, product, key.facility.clone()]
        };
        let mut names: Vec<String> =
            self.inventory.with(|inventory| inventory.keys().iter().flat_map(of_key).flatten().collect());
        self.site.with(|site| {
            if let SiteState::Ready(config) = site {
                names.extend(config.connections.iter().map(|one| one.label.clone()));
            }
        });
        names
    }

    /// The desk of this panel.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A connection, by its id.
    pub fn connection(&self, id: &str) -> Option<Connection> {
        self.site.with(|site| find(site, id))
    }

    /// Whether a key may be used over this connection: a synthetic key opens no real vendor, and the demo takes no
    /// real key.
    ///
    /// # Errors
    /// Why not, in words for the field.
    pub fn belongs(&self, key: &Secret, connection: &Connection) -> Result<(), PasteFault> {
        key::belongs(key, connection.environment == Environment::Sandbox, realm::is_demo())
    }

    /// Whether the proxy parks replies for a page that has gone. Untracked.
    pub fn parks(&self) -> bool {
        self.site.with_untracked(|site| matches!(site, SiteState::Ready(config) if config.parked_replies))
    }

    /// The present: this computer's clock, corrected by the server's; in the demo, what it was told. Untracked.
    pub fn moment(&self) -> Moment {
        self.told.get_untracked().unwrap_or_else(|| clock::wall() + self.skew.get_untracked())
    }

    /// Makes a call, and says what came of it. It never fails: a fault is an answer too.
    pub async fn ask(&self, connection: &Connection, call: &Call) -> (Reply, Exchange) {
        let Answer { answer, millis } = self.send(connection, call, None).await;
        heard(call, connection, answer, millis, self.moment())
    }

    /// Makes a call, and gives what came of it unread. Under a reply key, the proxy may park the reply.
    pub async fn send(&self, connection: &Connection, call: &Call, reply_key: Option<&Parking>) -> Answer {
        let request = ask(call, connection).ok().filter(|_| !self.read_only.get_untracked());
        let Some(mut request) = request else {
            return Answer { answer: Err(NotReached { sent: false }), millis: 0 };
        };
        if let Some((_, key)) = reply_key {
            request.headers.push((REPLY_KEY_HEADER, key.to_header()));
        }
        let Answer { answer, millis } = self.exchange(request).await;
        Answer { answer: answer.and_then(|reply| unparked(reply, reply_key)), millis }
    }

    /// Asks the proxy something that carries no key.
    ///
    /// # Errors
    /// It was not reached.
    pub async fn ask_proxy(&self, path: String) -> Result<http::Reply, NotReached> {
        let method = http::Method::Get;
        let request = PageRequest {
            method,
            path,
            headers: Vec::new(),
            credential_masked: String::new(),
            changes: false,
        };
        self.exchange(request).await.answer
    }

    /// Every request to a vendor or to the proxy goes through here.
    async fn exchange(&self, request: PageRequest) -> Answer {
        if let Some(line) = self.line.with_value(Clone::clone) {
            return line(request).await;
        }
        let begun = clock::millis();
        let answer = fetch::send(&request).await;
        let millis = (clock::millis() - begun).max(0.0) as u32;
        self.learn(answer.as_ref().ok().and_then(server_date));
        Answer { answer, millis }
    }

    /// Asks for the reply that the proxy may have parked. `Ok(None)` if it has none.
    ///
    /// # Errors
    /// The proxy was not reached, so nobody knows.
    pub async fn ask_parked(
        &self,
        connection: &Connection,
        parking: &Parking,
    ) -> Result<Option<http::Reply>, NotReached> {
        let reply = self.exchange(ask_parked(connection, parking.0)).await.answer?;
        match reply.status {
            200 if is_parked(&reply) => Ok(unparked(reply, Some(parking)).ok()),
            // Something between the page and the proxy is unwell; the reply may still be there.
            500.. => Err(NotReached { sent: true }),
            _ => Ok(None),
        }
    }

    /// Writes a line to the activity list.
    pub fn note(&self, run: Option<RunId>, subject: &str, entry: Entry) {
        let logged = Logged { run, subject: subject.to_owned(), entry };
        self.activity.update(|lines| lines.push(logged));
    }

    /// Asks the page's own server which connections there are.
    pub async fn load_site(&self) {
        self.site.set(SiteState::Loading);
        let (config, date) = config::load().await;
        self.learn(date);
        self.site.set(match config {
            Ok(config) => SiteState::Ready(config),
            Err(fault) => SiteState::Failed(fault),
        });
    }

    /// Asks the page's own server for nothing but its time: the sandbox's clock may have been moved elsewhere.
    pub async fn read_clock(&self) {
        let (_, date) = config::load().await;
        self.learn(date);
    }

    /// Takes the server's time for the present.
    pub fn learn(&self, date: Option<Moment>) {
        let Some(date) = date else { return };
        let ahead = date - clock::wall();
        let ahead = if ahead.abs() < NOTICED { TimeDelta::zero() } else { ahead };
        if (ahead - self.skew.get_untracked()).abs() >= NOTICED {
            self.skew.set(ahead);
        }
        self.tick();
    }

    /// Moves the present on.
    pub(super) fn tick(&self) {
        self.now.set(self.moment());
    }
}

/// A parked reply as the vendor sent it; any other as it is. One that does not open is a lost one.
fn unparked(reply: http::Reply, parking: Option<&Parking>) -> Result<http::Reply, NotReached> {
    let Some((once, key)) = parking.filter(|_| is_parked(&reply)) else { return Ok(reply) };
    let text = std::str::from_utf8(&reply.body).unwrap_or_default();
    unpark(key, *once, text).map_err(|_| NotReached { sent: true })
}

fn find(site: &SiteState, id: &str) -> Option<Connection> {
    match site {
        SiteState::Ready(config) => config.connections.iter().find(|one| one.id == id).cloned(),
        SiteState::Loading | SiteState::Failed(_) => None,
    }
}
