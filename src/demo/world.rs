//! The world, its time and its connections.

use chrono::{DateTime, TimeDelta};

use super::idempotency::UsedIds;
use super::input::Input;
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::moment::Moment;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{Environment, Vendor};
use keyturn_sandbox::{Sandbox, Snapshot, StarterKey};
use keyturn_wire::config::SiteConfig;
use keyturn_wire::http::Reply;

/// Monday, 2 March 2026, 11 in the morning in Brisbane: where every demo begins.
const START: Moment = match DateTime::from_timestamp(1_772_413_200, 0) {
    Some(at) => at,
    None => DateTime::UNIX_EPOCH,
};

/// How long a request takes by the demo's clock.
const REQUEST: TimeDelta = TimeDelta::seconds(2);

/// What the page hears of a request.
pub struct Heard {
    /// How long it has to wait for it, in milliseconds of its own time.
    pub delay_ms: u64,
    /// The reply, as the gateway would give it.
    pub reply: Reply,
}

/// All vendors, and the gateway before them.
pub struct World {
    pub(super) sandbox: Sandbox,
    pub(super) used_ids: UsedIds,
    /// What the sandbox takes for this computer's clock.
    pub(super) wall: Moment,
}

impl Default for World {
    fn default() -> Self {
        Self { sandbox: Sandbox::new(START), used_ids: UsedIds::default(), wall: START }
    }
}

impl World {
    /// Takes an input. A request is answered, and nothing else is.
    pub fn take(&mut self, input: Input) -> Option<Heard> {
        match input {
            Input::Asked { method, path, headers } => {
                self.wall += REQUEST;
                Some(self.forward(&method, &path, headers))
            }
            Input::Steered(steer) => {
                if let Some(order) = steer.order() {
                    self.sandbox.apply(order, self.wall);
                }
                None
            }
            Input::Told { .. } => None,
        }
    }

    /// The demo's present.
    pub fn now(&self) -> Moment {
        self.sandbox.now(self.wall)
    }

    /// The truth about the vendors.
    pub fn view(&self) -> Snapshot {
        self.sandbox.snapshot(self.wall)
    }

    /// The keys of QuickStream's siblings.
    pub fn sibling_keys(&self) -> Vec<StarterKey> {
        self.sandbox.sibling_keys()
    }

    /// The keys that a story may begin with.
    pub fn starter_keys(&self) -> Vec<StarterKey> {
        self.sandbox.starter_keys()
    }
}

/// What the id of a connection begins with, before its vendor's.
const ID: &str = "demo-";

/// The demo's connections, as a gateway's `config.json` would name them.
pub fn site() -> SiteConfig {
    let connection = |vendor: &Vendor| Connection {
        id: [ID, vendor.id()].concat(),
        vendor: *vendor,
        environment: Environment::Sandbox,
        label: format!("{} demo", vendor.name()),
        path: ["/vendor/", ID, vendor.id()].concat(),
        deactivate: DeactivateForm::ByProduct,
        request_log: true,
        root: RootForm::Slash,
    };
    SiteConfig {
        connections: Vendor::ALL.iter().map(connection).collect(),
        parked_replies: true,
        sandbox: None,
        register: false,
    }
}

/// The vendor of one of the demo's connections.
pub(super) fn vendor(connection: &str) -> Option<Vendor> {
    Vendor::from_id(connection.strip_prefix(ID)?)
}
