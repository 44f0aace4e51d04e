//! Westpac's products QuickStream, PayWay and PaymentsPlus: of each one facility, its keys, Root and "latest".

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::key_generator::{KeyGenerator, LOWER};
use super::keys::{Key, Kind, Stamp};
use super::replies::{self, Handled};
use super::router::Route;
use super::settings::{DateForm, OldKey};
use super::starter_world::StarterKey;
use super::{RequestContext, clock, codec, control, credentials};
use keyturn_domain::vendor::Vendor;
use keyturn_wire::http::Reply;

/// A key with this many days or fewer left gets a successor when it requests the latest key. The vendor
/// publishes no such number; this one is invented.
const RENEWAL_WINDOW_DAYS: i64 = 14;
/// The lifetime of a successor. Also invented.
const SUCCESSOR_DAYS: u32 = 90;

/// One facility of each product.
pub(super) struct Westpac {
    pub(super) quickstream: Facility,
    pub(super) payway: Facility,
    pub(super) paymentsplus: Facility,
}

impl Westpac {
    /// The facility of a product; `None` for a vendor that is none of Westpac's.
    pub(super) const fn at(&mut self, vendor: Vendor) -> Option<&mut Facility> {
        match vendor {
            Vendor::QuickStream => Some(&mut self.quickstream),
            Vendor::PayWay => Some(&mut self.payway),
            Vendor::PaymentsPlus => Some(&mut self.paymentsplus),
            Vendor::SuperApi => None,
        }
    }

    /// The key that a command names.
    pub(super) fn find_key(&mut self, name: &str) -> Option<&mut Key> {
        let Self { quickstream, payway, paymentsplus } = self;
        let mut facilities = [quickstream, payway, paymentsplus].into_iter();
        facilities.find_map(|facility| control::find_key(&mut facility.keys, name))
    }
}

/// What the products differ in.
pub(super) struct Product {
    pub(super) vendor: Vendor,
    /// What Root calls the facility's code and name.
    members: [&'static str; 2],
    /// How many characters a key's name ends in.
    name_end: usize,
}

pub(super) const QUICKSTREAM: Product =
    Product { vendor: Vendor::QuickStream, members: ["communityCode", "communityName"], name_end: 7 };
pub(super) const PAYWAY: Product =
    Product { vendor: Vendor::PayWay, members: ["clientNumber", "clientName"], name_end: 3 };
pub(super) const PAYMENTSPLUS: Product =
    Product { vendor: Vendor::PaymentsPlus, members: ["buyerCode", "buyerName"], name_end: 7 };

pub(super) struct Facility {
    pub(super) product: Product,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// In the order in which they were made.
    pub(super) keys: Vec<Key>,
}

/// The reply to `GET /api-keys/latest`, members in the documented order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Latest<'a> {
    key_name: &'a str,
    key: &'a str,
    expiry_date: Option<String>,
    links: Value,
}

impl Facility {
    /// Its keys of the starter world, the newest first.
    pub(super) fn starter_keys(&self) -> impl Iterator<Item = StarterKey> {
        self.keys.iter().rev().filter_map(|key| StarterKey::of(self.product.vendor, key))
    }

    /// Creates a key as the Portal would. Nothing in its name comes from the key's text.
    pub(super) fn make(
        &mut self,
        kind: Kind,
        days: Option<u32>,
        made: Stamp,
        generator: &mut KeyGenerator,
    ) -> &mut Key {
        let (marker, length) = if kind == Kind::Publishable { ("PUB", 60) } else { ("SEC", 55) };
        let text = format!("{}_{marker}_{}", self.code, generator.text(length, LOWER));
        let name = format!("{}_{marker}...{}", self.code, generator.text(self.product.name_end, LOWER));
        let expires = days.map(|days| clock::days_after(made.at, days));
        let key = Key { expires, ..Key::new(generator.uuid(), kind, text, name, made) };
        let place = self.keys.len();
        self.keys.push(key);
        &mut self.keys[place]
    }

    pub(super) fn handle(&mut self, route: Route, context: &mut RequestContext<'_>) -> Handled {
        match route {
            Route::Root => self.root(context),
            Route::Latest => self.latest(context),
            Route::OtherMethod => Handled::unchanged(replies::with_header(
                refusal(405, self.product.vendor, context),
                "allow",
                "GET",
            )),
            _ => Handled::unchanged(refusal(404, self.product.vendor, context)),
        }
    }

    /// Any live key is accepted.
    fn root(&mut self, context: &mut RequestContext<'_>) -> Handled {
        let Some(caller) = self.authenticate(context) else {
            return Handled::unchanged(refusal(401, self.product.vendor, context));
        };
        let ended = self.end_superseded(caller, context);
        let [code, name] = self.product.members;
        let reply = replies::json(
            200,
            &json!({
                "links": [self.link("self", "/rest/v1/"), self.link("api-keys-latest", "/rest/v1/api-keys/latest")],
                code: self.code,
                name: self.name,
                "keyName": self.keys[caller].name,
            }),
        );
        Handled { reply, effect: ended }
    }

    fn latest(&mut self, context: &mut RequestContext<'_>) -> Handled {
        let secret = self.authenticate(context).filter(|&caller| self.keys[caller].kind == Kind::Secret);
        let Some(caller) = secret else {
            return Handled::unchanged(refusal(401, self.product.vendor, context));
        };
        let ended = self.end_superseded(caller, context);
        let newer = self.newer_than(caller, context).filter(|_| !context.settings.new_key_each_time);
        let renews = newer.is_none()
            && (context.settings.new_key_each_time || self.is_about_to_expire(caller, context.now));
        let latest = if renews { self.renew(caller, context) } else { newer.unwrap_or(caller) };
        let hands_over = latest != caller && self.hand_over(caller, latest, context);
        let key = &self.keys[latest];
        let reply = replies::json(
            200,
            &Latest {
                key_name: &key.name,
                key: &key.text,
                expiry_date: key.expires.map(|at| format_expiry(at, context.settings.date_form)),
                links: json!([self.link("self", "/rest/v1/api-keys/latest")]),
            },
        );
        Handled { reply, effect: renews || ended || hands_over }
    }

