//! Starting and stopping.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::ServiceExt as _;

use crate::config::Config;
use crate::gateway::Gateway;
use crate::parked::sweep;
use crate::routes::router;
use crate::sandbox_host::SandboxHost;
use crate::serve::{Patience, serve};
use crate::start_error::StartError;

/// How long a parked reply may outlive its time; it is given to nobody from the moment its time is up.
const SWEEP: Duration = Duration::from_secs(10);

/// A gateway that listens. Dropping it stops it at once; [`Running::stop`] lets it finish.
pub struct Running {
    address: SocketAddr,
    gateway: Arc<Gateway>,
    stop: DropGuard,
    accepting: JoinHandle<()>,
}

/// Binds the address and starts to answer.
///
/// # Errors
///
/// The address cannot be bound, a connection leads nowhere, or no certificate authority can be loaded; the
/// text says which and what to do.
pub async fn start(config: Config) -> Result<Running, StartError> {
    if config.sandbox && !config.listen.ip().is_loopback() {
        return Err(StartError::new(format!(
            "The sandbox is for this machine only: everybody who reached {} could steer it. Listen on 127.0.0.1, \
             or give a configuration with real connections.",
            config.listen
        )));
    }
    let refuse = |error| StartError::listening(config.listen, &error);
    let listener = TcpListener::bind(config.listen).await.map_err(refuse)?;
    let address = listener.local_addr().map_err(refuse)?;
    let stop = CancellationToken::new();
    let sandbox = if config.sandbox { Some(SandboxHost::start().await?) } else { None };
    let limits = config.limits;
    let patience = Patience { head: limits.request, stop: limits.exchange + Duration::from_secs(1) };
    let gateway = Arc::new(Gateway::new(config, sandbox)?);
    tokio::spawn(sweep(Arc::downgrade(&gateway.parked), SWEEP));
    let service =
        router(Arc::clone(&gateway)).map_request(|request: Request<_>| request.map(axum::body::Body::new));
    let accepting =
        tokio::spawn(serve(listener, TowerToHyperService::new(service), patience, stop.child_token()));
    Ok(Running { address, gateway, stop: stop.drop_guard(), accepting })
}

impl Running {
    /// Where it listens; the port that was taken, if 0 was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops to listen, answers what is under way, and finishes exchanges whose browser has gone.
    pub async fn stop(self) {
        drop(self.stop);
        let _ = self.accepting.await;
        self.gateway.exchanges.close();
        self.gateway.exchanges.wait().await;
    }
}
