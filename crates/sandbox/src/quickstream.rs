//! Westpac QuickStream: one facility, its keys, Root and "latest".

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::key_generator::{KeyGenerator, LOWER};
use super::keys::{Key, Kind, Stamp};
use super::replies::{self, Handled};
use super::router::Route;
use super::settings::{DateForm, OldKey};
use super::{RequestContext, clock, codec, credentials};
use keyturn_wire::http::Reply;

/// A key with this many days or fewer left gets a successor when it asks for the latest key. The vendor
/// publishes no such number: this one is the sandbox's own invention.
const RENEWAL_WINDOW_DAYS: i64 = 14;
/// How long a successor lives. Likewise invented.
const SUCCESSOR_DAYS: u32 = 90;

pub(super) struct Facility {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// In the order in which they were made.
    pub(super) keys: Vec<Key>,
}

/// The reply to "latest", members in the documented order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Latest<'a> {
    key_name: &'a str,
    key: &'a str,
    expiry_date: Option<String>,
    links: Value,
}

impl Facility {
    /// Makes a key as the Portal would. Its name is a label: nothing in it comes from the key's text.
    pub(super) fn make(
        &mut self,
        kind: Kind,
        days: Option<u32>,
        made: Stamp,
        generator: &mut KeyGenerator,
    ) -> &mut Key {
        let (marker, length) = if kind == Kind::Publishable { ("PUB", 60) } else { ("SEC", 55) };
        let text = format!("{}_{marker}_{}", self.code, generator.text(length, LOWER));
        let name = format!("{}_{marker}...{}", self.code, generator.text(7, LOWER));
        let expires = days.map(|days| clock::days_after(made.at, days));
        let key = Key { expires, ..Key::new(generator.uuid(), kind, text, name, made) };
        let place = self.keys.len();
        self.keys.push(key);
        &mut self.keys[place]
    }

    pub(super) fn answer(&mut self, ask: Route, call: &mut RequestContext<'_>) -> Handled {
        match ask {
            Route::Root => self.root(call),
            Route::Latest => self.latest(call),
            Route::OtherMethod => {
                Handled::unchanged(replies::with_header(refusal(405, call), "allow", "GET"))
            }
            _ => Handled::unchanged(refusal(404, call)),
        }
    }

    /// Any live key passes.
    fn root(&mut self, call: &mut RequestContext<'_>) -> Handled {
        let Some(caller) = self.caller(call) else { return Handled::unchanged(refusal(401, call)) };
        let ended = self.used(caller, call);
        let reply = replies::json(
            200,
            &json!({
                "links": [link("self", "/rest/v1/"), link("api-keys-latest", "/rest/v1/api-keys/latest")],
                "communityCode": self.code,
                "communityName": self.name,
                "keyName": self.keys[caller].name,
            }),
        );
        Handled { reply, effect: ended }
    }

    fn latest(&mut self, call: &mut RequestContext<'_>) -> Handled {
        let secret = self.caller(call).filter(|&caller| self.keys[caller].kind == Kind::Secret);
        let Some(caller) = secret else { return Handled::unchanged(refusal(401, call)) };
        let ended = self.used(caller, call);
        let newer = self.newer_than(caller, call).filter(|_| !call.settings.new_key_each_time);
        let renews =
            newer.is_none() && (call.settings.new_key_each_time || self.is_about_to_expire(caller, call.now));
        let latest = if renews { self.renew(caller, call) } else { newer.unwrap_or(caller) };
        let hands_over = latest != caller && self.hand_over(caller, latest, call);
        let key = &self.keys[latest];
        let reply = replies::json(
            200,
            &Latest {
                key_name: &key.name,
                key: &key.text,
                expiry_date: key.expires.map(|at| written(at, call.settings.date_form)),
                links: json!([link("self", "/rest/v1/api-keys/latest")]),
            },
        );
        Handled { reply, effect: renews || ended || hands_over }
    }

