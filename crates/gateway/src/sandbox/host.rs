//! Hosts the simulated vendors on sockets of this machine, so that the forwarder reaches them exactly as it
//! reaches real ones.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{Command, Sandbox, Snapshot, StarterKey};
use keyturn_wire::http::VendorRequest;
use reqwest::Url;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::sandbox::delivery::{Sent, deliver};
use crate::serve::accept_loop::{Patience, serve};
use crate::serve::connection_limit::Connections;
use crate::start_error::StartError;

/// More than there can be exchanges under way in the sandbox.
const CONNECTIONS: usize = 256;

/// The world of both vendors, with a listener for each. Dropping it stops them.
pub(crate) struct SandboxHost {
    world: Arc<Mutex<Sandbox>>,
    quickstream: Url,
    superapi: Url,
    _stop: DropGuard,
}

impl SandboxHost {
    pub(crate) async fn start() -> Result<Self, StartError> {
        let world = Arc::new(Mutex::new(Sandbox::new(wall())));
        let stop = CancellationToken::new();
        let quickstream = listen(Vendor::QuickStream, "/rest/v1", &world, &stop).await?;
        let superapi = listen(Vendor::SuperApi, "/", &world, &stop).await?;
        Ok(Self { world, quickstream, superapi, _stop: stop.drop_guard() })
    }

    pub(crate) fn base_url(&self, vendor: Vendor) -> Url {
        match vendor {
            Vendor::QuickStream => self.quickstream.clone(),
            Vendor::SuperApi => self.superapi.clone(),
        }
    }

    /// The sandbox's own time.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        lock(&self.world).now(wall())
    }

    /// Obeys; `false` if the order names something that does not exist.
    pub(crate) fn order(&self, order: Command) -> bool {
        lock(&self.world).apply(order, wall())
    }

    pub(crate) fn view(&self) -> Snapshot {
        lock(&self.world).snapshot(wall())
    }

    pub(crate) fn starter_keys(&self) -> Vec<StarterKey> {
        lock(&self.world).starter_keys()
    }
}

async fn listen(
    vendor: Vendor,
    base_path: &str,
    world: &Arc<Mutex<Sandbox>>,
    stop: &CancellationToken,
) -> Result<Url, StartError> {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let refuse = |error: io::Error| StartError::listening(any_port, &error);
    let listener = TcpListener::bind(any_port).await.map_err(refuse)?;
    let address = listener.local_addr().map_err(refuse)?;
    let world = Arc::clone(world);
    let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let world = Arc::clone(&world);
        async move { answer(vendor, &world, request.into_parts().0).await }
    });
    let patience = Patience {
        head: Duration::from_secs(10),
        write: Duration::from_secs(10),
        stop: Duration::from_secs(1),
    };
    // Only this program is to come here, once for each exchange under way.
    let connections = Connections::new(CONNECTIONS, CONNECTIONS);
    tokio::spawn(serve(listener, service, connections, patience, stop.clone()));
    Url::parse(&format!("http://{address}{base_path}"))
        .map_err(|error| StartError::new(format!("The sandbox has no address: {error}.")))
}

async fn answer(
    vendor: Vendor,
    world: &Mutex<Sandbox>,
    asked: hyper::http::request::Parts,
) -> io::Result<Sent> {
    let headers = asked
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
    let request = VendorRequest {
        method: asked.method.as_str().to_owned(),
        path: asked.uri.path().to_owned(),
        headers: headers.collect(),
    };
    let (outcome, now) = {
        let mut world = lock(world);
        let now = wall();
        (world.handle(vendor, &request, now), world.now(now))
    };
    deliver(outcome, now).await
}

fn lock(world: &Mutex<Sandbox>) -> MutexGuard<'_, Sandbox> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wall() -> DateTime<Utc> {
    SystemTime::now().into()
}
