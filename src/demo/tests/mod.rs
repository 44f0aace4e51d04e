//! The world behaves as a gateway with its sandbox would, and its event log rebuilds it.

mod stored_inputs;

use std::sync::Arc;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Heard, Input, Steer, World, site};
use keyturn_domain::call::{Call, Deactivation, OnceId};
use keyturn_domain::key::is_synthetic;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{Fault, Kind, RouteName};
use keyturn_vault::parked::{ReplyKey, unpark};
use keyturn_wire::http::Reply;
use keyturn_wire::request::{ask, ask_parked};
use keyturn_wire::response::{ANSWER_HEADER, is_parked};
use keyturn_wire::routes::REPLY_KEY_HEADER;

const ONCE: OnceId = Uuid::from_u128(7);

/// A world and the log of all that it was given.
#[derive(Default)]
struct LoggedWorld {
    world: World,
    log: Vec<String>,
}

impl LoggedWorld {
    fn take(&mut self, input: Input) -> Option<Heard> {
        self.log.push(input.write());
        self.world.take(input)
    }

    fn key(&self, what: &str) -> Arc<Secret> {
        let keys = self.world.starter_keys();
        let key = keys.iter().find(|key| key.what.contains(what)).unwrap();
        Arc::new(Secret::new(&key.text))
    }

    fn product(&self) -> Uuid {
        let view = self.world.view();
        view.superapi.products[0].id.parse().unwrap()
    }

    fn ask(&mut self, call: &Call, parking: Option<&ReplyKey>) -> Result<Reply, Reply> {
        let site = site();
        let mut connections = site.connections.iter();
        let connection = connections.find(|one| one.vendor == call.vendor()).unwrap();
        let mut request = ask(call, connection).unwrap();
        if let Some(key) = parking {
            request.headers.push((REPLY_KEY_HEADER, key.to_header()));
        }
        let input = Input::asked(&request)?;
        Ok(self.take(input).unwrap().reply)
    }

    fn mint(&mut self) -> Call {
        Call::Provision { partner: self.key("Partner"), product: self.product(), once: ONCE }
    }

    fn live_product_keys(&self) -> usize {
        let product = self.product().to_string();
        let keys = self.world.view().superapi.keys;
        keys.iter().filter(|key| key.active && key.product.as_deref() == Some(&product)).count()
    }

    fn arm(&mut self, route: RouteName, fault: Fault) {
        let vendor = keyturn_domain::vendor::Vendor::SuperApi;
        self.take(Input::Steered(Steer::arm(vendor, Some(route), &fault, 1).unwrap()));
    }
}

fn code(reply: &Reply) -> String {
    let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    value["error"]["code"].as_str().unwrap_or_default().to_owned()
}

fn reply_key() -> ReplyKey {
    ReplyKey::new(Zeroizing::new([9; 32]))
}

#[test]
fn every_key_of_the_demo_is_synthetic_also_those_made_later() {
    let mut logged = LoggedWorld::default();
    let mint = logged.mint();
    assert_eq!(logged.ask(&mint, None).ok().unwrap().status, 200);
    logged.take(Input::Steered(Steer::MakeSecretKey(5)));
    let view = logged.world.view();
    let keys = view.quickstream.keys.iter().chain(&view.superapi.keys);
    assert!(keys.clone().count() > 9 && keys.clone().any(|key| key.kind == Kind::Publishable));
    for key in keys {
        assert!(is_synthetic(&key.text), "{}", key.text);
    }
}

#[test]
fn a_real_key_is_answered_by_the_demo_itself_and_is_in_no_event_log() {
    let mut logged = LoggedWorld::default();
    for call in [
        Call::Partner(Arc::new(Secret::new("superapipartner_FAKE"))),
        Call::WestpacRoot(Vendor::QuickStream, Arc::new(Secret::new("FAKE_SEC_x"))),
    ] {
        let refused = logged.ask(&call, None).err().unwrap();
        assert_eq!(code(&refused), "missing_credential");
    }
    assert_eq!(logged.log, [""; 0]);
}

