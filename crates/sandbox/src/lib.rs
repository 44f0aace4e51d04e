//! The simulated vendors: Westpac QuickStream and SuperAPI as their documents describe them, with no network,
//! no clock and no randomness of their own. Real keys neither work here nor are made here.
//!
//! A request and an instant go in, an [`Outcome`] comes out; what happened stays in the world and can be looked
//! at through [`Sandbox::view`]. Nothing here shares code with the reader of replies that it is used to test.
//!
//! # Map
//!
//! - `clock`: the wall clock, moved. `generator`: seeded letters and ids. `keys`: a key and what became of it.
//! - `starter`: the world a newcomer finds. `settings`: what the documents leave open, as switches.
//! - `ask`: which call a request is. `credentials`: the key in its headers.
//! - `quickstream`, `superapi`: state and answers. `replies`: how answers are put into bytes.
//! - `faults`: misbehaviour to order, `quirks`: odd answers that are still legal.
//! - `orders`: how the world is steered. `log`, `view`: the truth about what was received and done.

mod ask;
mod choices;
mod clock;
mod credentials;
mod faults;
mod generator;
mod keys;
mod log;
mod orders;
mod quickstream;
mod quirks;
mod replies;
mod settings;
mod starter;
mod superapi;
mod view;
mod words;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

pub use ask::RouteName;
pub use choices::{FAULTS, SWITCHES, Switch, TARGETS};
pub use faults::{Armed, Fault};
pub use keys::Kind;
pub use log::Received;
pub use orders::Order;
pub use replies::{Delivery, Outcome};
pub use settings::{DateForm, DeleteChoice, Offered, OldKey, Setting, Settings};
pub use starter::StarterKey;
pub use view::{FacilityView, KeyView, PartnerView, ProductView, View};

use ask::Ask;
use clock::Clock;
use faults::Faults;
use generator::Generator;
use keyturn_domain::vendor::Vendor;
use keyturn_wire::http::VendorRequest;
use log::Log;
use quickstream::Facility;
use replies::Answer;
use superapi::Partner;

/// Both vendors, the movable clock, the armed faults and the log of what was truly received.
pub struct Sandbox {
    clock: Clock,
    generator: Generator,
    settings: Settings,
    facility: Facility,
    partner: Partner,
    faults: Faults,
    log: Log,
}

/// One request as a vendor's handler meets it.
struct Call<'a> {
    request: &'a VendorRequest,
    now: DateTime<Utc>,
    settings: &'a Settings,
    generator: &'a mut Generator,
}

impl Call<'_> {
    /// The call by its method and path, for the record of who did what.
    fn named(&self) -> String {
        format!("{} {}", self.request.method, self.request.path)
    }
}

impl Sandbox {
    /// The starter world, its expiry dates counted from `start`. The same keys come out every time.
    pub fn new(start: DateTime<Utc>) -> Self {
        let mut generator = Generator::seeded();
        let start = clock::kept(start);
        let facility = starter::facility(&mut generator, start);
        let partner = starter::partner(&mut generator, start);
        Self {
            clock: Clock::default(),
            generator,
            settings: Settings::default(),
            facility,
            partner,
            faults: Faults::default(),
            log: Log::default(),
        }
    }

    /// The sandbox's own time: the wall clock plus what it was moved by.
    pub fn now(&self, wall: DateTime<Utc>) -> DateTime<Utc> {
        self.clock.now(wall)
    }

    /// Receives a request and says what the caller is to get for it, and when.
    pub fn answer(&mut self, vendor: Vendor, request: &VendorRequest, wall: DateTime<Utc>) -> Outcome {
        let now = self.now(wall);
        let ask = Ask::read(vendor, &request.method, &request.path);
        let (delay_ms, fault) = self.faults.take(vendor, ask.route());
        let (delivery, effect) = match fault {
            Some(fault) if fault.is_before_effect() => {
                (fault.instead(vendor, &mut self.call(request, now).0), false)
            }
            fault => {
                let Answer { reply, effect } = self.respond(vendor, ask, request, now);
                let delivery = match fault {
                    Some(fault) => fault.spoil(vendor, ask, reply, &mut self.call(request, now).0),
                    None => Delivery::Whole(reply),
                };
                (delivery, effect)
            }
        };
        self.log.add(vendor, request, now, &delivery, effect);
        Outcome { delay_ms, delivery }
    }

    fn respond(&mut self, vendor: Vendor, ask: Ask, request: &VendorRequest, now: DateTime<Utc>) -> Answer {
        let (mut call, facility, partner) = self.call(request, now);
        match vendor {
            Vendor::QuickStream => facility.answer(ask, &mut call),
            Vendor::SuperApi => partner.answer(ask, &mut call),
        }
    }

    fn call<'a>(
        &'a mut self,
        request: &'a VendorRequest,
        now: DateTime<Utc>,
    ) -> (Call<'a>, &'a mut Facility, &'a mut Partner) {
        let call = Call { request, now, settings: &self.settings, generator: &mut self.generator };
        (call, &mut self.facility, &mut self.partner)
    }

    /// The starter world's keys: what a newcomer adds to the panel first.
    pub fn starter_keys(&self) -> Vec<StarterKey> {
        let quickstream = self.facility.keys.iter().rev().map(|key| (Vendor::QuickStream, key));
        let superapi = self.partner.keys.iter().map(|key| (Vendor::SuperApi, key));
        quickstream
            .chain(superapi)
            .filter(|(_, key)| key.starter)
            .map(|(vendor, key)| StarterKey {
                vendor,
                kind: key.kind,
                text: key.text.clone(),
                what: key.what.to_owned(),
            })
            .collect()
    }
}
