//! What the gateway is told: where to listen, which vendors to reach, how much to let through.

pub(crate) mod connections;
pub(crate) mod file;
pub(crate) mod host_name;
pub(crate) mod limits;
pub(crate) mod url;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use keyturn_domain::connection::RootForm;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{Environment, Vendor};
use reqwest::Url;

use crate::store::clock::Clock;

/// Everything the gateway needs to know to start.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where browsers (or the balancer in front) connect; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Host names, beside the loopback ones, under which browsers reach the gateway.
    pub hosts: Vec<String>,
    /// Whether browsers reach the gateway over https (through a balancer that ends TLS).
    pub public_https: bool,
    /// The built page; `index.html` stands at its top.
    pub page: PathBuf,
    /// The register that support staff look keys up in: a file that the panel exported.
    pub register: Option<PathBuf>,
    /// A PEM file with certificate authorities to trust beside the system's.
    pub extra_ca: Option<PathBuf>,
    /// The company's outbound proxy, if vendors are reached through one.
    pub outbound_proxy: Option<Url>,
    /// How much and how long.
    pub limits: Limits,
    /// The vendors' hosts.
    pub connections: Vec<Connection>,
    /// Whether the simulated vendors are hosted; their connections then have no base URL of their own.
    pub sandbox: bool,
    /// The time by which one-time ids and parked replies end.
    pub clock: Clock,
}

/// One vendor host that the page may reach, and how.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The name in paths and logs: `[a-z0-9-]+`.
    pub id: String,
    /// Whose API it is.
    pub vendor: Vendor,
    /// What it reaches.
    pub environment: Environment,
    /// The name for people.
    pub label: String,
    /// Where it is. Sandbox connections get theirs when the sandbox listens.
    pub base_url: Option<Url>,
    /// Which of the two documented deactivation calls is open (SuperAPI).
    pub deactivate: DeactivateForm,
    /// Whether the vendor's request log may be asked for (SuperAPI).
    pub request_log: bool,
    /// How Root is asked for (QuickStream).
    pub root: RootForm,
}

/// The identifier of a form in `config.json` and `keyturn.toml`.
pub const fn deactivate_form_id(form: DeactivateForm) -> &'static str {
    match form {
        DeactivateForm::ByProduct => "product",
        DeactivateForm::ByKeyId => "key-id",
    }
}

/// How much and how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Longest wait for a connection to the vendor, TLS included.
    pub connect: Duration,
    /// Longest whole exchange with the vendor, connecting included.
    pub exchange: Duration,
    /// Longest wait for a request's headers, and again for its body.
    pub request: Duration,
    /// Largest request body that is read and dropped, in bytes.
    pub request_bytes: usize,
    /// Largest reply that is passed on, in bytes.
    pub reply_bytes: usize,
    /// Requests a second that one connection may carry for long.
    pub per_second: u32,
    /// Requests that one connection may carry at once above that.
    pub burst: u32,
    /// How long a browser may take nothing of an answer that is on its way.
    pub write: Duration,
    /// How long exchanges under way have to end once the gateway is told to stop.
    pub stop: Duration,
    /// Connections of browsers that may be open at the same time.
    pub connections: usize,
    /// How many of them one peer may have: an address of IPv4, or a network (/64) of IPv6.
    pub connections_per_peer: usize,
    /// Exchanges under way at the same time, for one connection.
    pub concurrent: u32,
    /// How long a one-time id is remembered after its call.
    pub request_id_lifetime: Duration,
    /// One-time ids remembered for one vendor connection.
    pub request_ids_per_connection: usize,
    /// One-time ids remembered for one peer on one vendor connection.
    pub request_ids_per_peer: usize,
    /// How long a sealed reply is kept for a page that has gone.
    pub parked_for: Duration,
    /// Sealed replies kept at the same time; the oldest make room.
    pub parked_replies: usize,
    /// Bytes of all sealed replies together.
    pub parked_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            exchange: Duration::from_secs(30),
            request: Duration::from_secs(10),
            request_bytes: 4 * 1024,
            reply_bytes: 1024 * 1024,
            per_second: 20,
            burst: 100,
            concurrent: 64,
            write: Duration::from_secs(10),
            stop: Duration::from_secs(7),
            connections: 1024,
            connections_per_peer: 64,
            request_id_lifetime: Duration::from_secs(24 * 60 * 60),
            request_ids_per_connection: 100_000,
            request_ids_per_peer: 10_000,
            parked_for: Duration::from_secs(15 * 60),
            parked_replies: 256,
            parked_bytes: 16 * 1024 * 1024,
        }
    }
}

impl Config {
    /// Port 8080 on this machine only.
    pub const DEFAULT_LISTEN: SocketAddr =
        SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

    /// The built-in simulated vendors behind the same forwarder, for this machine only.
    pub fn sandbox(page: PathBuf, listen: SocketAddr) -> Self {
        Self {
            listen,
            hosts: Vec::new(),
            public_https: false,
            page,
            register: None,
            extra_ca: None,
            outbound_proxy: None,
            limits: Limits { per_second: 1_000, burst: 5_000, ..Limits::default() },
            connections: Vendor::ALL.iter().map(|vendor| Connection::sandbox(*vendor)).collect(),
            sandbox: true,
            clock: Clock::default(),
        }
    }
}

impl Connection {
    fn sandbox(vendor: Vendor) -> Self {
        Self {
            id: format!("{}-sandbox", vendor.id()),
            vendor,
            environment: Environment::Sandbox,
            label: format!("{} sandbox", vendor.name()),
            base_url: None,
            deactivate: DeactivateForm::ByProduct,
            request_log: true,
            root: RootForm::Slash,
        }
    }
}
