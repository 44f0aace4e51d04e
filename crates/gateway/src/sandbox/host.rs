//! Hosts the simulated vendors on loopback sockets, so that calls reach them exactly as they reach real ones.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use axum::response::Response;
use chrono::{DateTime, Utc};
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{Command, Sandbox, Snapshot, StarterKey};
use keyturn_wire::http::VendorRequest;
use keyturn_wire::routes::api;
use reqwest::Url;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::sandbox::delivery::deliver;
use crate::serve::accept_loop::{Timeouts, serve};
use crate::serve::connection_limit::ConnectionLimit;
use crate::start_error::StartError;

/// More than the exchanges that can be in flight in the sandbox.
const MAX_CONNECTIONS: usize = 256;

/// All vendors, with a listener for each. Dropping it stops them.
pub(crate) struct SandboxHost {
    sandbox: Arc<Mutex<Sandbox>>,
    base_urls: BTreeMap<Vendor, Url>,
    _stop: DropGuard,
}

impl SandboxHost {
    pub(crate) async fn start() -> Result<Self, StartError> {
        let sandbox = Arc::new(Mutex::new(Sandbox::new(wall_clock())));
        let stop = CancellationToken::new();
        let mut base_urls = BTreeMap::new();
        for vendor in Vendor::ALL {
            base_urls.insert(*vendor, listen(*vendor, api(*vendor).base_path, &sandbox, &stop).await?);
        }
        Ok(Self { sandbox, base_urls, _stop: stop.drop_guard() })
    }

    pub(crate) fn base_url(&self, vendor: Vendor) -> Option<Url> {
        self.base_urls.get(&vendor).cloned()
    }

    /// The sandbox's own time.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        lock(&self.sandbox).now(wall_clock())
    }

    /// Carries out a command; `false` if it names something that does not exist.
    pub(crate) fn apply(&self, command: Command) -> bool {
        lock(&self.sandbox).apply(command, wall_clock())
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        lock(&self.sandbox).snapshot(wall_clock())
    }

    pub(crate) fn starter_keys(&self) -> Vec<StarterKey> {
        lock(&self.sandbox).starter_keys()
    }
}

async fn listen(
    vendor: Vendor,
    base_path: &str,
    sandbox: &Arc<Mutex<Sandbox>>,
    stop: &CancellationToken,
) -> Result<Url, StartError> {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let refuse = |error: io::Error| StartError::listening(any_port, &error);
    let listener = TcpListener::bind(any_port).await.map_err(refuse)?;
    let address = listener.local_addr().map_err(refuse)?;
    let sandbox = Arc::clone(sandbox);
    let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let sandbox = Arc::clone(&sandbox);
        async move { answer(vendor, &sandbox, request.into_parts().0).await }
    });
    let timeouts = Timeouts {
        head: Duration::from_secs(10),
        write: Duration::from_secs(10),
        stop: Duration::from_secs(1),
    };
    // Only this program connects here, once for each exchange.
    let connections = ConnectionLimit::new(MAX_CONNECTIONS, MAX_CONNECTIONS);
    tokio::spawn(serve(listener, service, connections, timeouts, stop.clone()));
    Url::parse(&format!("http://{address}{base_path}"))
        .map_err(|error| StartError::new(format!("The sandbox has no address: {error}.")))
}

async fn answer(
    vendor: Vendor,
    sandbox: &Mutex<Sandbox>,
    request_head: hyper::http::request::Parts,
) -> io::Result<Response> {
    let headers = request_head
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
    let request = VendorRequest {
        method: request_head.method.as_str().to_owned(),
        path: request_head.uri.path().to_owned(),
        headers: headers.collect(),
    };
    let (timed, now) = {
        let mut sandbox = lock(sandbox);
        let now = wall_clock();
        (sandbox.handle(vendor, &request, now), sandbox.now(now))
    };
    deliver(timed, now).await
}

fn lock(sandbox: &Mutex<Sandbox>) -> MutexGuard<'_, Sandbox> {
    sandbox.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wall_clock() -> DateTime<Utc> {
    SystemTime::now().into()
}
