//! Starting and shutting down.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::extract::Request;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::ServiceExt as _;

use crate::app_state::AppState;
use crate::config::Config;
use crate::page::register_json;
use crate::routes::router;
use crate::sandbox::host::SandboxHost;
use crate::serve::accept_loop::{Timeouts, serve};
use crate::serve::connection_limit::ConnectionLimit;
use crate::serve::file_descriptors::{self, ConnectionBudget};
use crate::start_error::StartError;

/// How often expired parked replies and one-time ids are removed. They are not used after their expiry in any case.
const SWEEP_INTERVAL: Duration = Duration::from_secs(10);

/// How long responses have to reach their browsers after the last exchange has ended.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(1);

/// The socket's send buffer, in bytes; enough for a slow line.
const SEND_BUFFER: u32 = 64 * 1024;

/// Connections that the system queues until they are accepted.
const BACKLOG: u32 = 1024;

/// A running gateway. Dropping it stops it at once; [`Server::shutdown`] lets it finish.
pub struct Server {
    address: SocketAddr,
    state: Arc<AppState>,
    notices: Vec<String>,
    stop: DropGuard,
    accepting: JoinHandle<()>,
}

/// Binds the address and starts to serve.
///
/// # Errors
///
/// The address cannot be bound or would expose the gateway, a connection has no base URL, the page's folder cannot be
/// read, the system allows too few sockets, or no certificate authority can be loaded; the text says which and what to do.
pub async fn start(config: Config) -> Result<Server, StartError> {
    check_exposure(&config)?;
    let ConnectionBudget { connections, notice } = file_descriptors::budget_connections(&config)?;
    let refuse = |error| StartError::listening(config.listen, &error);
    let listener = bind(config.listen).map_err(refuse)?;
    let address = listener.local_addr().map_err(refuse)?;
    let stop = CancellationToken::new();
    let sandbox = if config.sandbox { Some(SandboxHost::start().await?) } else { None };
    let limits = config.limits;
    let timeouts = Timeouts { head: limits.request, write: limits.write, stop: limits.stop + DRAIN_TIMEOUT };
    let state = Arc::new(AppState::new(config, sandbox)?);
    let register = match &state.config.register {
        Some(file) => Some(register_json::describe(file).await),
        None => None,
    };
    let notices = [notice, state.page_notice(), register].into_iter().flatten().collect();
    tokio::spawn(remove_expired(Arc::downgrade(&state)));
    let service =
        router(Arc::clone(&state)).map_request(|request: Request<_>| request.map(axum::body::Body::new));
    let connections = ConnectionLimit::new(connections, limits.connections_per_peer);
    let service = TowerToHyperService::new(service);
    let accepting = tokio::spawn(serve(listener, service, connections, timeouts, stop.child_token()));
    Ok(Server { address, state, notices, stop: stop.drop_guard(), accepting })
}

/// Listens as the standard library does, but with a small send buffer: by default the system lets it grow to megabytes
/// for each connection whose other end does not read.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // On Windows the option lets another program take over the port.
    if cfg!(unix) {
        socket.set_reuseaddr(true)?;
    }
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Keeps the sandbox on this machine, since everybody who reaches it can steer it, and requires the host names of a
/// gateway that others reach.
fn check_exposure(config: &Config) -> Result<(), StartError> {
    if config.listen.ip().is_loopback() {
        return Ok(());
    }
    let listen = config.listen;
    if config.sandbox {
        return Err(StartError::new(format!(
            "The sandbox is for this machine only: everybody who reached {listen} could steer it. Listen on 127.0.0.1, \
             or give a configuration with real connections."
        )));
    }
    if config.hosts.is_empty() {
        return Err(StartError::new(format!(
            "hosts: {listen} is reached from beyond this machine, so the gateway must know the host names that browsers \
             use. Add for example hosts = [\"keys.example.com\"] to keyturn.toml, or listen on 127.0.0.1."
        )));
    }
    Ok(())
}

/// Removes expired entries even if nobody asks for them. Ends with the gateway.
async fn remove_expired(state: Weak<AppState>) {
    loop {
        tokio::time::sleep(SWEEP_INTERVAL).await;
        let Some(state) = state.upgrade() else { return };
        state.parked_replies.remove_expired();
        state.used_ids.remove_expired(state.config.clock.now());
    }
}

impl Server {
    /// The address it listens on, with the actual port if 0 was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the operator should know, one line each.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Reloads the page's folder after a new build; one-time ids and parked replies are kept. Returns what the operator
    /// should know.
    ///
    /// # Errors
    ///
    /// There is no page in the folder, or it cannot be read. What was read before is still served.
    pub fn reload_page(&self) -> Result<Option<String>, StartError> {
        self.state.reload_page().map(|()| self.state.page_notice())
    }

    /// Stops listening, closes idle connections, and lets exchanges in flight end, including those whose browser has gone.
    /// After `limits.stop` the rest is cancelled: its outcome is unknown, and its browser is told so.
    pub async fn shutdown(self) {
        drop(self.stop);
        let exchanges = &self.state.exchanges;
        exchanges.close();
        let ended = async {
            if tokio::time::timeout(self.state.config.limits.stop, exchanges.wait()).await.is_err() {
                self.state.cancel_exchanges.cancel();
                exchanges.wait().await;
            }
        };
        let ((), _) = tokio::join!(ended, self.accepting);
    }
}
