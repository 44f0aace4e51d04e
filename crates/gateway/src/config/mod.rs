//! The configuration: where to listen, which vendors to reach, and the limits.

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

/// The configuration of a gateway.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address for browsers (or the load balancer in front); port 0 takes a free one.
    pub listen: SocketAddr,
    /// Host names under which browsers reach the gateway, besides the loopback ones.
    pub hosts: Vec<String>,
    /// Whether browsers reach the gateway over https (through a load balancer that terminates TLS).
    pub public_https: bool,
    /// The folder of the built page, with its `index.html`.
    pub page: PathBuf,
    /// The register for support staff: a file that the panel exported.
    pub register: Option<PathBuf>,
    /// A PEM file with certificate authorities to trust besides the system's.
    pub extra_ca: Option<PathBuf>,
    /// The company's outbound proxy, if vendors are reached through one.
    pub outbound_proxy: Option<Url>,
    /// Sizes, rates and timeouts.
    pub limits: Limits,
    /// The vendor connections.
    pub connections: Vec<Connection>,
    /// Whether the simulated vendors are hosted; their connections then have no base URL of their own.
    pub sandbox: bool,
    /// The clock by which one-time ids and parked replies expire.
    pub clock: Clock,
}

/// A vendor host that the page may reach, and how.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The name in paths and logs: `[a-z0-9-]+`.
    pub id: String,
    /// The vendor.
    pub vendor: Vendor,
    /// The vendor's environment.
    pub environment: Environment,
    /// The name for people.
    pub label: String,
    /// The vendor's base URL. Sandbox connections get theirs when the sandbox listens.
    pub base_url: Option<Url>,
    /// Which of the two documented deactivation calls is enabled (SuperAPI).
    pub deactivate: DeactivateForm,
    /// Whether the vendor's request log may be read (SuperAPI).
    pub request_log: bool,
    /// The form of the path of Root (QuickStream).
    pub root: RootForm,
}

/// The identifier of a form in `config.json` and `keyturn.toml`.
pub const fn deactivate_form_id(form: DeactivateForm) -> &'static str {
    match form {
        DeactivateForm::ByProduct => "product",
        DeactivateForm::ByKeyId => "key-id",
    }
}

/// Sizes, rates and timeouts.
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
    /// Largest reply that is returned, in bytes.
    pub reply_bytes: usize,
    /// Sustained requests per second for one vendor connection.
    pub per_second: u32,
    /// Requests in a burst above that rate.
    pub burst: u32,
    /// How long a browser may accept no bytes of a response.
    pub write: Duration,
    /// How long exchanges in flight have to end after shutdown began.
    pub stop: Duration,
    /// Open connections from browsers.
    pub connections: usize,
    /// How many of them one peer may have: an IPv4 address or an IPv6 /64 network.
    pub connections_per_peer: usize,
    /// Exchanges in flight for one vendor connection.
    pub concurrent: u32,
    /// How long a one-time id is remembered after its call.
    pub request_id_lifetime: Duration,
    /// One-time ids remembered for one vendor connection.
    pub request_ids_per_connection: usize,
    /// One-time ids remembered for one peer on one vendor connection.
    pub request_ids_per_peer: usize,
    /// How long a sealed reply is kept for a page that has gone.
    pub parked_for: Duration,
    /// Sealed replies kept at the same time; the oldest are evicted.
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

    /// The built-in simulated vendors, for this machine only.
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