#[test]
fn replies_bear_the_gateways_mark_and_none_of_the_secrets_that_it_takes_out() {
    let mut logged = LoggedWorld::default();
    let product = Call::Product(logged.key("marked as sandboxed"));
    let reply = logged.ask(&product, None).ok().unwrap();
    assert_eq!((reply.status, reply.header(ANSWER_HEADER)), (200, Some("vendor")));
    assert!(!String::from_utf8_lossy(&reply.body).contains("webhook_signing_token"));
    let expired = Call::WestpacRoot(Vendor::QuickStream, logged.key("expired"));
    let reply = logged.ask(&expired, None).ok().unwrap();
    assert_eq!((reply.status, reply.header("www-authenticate")), (401, None));
}

#[test]
fn faults_come_out_as_the_gateways_own_answers() {
    for (fault, expected) in [
        (Fault::DroppedAfter, "reply_lost"),
        (Fault::Truncated, "reply_lost"),
        (Fault::Hang, "timeout"),
        (Fault::Redirect, "redirect"),
        (Fault::Huge, "reply_too_large"),
        (
            Fault::Status { code: 407, retry_after: None, retry_as_date: false, after_effect: false },
            "company_proxy",
        ),
    ] {
        let mut logged = LoggedWorld::default();
        logged.arm(RouteName::Partner, fault);
        let partner = Call::Partner(logged.key("Partner"));
        let reply = logged.ask(&partner, None).ok().unwrap();
        assert_eq!((code(&reply).as_str(), reply.header(ANSWER_HEADER)), (expected, Some("gateway")));
    }
}

#[test]
fn an_id_works_once_and_its_reply_is_parked_where_that_was_asked_for() {
    let mut logged = LoggedWorld::default();
    let mint = logged.mint();
    logged.ask(&mint, Some(&reply_key())).ok().unwrap();
    let repeat = logged.ask(&mint, Some(&reply_key())).ok().unwrap();
    assert_eq!(logged.live_product_keys(), 2);
    assert!(is_parked(&repeat));
    let sealed = std::str::from_utf8(&repeat.body).unwrap();
    assert_eq!(unpark(&reply_key(), ONCE, sealed).ok().unwrap().status, 200);

    let delete = Call::Deactivate {
        partner: logged.key("Partner"),
        product: logged.product(),
        form: Deactivation::ByProduct,
        once: ONCE,
    };
    assert_eq!(code(&logged.ask(&delete, None).ok().unwrap()), "used_request_id");
    assert_eq!(logged.live_product_keys(), 2);
}

#[test]
fn an_event_log_rebuilds_the_same_world_with_the_same_parked_reply() {
    let mut logged = LoggedWorld::default();
    logged.take(Input::Steered(Steer::Advance(86_400)));
    logged.arm(RouteName::Provision, Fault::DroppedAfter);
    let mint = logged.mint();
    logged.ask(&mint, Some(&reply_key())).ok().unwrap();

    let mut again = LoggedWorld::default();
    for line in &logged.log {
        again.take(Input::read(line).unwrap());
    }
    assert_eq!(again.world.now(), logged.world.now());
    let truth = |logged: &LoggedWorld| serde_json::to_string(&logged.world.view()).unwrap();
    assert_eq!(truth(&again), truth(&logged));

    let site = site();
    let superapi = site.connections.iter().find(|one| one.vendor == Vendor::SuperApi).unwrap();
    let parked = Input::asked(&ask_parked(superapi, ONCE)).ok().unwrap();
    let parked = again.take(parked).unwrap().reply;
    let reply = unpark(&reply_key(), ONCE, std::str::from_utf8(&parked.body).unwrap()).ok().unwrap();
    assert_eq!(code(&reply), "reply_lost");
}

#[test]
fn the_clock_moves_by_what_happens_and_by_order_only() {
    let mut logged = LoggedWorld::default();
    let before = logged.world.now();
    assert_eq!(logged.world.now(), before);
    logged.take(Input::Steered(Steer::Advance(60)));
    let partner = Call::Partner(logged.key("Partner"));
    logged.ask(&partner, None).ok().unwrap();
    assert_eq!((logged.world.now() - before).num_seconds(), 62);
}