    fn link(&self, rel: &str, path: &str) -> Value {
        json!({ "rel": rel, "href": href(self.product.vendor, path), "requestMethod": "GET" })
    }

    /// Applies the `old_key` setting when `caller` receives another key. Returns whether that ended `caller`.
    fn hand_over(&mut self, caller: usize, latest: usize, context: &RequestContext<'_>) -> bool {
        match context.settings.old_key {
            OldKey::Stays => false,
            OldKey::EndsAtHandOut => {
                self.keys[caller].end(Stamp { at: context.now, by: context.method_and_path() });
                true
            }
            OldKey::EndsAtFirstUse => {
                let asked = self.keys[caller].id;
                let ends = &mut self.keys[latest].ends_when_used;
                if !ends.contains(&asked) {
                    ends.push(asked);
                }
                false
            }
        }
    }

    /// Ends the keys that end when `caller` is first used. Returns whether there were any.
    fn end_superseded(&mut self, caller: usize, context: &RequestContext<'_>) -> bool {
        let ends = std::mem::take(&mut self.keys[caller].ends_when_used);
        for key in self.keys.iter_mut().filter(|key| ends.contains(&key.id)) {
            key.end(Stamp { at: context.now, by: context.method_and_path() });
        }
        !ends.is_empty()
    }

    fn authenticate(&self, context: &RequestContext<'_>) -> Option<usize> {
        let text = credentials::basic_user(context.request)?;
        self.keys.iter().position(|key| key.text == text && key.is_live(context.now))
    }

    /// The newest live secret key that replaces this one: one that an operator created later, or one that
    /// a renewal created for it. The starter world's keys belong to separate applications and do not replace
    /// each other, unless `facility_wide` is set.
    fn newer_than(&self, caller: usize, context: &RequestContext<'_>) -> Option<usize> {
        let successors = self.successors(caller);
        let takes_over = |key: &Key| {
            let of_another = key.starter || key.is_successor_of(&self.keys);
            context.settings.facility_wide || !of_another || successors.contains(&key.id)
        };
        (caller + 1..self.keys.len()).rev().find(|&place| {
            let key = &self.keys[place];
            key.kind == Kind::Secret && key.is_live(context.now) && takes_over(key)
        })
    }

    /// The successor, its successor, and so on. A successor always comes later in the list.
    fn successors(&self, caller: usize) -> Vec<Uuid> {
        let mut successors = Vec::new();
        let mut next = self.keys[caller].successor;
        for key in &self.keys[caller..] {
            if next == Some(key.id) {
                successors.push(key.id);
                next = key.successor;
            }
        }
        successors
    }

    fn is_about_to_expire(&self, caller: usize, now: DateTime<Utc>) -> bool {
        let window = TimeDelta::days(RENEWAL_WINDOW_DAYS);
        self.keys[caller].expires.is_some_and(|expiry| expiry.signed_duration_since(now) <= window)
    }

    /// Creates the successor. The old key stays live until its own expiry.
    fn renew(&mut self, caller: usize, context: &mut RequestContext<'_>) -> usize {
        let made = Stamp { at: context.now, by: context.method_and_path() };
        let successor = self.make(Kind::Secret, Some(SUCCESSOR_DAYS), made, context.generator).id;
        self.keys[caller].successor = Some(successor);
        self.keys.len() - 1
    }
}

impl Key {
    fn is_successor_of(&self, keys: &[Self]) -> bool {
        keys.iter().any(|key| key.successor == Some(self.id))
    }
}

/// An error with the vendor's own body.
pub(super) fn refusal(status: u16, vendor: Vendor, context: &mut RequestContext<'_>) -> Reply {
    let down = format!("{} is down for maintenance.", vendor.name());
    let message = match status {
        401 => "Your API key was not accepted.",
        403 => "Your facility is not set up for this.",
        404 => "There is nothing at this address.",
        405 => "This method is not supported here.",
        422 => "Some of the values sent cannot be used.",
        429 => "Too many requests. Please wait.",
        503 => down.as_str(),
        _ => "Something went wrong.",
    };
    let reply = replies::json(
        status,
        &json!({
            "links": [],
            "status": status.to_string(),
            "requestMethod": context.request.method,
            "requestUrl": href(vendor, &context.request.path),
            "customerMessage": message,
            "developerMessage": message,
            "traceCode": context.generator.text(12, LOWER),
            "errors": [],
        }),
    );
    if status == 401 && context.settings.www_authenticate {
        let challenge = format!("Basic realm=\"{} REST API\"", vendor.name());
        replies::with_header(reply, "www-authenticate", challenge)
    } else {
        reply
    }
}

fn href(vendor: Vendor, path: &str) -> String {
    format!("https://{}.sandbox.invalid{path}", vendor.id())
}

/// `expiryDate` in one of the vendor's two formats; the one without the colon uses Brisbane's offset.
fn format_expiry(at: DateTime<Utc>, form: DateForm) -> String {
    match form {
        DateForm::Colon => codec::format_date_time(at) + "+00:00",
        DateForm::NoColon => codec::format_date_time(at + TimeDelta::hours(10)) + "+1000",
    }
}
