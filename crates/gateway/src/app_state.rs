//! The state that all handlers share.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use chrono::{DateTime, Utc};
use reqwest::Url;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::{Config, Connection};
use crate::error_response::GatewayError;
use crate::forward::rate_limit::RateLimit;
use crate::forward::tls;
use crate::forward::upstream::Upstream;
use crate::page::files::{INDEX, PageFiles};
use crate::sandbox::host::SandboxHost;
use crate::start_error::StartError;
use crate::store::idempotency::UsedIds;
use crate::store::parked_replies::ParkedReplies;

pub(crate) struct AppState {
    pub(crate) config: Config,
    pub(crate) connections: Vec<ConnectionState>,
    pub(crate) upstream: Upstream,
    pub(crate) used_ids: UsedIds,
    pub(crate) parked_replies: Arc<ParkedReplies>,
    /// Exchanges in flight. They outlive the browser that asked for them, and shutdown waits for them.
    pub(crate) exchanges: TaskTracker,
    /// Cancelled when shutdown has waited long enough.
    pub(crate) cancel_exchanges: CancellationToken,
    page: RwLock<Arc<PageFiles>>,
    sandbox: Option<SandboxHost>,
}

/// A vendor connection with its base URL and its rate limit.
pub(crate) struct ConnectionState {
    /// Its index in the configuration.
    pub(crate) index: usize,
    pub(crate) config: Connection,
    pub(crate) base: Url,
    pub(crate) rate_limit: RateLimit,
}

impl AppState {
    pub(crate) fn new(config: Config, sandbox: Option<SandboxHost>) -> Result<Self, StartError> {
        let connections = config
            .connections
            .iter()
            .enumerate()
            .map(|(index, connection)| {
                let hosted = || sandbox.as_ref().and_then(|host| host.base_url(connection.vendor));
                let base = connection.base_url.clone().or_else(hosted).ok_or_else(|| {
                    StartError::new(format!(
                        "Connection \"{}\" has no base URL. Add `base_url`.",
                        connection.id
                    ))
                })?;
                let rate_limit = RateLimit::new(&config.limits, Instant::now());
                Ok(ConnectionState { index, config: connection.clone(), base, rate_limit })
            })
            .collect::<Result<Vec<_>, StartError>>()?;
        let needs_tls = connections.iter().any(|connection| connection.base.scheme() == "https");
        let tls = tls::client_config(needs_tls, config.extra_ca.as_deref())?;
        Ok(Self {
            upstream: Upstream::new(&config, tls)?,
            used_ids: UsedIds::new(&config.limits),
            parked_replies: Arc::new(ParkedReplies::new(&config.limits, config.clock.clone())),
            exchanges: TaskTracker::new(),
            cancel_exchanges: CancellationToken::new(),
            page: RwLock::new(Arc::new(PageFiles::read(&config.page)?)),
            connections,
            sandbox,
            config,
        })
    }

    /// The simulated vendors, while they run.
    pub(crate) fn sandbox(&self) -> Result<&SandboxHost, GatewayError> {
        self.sandbox.as_ref().ok_or(GatewayError::NoRoute)
    }

    /// The page that is served now.
    pub(crate) fn page(&self) -> Arc<PageFiles> {
        Arc::clone(&self.page.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reloads the page's folder, if it holds a page.
    pub(crate) fn reload_page(&self) -> Result<(), StartError> {
        let read = PageFiles::read(&self.config.page)?;
        if read.get(INDEX).is_none() {
            return Err(StartError::new(format!(
                "page: {} holds no built panel, an index.html that is a file of its own and no link. The page that was \
                 read before is still served.",
                self.config.page.display()
            )));
        }
        *self.page.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
        Ok(())
    }

    /// What to tell the operator about the page's folder at start.
    pub(crate) fn page_notice(&self) -> Option<String> {
        let page = self.page();
        if page.get(INDEX).is_some() {
            return page.notice();
        }
        Some(format!(
            "page: {} holds no built panel, so there is none to serve: an index.html that is a file of its own, no link. \
             Run `cargo xtask build`, or name the folder with --page, then start the gateway again.",
            self.config.page.display()
        ))
    }

    /// The sandbox's time, with which responses are dated while it runs.
    pub(crate) fn sandbox_time(&self) -> Option<DateTime<Utc>> {
        self.sandbox.as_ref().map(SandboxHost::now)
    }
}

impl ConnectionState {
    /// The vendor's URL for a path below the connection.
    pub(crate) fn vendor_url(&self, path: &str) -> Option<Url> {
        Url::parse(&format!("{}{path}", self.base.as_str().trim_end_matches('/'))).ok()
    }
}
