//! The simulated vendors, through their front door only.

mod control;
mod faults;
mod quickstream;
#[cfg(not(target_arch = "wasm32"))]
mod random;
mod superapi;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Command, Delivery, KeySnapshot, Kind, Sandbox, TimedDelivery};
use keyturn_domain::vendor::Vendor;
use keyturn_wire::http::{Reply, VendorRequest};

const ROOT: &str = "/rest/v1/";
const LATEST: &str = "/rest/v1/api-keys/latest";
const PRODUCT: &str = "/api/v1/product";

fn wall() -> DateTime<Utc> {
    "2030-05-06T07:08:09Z".parse().unwrap()
}

fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> VendorRequest {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    VendorRequest { method: method.to_owned(), path: path.to_owned(), headers }
}

fn body(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap()
}

fn whole(outcome: TimedDelivery) -> Reply {
    match outcome.delivery {
        Delivery::Whole(reply) => reply,
        _ => panic!("the whole reply was expected"),
    }
}

/// A fresh world with short ways of asking it.
struct World(Sandbox);

impl World {
    fn new() -> Self {
        Self(Sandbox::new(wall()))
    }

    fn order(&mut self, json: &str) -> bool {
        self.0.apply(serde_json::from_str::<Command>(json).unwrap(), wall())
    }

    /// A GET with Basic credentials.
    fn quickstream(&mut self, path: &str, key: &str) -> Reply {
        whole(self.try_quickstream(path, key))
    }

    fn try_quickstream(&mut self, path: &str, key: &str) -> TimedDelivery {
        let credentials = format!("Basic {}", STANDARD.encode(format!("{key}:")));
        let request = request("GET", path, &[("authorization", &credentials)]);
        self.0.handle(Vendor::QuickStream, &request, wall())
    }

    fn latest(&mut self, key: &str) -> Value {
        let reply = self.quickstream(LATEST, key);
        assert_eq!(reply.status, 200);
        body(&reply)
    }

    fn superapi(&mut self, method: &str, path: &str, key: &str) -> Reply {
        whole(self.try_superapi(method, path, key))
    }

    fn try_superapi(&mut self, method: &str, path: &str, key: &str) -> TimedDelivery {
        self.0.handle(Vendor::SuperApi, &request(method, path, &[("x-api-key", key)]), wall())
    }

    fn provision(&mut self) -> String {
        let reply = self.superapi("POST", &self.key_path(), &self.partner_key());
        body(&reply)["data"]["api_key"].as_str().unwrap().to_owned()
    }

    /// Whether a product key opens its product.
    fn opens(&mut self, key: &str) -> bool {
        self.superapi("GET", PRODUCT, key).status == 200
    }

    /// The `…/product-api-key` path of the first product.
    fn key_path(&self) -> String {
        format!("/api/v1/partner/product/{}/product-api-key", self.product_id())
    }

    fn product_id(&self) -> String {
        self.0.snapshot(wall()).superapi.products[0].id.clone()
    }

    fn partner_key(&self) -> String {
        self.starter(Kind::Partner, 0)
    }

    fn product_key(&self) -> String {
        self.starter(Kind::Product, 0)
    }

    /// The secret key with ninety days left.
    fn fresh_key(&self) -> String {
        self.starter(Kind::Secret, 0)
    }

    /// The secret key with nine days left.
    fn ageing_key(&self) -> String {
        self.starter(Kind::Secret, 1)
    }

    fn starter(&self, kind: Kind, place: usize) -> String {
        self.0.starter_keys().into_iter().filter(|key| key.kind == kind).nth(place).unwrap().text
    }

    /// A key of either vendor as it truly stands.
    fn truth(&self, text: &str) -> KeySnapshot {
        self.keys().into_iter().find(|key| key.text == text).unwrap()
    }

    fn keys(&self) -> Vec<KeySnapshot> {
        let view = self.0.snapshot(wall());
        view.quickstream.keys.into_iter().chain(view.superapi.keys).collect()
    }

    /// The last line of the log: what was answered, whether it had an effect.
    fn last(&self) -> (String, bool) {
        let line = self.0.snapshot(wall()).log.pop().unwrap();
        (line.answered, line.effect)
    }
}