    /// Another key was handed out to this one. Says whether that ended it.
    fn hand_over(&mut self, caller: usize, latest: usize, call: &RequestContext<'_>) -> bool {
        match call.settings.old_key {
            OldKey::Stays => false,
            OldKey::EndsAtHandOut => {
                self.keys[caller].end(Stamp { at: call.now, by: call.named() });
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

    /// A key was used. Says whether that ended those that it was handed out to.
    fn used(&mut self, caller: usize, call: &RequestContext<'_>) -> bool {
        let ends = std::mem::take(&mut self.keys[caller].ends_when_used);
        for key in self.keys.iter_mut().filter(|key| ends.contains(&key.id)) {
            key.end(Stamp { at: call.now, by: call.named() });
        }
        !ends.is_empty()
    }

    fn caller(&self, call: &RequestContext<'_>) -> Option<usize> {
        let text = credentials::basic_user(call.request)?;
        self.keys.iter().position(|key| key.text == text && key.is_live(call.now))
    }

    /// The newest live secret key that takes over from this one: one that an operator made later, or one that
    /// a renewal made in its place. The starter world's keys belong to separate applications and do not take
    /// over from each other, unless the facility-wide switch says so.
    fn newer_than(&self, caller: usize, call: &RequestContext<'_>) -> Option<usize> {
        let heirs = self.heirs(caller);
        let takes_over = |key: &Key| {
            let of_another = key.starter || key.is_successor_of(&self.keys);
            call.settings.facility_wide || !of_another || heirs.contains(&key.id)
        };
        (caller + 1..self.keys.len()).rev().find(|&place| {
            let key = &self.keys[place];
            key.kind == Kind::Secret && key.is_live(call.now) && takes_over(key)
        })
    }

    /// The successor, its successor, and so on. A successor always stands later in the list.
    fn heirs(&self, caller: usize) -> Vec<Uuid> {
        let mut heirs = Vec::new();
        let mut next = self.keys[caller].successor;
        for key in &self.keys[caller..] {
            if next == Some(key.id) {
                heirs.push(key.id);
                next = key.successor;
            }
        }
        heirs
    }

    fn is_about_to_expire(&self, caller: usize, now: DateTime<Utc>) -> bool {
        let window = TimeDelta::days(RENEWAL_WINDOW_DAYS);
        self.keys[caller].expires.is_some_and(|expiry| expiry.signed_duration_since(now) <= window)
    }

    /// Makes the successor. The old key goes on living until its own expiry.
    fn renew(&mut self, caller: usize, call: &mut RequestContext<'_>) -> usize {
        let made = Stamp { at: call.now, by: call.named() };
        let successor = self.make(Kind::Secret, Some(SUCCESSOR_DAYS), made, call.generator).id;
        self.keys[caller].successor = Some(successor);
        self.keys.len() - 1
    }
}

impl Key {
    fn is_successor_of(&self, keys: &[Self]) -> bool {
        keys.iter().any(|key| key.successor == Some(self.id))
    }
}

/// An error in the vendor's own shape.
pub(super) fn refusal(status: u16, call: &mut RequestContext<'_>) -> Reply {
    let message = match status {
        401 => "Your API key was not accepted.",
        403 => "Your facility is not set up for this.",
        404 => "There is nothing at this address.",
        405 => "This method is not supported here.",
        422 => "Some of the values sent cannot be used.",
        429 => "Too many requests. Please wait.",
        503 => "QuickStream is down for maintenance.",
        _ => "Something went wrong.",
    };
    let reply = replies::json(
        status,
        &json!({
            "links": [],
            "status": status.to_string(),
            "requestMethod": call.request.method,
            "requestUrl": href(&call.request.path),
            "customerMessage": message,
            "developerMessage": message,
            "traceCode": call.generator.text(12, LOWER),
            "errors": [],
        }),
    );
    if status == 401 && call.settings.www_authenticate {
        replies::with_header(reply, "www-authenticate", "Basic realm=\"QuickStream REST API\"")
    } else {
        reply
    }
}

fn link(rel: &str, path: &str) -> Value {
    json!({ "rel": rel, "href": href(path), "requestMethod": "GET" })
}

fn href(path: &str) -> String {
    format!("https://quickstream.sandbox.invalid{path}")
}

/// `expiryDate` in one of the vendor's two forms; the one without the colon stands in Brisbane's offset.
fn written(at: DateTime<Utc>, form: DateForm) -> String {
    match form {
        DateForm::Colon => codec::clock(at) + "+00:00",
        DateForm::NoColon => codec::clock(at + TimeDelta::hours(10)) + "+1000",
    }
}
