//! The simulated vendors: Westpac QuickStream, PayWay and PaymentsPlus, and SuperAPI, as their documents describe them, with no network,
//! no clock and no randomness of their own. Real keys neither work here nor are made here.
//!
//! A request and an instant go in, a [`TimedDelivery`] comes out; [`Sandbox::snapshot`] shows the state that is left.
//! Nothing here shares code with the reply parser that it is used to test.
//!
//! # Layout
//!
//! - `control`: the commands that steer the sandbox; `control_options`: the choices it offers for them.
//! - `router`: which call a request is. `credentials`: the key in its headers.
//! - `westpac`, `superapi`: each vendor's state and handlers. `replies`: how replies are built and delivered.
//! - `settings`: what the vendors' documents leave open. `faults`: errors to inject. `odd_replies`: unusual but valid replies.
//! - `clock`, `key_generator`, `keys`: time, seeded texts and ids, and the lifecycle of a key.
//! - `starter_world`: the state it begins with. `request_log`, `snapshot`: what was received, and the whole state.
//! - `codec`: vendors and instants in JSON.

mod clock;
mod codec;
mod control;
mod control_options;
mod credentials;
mod faults;
mod key_generator;
mod keys;
mod odd_replies;
mod replies;
mod request_log;
mod router;
mod settings;
mod snapshot;
mod starter_world;
mod superapi;
mod westpac;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

pub use control::Command;
pub use control_options::{FAULTS, SWITCHES, Switch, TARGETS};
pub use faults::{ArmedFault, Fault};
pub use keys::Kind;
pub use replies::{Delivery, TimedDelivery};
pub use request_log::LoggedRequest;
pub use router::RouteName;
pub use settings::{DateForm, DeleteChoice, Offered, OldKey, Setting, Settings};
pub use snapshot::{FacilitySnapshot, KeySnapshot, PartnerSnapshot, ProductSnapshot, Snapshot};
pub use starter_world::StarterKey;

use clock::Clock;
use faults::Faults;
use key_generator::KeyGenerator;
use keyturn_domain::vendor::Vendor;
use keyturn_wire::http::VendorRequest;
use replies::Handled;
use request_log::RequestLog;
use router::Route;
use superapi::Partner;
use westpac::Westpac;

/// All vendors, the movable clock, the armed faults and the log of received requests.
pub struct Sandbox {
    clock: Clock,
    generator: KeyGenerator,
    settings: Settings,
    westpac: Westpac,
    partner: Partner,
    faults: Faults,
    log: RequestLog,
}

/// What a vendor's handler needs to answer one request.
struct RequestContext<'a> {
    request: &'a VendorRequest,
    now: DateTime<Utc>,
    settings: &'a Settings,
    generator: &'a mut KeyGenerator,
}

impl RequestContext<'_> {
    /// Identifies the request in the audit trail of a key.
    fn method_and_path(&self) -> String {
        format!("{} {}", self.request.method, self.request.path)
    }
}

impl Sandbox {
    /// The starter world, its expiry dates counted from `start`. The same keys come out every time.
    pub fn new(start: DateTime<Utc>) -> Self {
        let mut generator = KeyGenerator::seeded();
        let start = clock::clamp(start);
        // In the order in which they joined: the keys of those that were there first stay the same.
        let quickstream = starter_world::quickstream(&mut generator, start);
        let partner = starter_world::partner(&mut generator, start);
        let payway = starter_world::sibling(westpac::PAYWAY, "KEYTURNSANDBOXPW", &mut generator, start);
        let paymentsplus =
            starter_world::sibling(westpac::PAYMENTSPLUS, "KEYTURNSANDBOXPP", &mut generator, start);
        let westpac = Westpac { quickstream, payway, paymentsplus };
        Self {
            clock: Clock::default(),
            generator,
            settings: Settings::default(),
            westpac,
            partner,
            faults: Faults::default(),
            log: RequestLog::default(),
        }
    }

    /// The sandbox's own time: the wall clock plus what it was moved by.
    pub fn now(&self, wall: DateTime<Utc>) -> DateTime<Utc> {
        self.clock.now(wall)
    }

    /// Handles a request and returns what the caller gets, and after what delay.
    pub fn handle(&mut self, vendor: Vendor, request: &VendorRequest, wall: DateTime<Utc>) -> TimedDelivery {
        let now = self.now(wall);
        let route = Route::parse(vendor, &request.method, &request.path);
        let (delay_ms, fault) = self.faults.take(vendor, route.name());
        let (delivery, effect) = match fault {
            Some(fault) if fault.is_before_effect() => {
                (fault.replacement(vendor, &mut self.split_borrow(request, now).0), false)
            }
            fault => {
                let Handled { reply, effect } = self.respond(vendor, route, request, now);
                let delivery = match fault {
                    Some(fault) => {
                        fault.corrupt(vendor, route, reply, &mut self.split_borrow(request, now).0)
                    }
                    None => Delivery::Whole(reply),
                };
                (delivery, effect)
            }
        };
        self.log.add(vendor, request, now, &delivery, effect);
        TimedDelivery { delay_ms, delivery }
    }

    fn respond(
        &mut self,
        vendor: Vendor,
        route: Route,
        request: &VendorRequest,
        now: DateTime<Utc>,
    ) -> Handled {
        let (mut context, westpac, partner) = self.split_borrow(request, now);
        match westpac.at(vendor) {
            Some(facility) => facility.handle(route, &mut context),
            None => partner.handle(route, &mut context),
        }
    }

    /// Borrows the vendors and the context of a request separately, so that a handler can change both.
    fn split_borrow<'a>(
        &'a mut self,
        request: &'a VendorRequest,
        now: DateTime<Utc>,
    ) -> (RequestContext<'a>, &'a mut Westpac, &'a mut Partner) {
        let context =
            RequestContext { request, now, settings: &self.settings, generator: &mut self.generator };
        (context, &mut self.westpac, &mut self.partner)
    }

    /// The keys of the starter world, to be added to the panel first: QuickStream's and SuperAPI's.
    pub fn starter_keys(&self) -> Vec<StarterKey> {
        let quickstream = self.westpac.quickstream.starter_keys();
        let superapi = self.partner.keys.iter().map(|key| StarterKey::of(Vendor::SuperApi, key));
        quickstream.chain(superapi.flatten()).collect()
    }

    /// The keys of QuickStream's siblings, for whoever wants to try those.
    pub fn sibling_keys(&self) -> Vec<StarterKey> {
        self.westpac.payway.starter_keys().chain(self.westpac.paymentsplus.starter_keys()).collect()
    }
}
