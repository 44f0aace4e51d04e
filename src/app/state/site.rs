//! What the page knows of its own server, the present by that server's clock, and when the panel warns.

use chrono::TimeDelta;
use leptos::prelude::*;

use crate::browser::{clock, config, demo_mode, expiry_thresholds};
use keyturn_domain::connection::Connection;
use keyturn_domain::key::{self, PasteFault};
use keyturn_domain::moment::{Moment, Thresholds};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Environment;
use keyturn_wire::config::{ConfigFault, SandboxLinks, SiteConfig};

/// `Date` counts whole seconds and travels: a smaller difference is none.
const NOTICED: TimeDelta = TimeDelta::seconds(3);

/// What the page's own server said.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteState {
    /// It was asked and has not answered yet.
    Loading,
    /// It said which connections there are.
    Ready(SiteConfig),
    /// It cannot be used.
    Failed(ConfigFault),
}

impl SiteState {
    /// The configuration, once it is here.
    pub const fn config(&self) -> Option<&SiteConfig> {
        match self {
            Self::Ready(config) => Some(config),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// The connections; none before the configuration is here.
    pub fn connections(&self) -> &[Connection] {
        self.config().map_or(&[], |config| &config.connections)
    }
}

/// The page's own server, and the present.
#[derive(Clone, Copy)]
pub struct Site {
    /// The present, which moves on a few times a minute.
    pub now: Signal<Moment>,
    present: RwSignal<Moment>,
    state: RwSignal<SiteState>,
    thresholds: RwSignal<Thresholds>,
    skew: RwSignal<TimeDelta>,
    /// The demo's present, which stands in place of every clock.
    demo_time: RwSignal<Option<Moment>>,
}

impl Site {
    pub(super) fn new() -> Self {
        let present = RwSignal::new(clock::wall());
        Self {
            now: present.into(),
            present,
            state: RwSignal::new(SiteState::Loading),
            thresholds: RwSignal::new(expiry_thresholds::load()),
            skew: RwSignal::new(TimeDelta::zero()),
            demo_time: RwSignal::new(None),
        }
    }

    /// Reads what the server said. Tracked.
    pub fn with<T>(self, read: impl FnOnce(&SiteState) -> T) -> T {
        self.state.with(read)
    }

    /// Whether the configuration is here. Tracked.
    pub fn is_ready(self) -> bool {
        self.with(|site| site.config().is_some())
    }

    /// The connections. Tracked.
    pub fn connections(self) -> Vec<Connection> {
        self.with(|site| site.connections().to_vec())
    }

    /// A connection, by its id. Tracked.
    pub fn connection(self, id: &str) -> Option<Connection> {
        self.with(|site| site.connections().iter().find(|connection| connection.id == id).cloned())
    }

    /// Where the simulated vendors are, if this server hosts them. Tracked.
    pub fn sandbox(self) -> Option<SandboxLinks> {
        self.with(|site| site.config().and_then(|config| config.sandbox.clone()))
    }

    /// Whether the server gives out a register. Tracked.
    pub fn has_register(self) -> bool {
        self.with(|site| site.config().is_some_and(|config| config.register))
    }

    /// Whether the proxy parks replies for a page that has gone. Untracked.
    pub fn parks_replies(self) -> bool {
        self.state.with_untracked(|site| site.config().is_some_and(|config| config.parked_replies))
    }

    /// Whether a key may be used over this connection: a synthetic key opens no real vendor, and the demo takes no
    /// real key.
    ///
    /// # Errors
    /// Why not, in words for the field.
    pub fn accepts(self, key: &Secret, connection: &Connection) -> Result<(), PasteFault> {
        key::belongs(key, connection.environment == Environment::Sandbox, demo_mode::is_demo())
    }

    /// When an end counts as near. Tracked.
    pub fn thresholds(self) -> Thresholds {
        self.thresholds.get()
    }

    /// When an end counts as near. Untracked.
    pub fn thresholds_untracked(self) -> Thresholds {
        self.thresholds.get_untracked()
    }

    /// Warns by these from now on. `false` if the browser does not remember them beyond this page.
    pub fn set_thresholds(self, thresholds: Thresholds) -> bool {
        self.thresholds.set(thresholds);
        expiry_thresholds::save(thresholds)
    }

    /// How far the server's clock is ahead of this computer's. Tracked.
    pub fn skew(self) -> TimeDelta {
        self.skew.get()
    }

    /// The present to the millisecond: this computer's clock, corrected by the server's; in the demo, the demo's.
    /// Untracked.
    pub fn moment(self) -> Moment {
        self.demo_time.get_untracked().unwrap_or_else(|| clock::wall() + self.skew.get_untracked())
    }

    /// Asks the page's own server which connections there are.
    pub async fn load(self) {
        self.state.set(SiteState::Loading);
        let (config, date) = config::load().await;
        self.follow_clock(date);
        self.state.set(match config {
            Ok(config) => SiteState::Ready(config),
            Err(fault) => SiteState::Failed(fault),
        });
    }

    /// Asks the page's own server for nothing but its time: the sandbox's clock may have been moved elsewhere.
    pub(in crate::app) async fn read_clock(self) {
        let (_, date) = config::load().await;
        self.follow_clock(date);
    }

    /// Takes the server's time for the present.
    pub(super) fn follow_clock(self, date: Option<Moment>) {
        let Some(date) = date else { return };
        let ahead = date - clock::wall();
        let ahead = if ahead.abs() < NOTICED { TimeDelta::zero() } else { ahead };
        if (ahead - self.skew.get_untracked()).abs() >= NOTICED {
            self.skew.set(ahead);
        }
        self.tick();
    }

    /// Moves the present on.
    pub(in crate::app) fn tick(self) {
        self.present.set(self.moment());
    }

    /// The demo's server said this.
    pub(in crate::app) fn set_demo_config(self, config: SiteConfig) {
        self.state.set(SiteState::Ready(config));
    }

    /// From now on, and until it is called again, this is the present.
    pub(in crate::app) fn set_demo_time(self, now: Moment) {
        self.demo_time.set(Some(now));
        self.tick();
    }
}
