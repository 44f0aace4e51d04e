//! What every request handler knows.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use chrono::{DateTime, Utc};
use reqwest::Url;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::{Config, Connection};
use crate::forward::rate_limit::Throttle;
use crate::forward::tls;
use crate::forward::upstream::Upstream;
use crate::page::files::{INDEX, PageFiles};
use crate::sandbox::host::SandboxHost;
use crate::start_error::StartError;
use crate::store::idempotency::UsedIds;
use crate::store::parked_replies::Parked;

pub(crate) struct Gateway {
    pub(crate) config: Config,
    pub(crate) lines: Vec<Line>,
    pub(crate) upstream: Upstream,
    pub(crate) used: UsedIds,
    pub(crate) parked: Arc<Parked>,
    /// Exchanges under way. They outlive the browser that asked for them, and stopping waits for them.
    pub(crate) exchanges: TaskTracker,
    /// Cancelled when they have had their time.
    pub(crate) halt: CancellationToken,
    page: RwLock<Arc<PageFiles>>,
    pub(crate) sandbox: Option<SandboxHost>,
}

/// A connection with where it leads.
pub(crate) struct Line {
    /// Its place in the configuration.
    pub(crate) number: usize,
    pub(crate) connection: Connection,
    pub(crate) base: Url,
    pub(crate) throttle: Throttle,
}

impl Gateway {
    pub(crate) fn new(config: Config, sandbox: Option<SandboxHost>) -> Result<Self, StartError> {
        let lines = config
            .connections
            .iter()
            .enumerate()
            .map(|(number, connection)| {
                let hosted = || sandbox.as_ref().map(|host| host.base_url(connection.vendor));
                let base = connection.base_url.clone().or_else(hosted).ok_or_else(|| {
                    StartError::new(format!(
                        "Connection \"{}\" has no base URL. Add `base_url`.",
                        connection.id
                    ))
                })?;
                let throttle = Throttle::new(&config.limits, Instant::now());
                Ok(Line { number, connection: connection.clone(), base, throttle })
            })
            .collect::<Result<Vec<_>, StartError>>()?;
        let needs_tls = lines.iter().any(|line| line.base.scheme() == "https");
        let tls = tls::client(needs_tls, config.extra_ca.as_deref())?;
        Ok(Self {
            upstream: Upstream::new(&config, tls)?,
            used: UsedIds::new(&config.limits),
            parked: Arc::new(Parked::new(&config.limits, config.clock.clone())),
            exchanges: TaskTracker::new(),
            halt: CancellationToken::new(),
            page: RwLock::new(Arc::new(PageFiles::read(&config.page)?)),
            lines,
            sandbox,
            config,
        })
    }

    /// The page as it is served now.
    pub(crate) fn page(&self) -> Arc<PageFiles> {
        Arc::clone(&self.page.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the page's folder anew, and serves what is there from now on, if that is a page.
    pub(crate) fn read_page(&self) -> Result<(), StartError> {
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

    /// What is to be said of the page's folder at start.
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

    /// The time that answers are dated with: the sandbox's own while it runs, else none but the real one.
    pub(crate) fn sandbox_now(&self) -> Option<DateTime<Utc>> {
        self.sandbox.as_ref().map(SandboxHost::now)
    }
}

impl Line {
    /// The vendor's URL for a path below the connection.
    pub(crate) fn url(&self, path: &str) -> Option<Url> {
        Url::parse(&format!("{}{path}", self.base.as_str().trim_end_matches('/'))).ok()
    }
}
