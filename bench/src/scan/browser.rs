//! One measurement in a browser that was never used before.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use keyturn_scan::rules;
use serde::Deserialize as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, spawn_blocking};
use tower_http::services::ServeDir;

use super::measures::Seen;
use super::memory;
use crate::Outcome;
use crate::browser::Browser;
use crate::server::accept;

/// How long a worker may take.
const PATIENCE: Duration = Duration::from_secs(110);
/// A browser that has just started is left alone for so long.
const QUIET: Duration = Duration::from_millis(1500);
const SAMPLE: Duration = Duration::from_millis(40);

/// Who reads the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Keyturn,
    /// The published rules as one regular expression in JavaScript.
    Regexp,
    /// The same, written for JavaScript's engine.
    Tuned,
    /// Nobody: the bytes are brought and dropped.
    Reading,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Keyturn, Self::Regexp, Self::Tuned, Self::Reading];

    /// As `bench/scan/page.js` calls the worker.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Keyturn => "keyturn",
            Self::Regexp => "regexp",
            Self::Tuned => "tuned",
            Self::Reading => "reading",
        }
    }

    fn pattern(self) -> String {
        match self {
            Self::Regexp => rules::combined(),
            Self::Tuned => tuned(),
            Self::Keyturn | Self::Reading => String::new(),
        }
    }
}

/// The rules as somebody writes them who knows that JavaScript's engine goes back: what stands before the mark is only looked
/// back at, so that no place without a mark is tried. Whose key it is has to be read afterwards.
fn tuned() -> String {
    let told = |rule: &rules::Rule| {
        let behind = if rule.lead_names { "(?<=[A-Za-z0-9])" } else { "" };
        format!("{behind}(?:{})", rule.rest)
    };
    rules::rules().iter().map(told).collect::<Vec<_>>().join("|")
}

/// The page with its workers, and the server that it comes from.
pub(super) struct Page {
    url: String,
    _files: TempDir,
    accepting: JoinHandle<()>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Page {
    pub(super) async fn serve(worker: &Path) -> Outcome<Self> {
        let files = TempDir::with_prefix("keyturn-scan-page-")?;
        for (name, text) in [
            ("index.html", include_str!("../../scan/index.html")),
            ("page.js", include_str!("../../scan/page.js")),
            ("regexp.js", include_str!("../../scan/regexp.js")),
            ("reading.js", include_str!("../../scan/reading.js")),
        ] {
            std::fs::write(files.path().join(name), text)?;
        }
        for name in ["scan.js", "keyturn-scan_bg.wasm"] {
            std::fs::copy(worker.join(name), files.path().join(name))?;
        }
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        let url = format!("http://{}/", listener.local_addr()?);
        let accepting = tokio::spawn(accept(listener, ServeDir::new(files.path())));
        Ok(Self { url, _files: files, accepting })
    }

    /// Has a worker read the file. If the browser's memory is `watched`, that takes time of its own.
    pub(super) async fn measure(&self, kind: Kind, file: &Path, watched: bool) -> Outcome<Seen> {
        let expression = format!("measure({}, {})", json!(kind.name()), json!(kind.pattern()));
        let (value, grown) = self.evaluate(file, &expression, watched).await?;
        let late = |_| format!("{} did not end within {} s", kind.name(), PATIENCE.as_secs());
        let seen = Seen::deserialize(&value).map_err(late)?;
        Ok(Seen { grown, ..seen })
    }

    /// Milliseconds that it takes to end a scan.
    pub(super) async fn cancel(&self, file: &Path) -> Outcome<f64> {
        let (value, _) = self.evaluate(file, "cancel()", false).await?;
        value.as_f64().ok_or_else(|| "the scan could not be cancelled".into())
    }

    async fn evaluate(&self, file: &Path, expression: &str, watched: bool) -> Outcome<(Value, Option<u64>)> {
        let browser = Browser::open().await?;
        let session = &browser.session;
        session.go(&self.url).await?;
        let input = json!({ "expression": "document.querySelector('input')" });
        let input = session.command("Runtime.evaluate", &input).await?;
        let chosen = json!({ "files": [file], "objectId": input["result"]["objectId"] });
        session.command("DOM.setFileInputFiles", &chosen).await?;
        tokio::time::sleep(QUIET).await;
        let watch = watched.then(|| Watch::start(browser.process()));
        let limit = PATIENCE.as_millis();
        let expression =
            format!("Promise.race([{expression}, new Promise((end) => setTimeout(end, {limit}))])");
        let wait = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = session.command("Runtime.evaluate", &wait).await;
        let grown = match watch {
            Some(watch) => watch.end().await,
            None => None,
        };
        browser.close().await?;
        let mut answer = answer?;
        let why = &answer["exceptionDetails"]["exception"]["description"];
        match why.as_str() {
            Some(why) => Err(why.lines().next().unwrap_or_default().into()),
            None => Ok((answer["result"]["value"].take(), grown)),
        }
    }
}

/// Looks again and again at what the browser's processes take.
struct Watch {
    over: Arc<AtomicBool>,
    most: Arc<AtomicU64>,
    before: Option<u64>,
    looking: JoinHandle<()>,
}

impl Watch {
    fn start(process: Option<u32>) -> Self {
        let look = move || process.and_then(memory::of_tree);
        let before = look();
        let (over, most) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (ended, largest) = (Arc::clone(&over), Arc::clone(&most));
        let looking = spawn_blocking(move || {
            while !ended.load(Ordering::Relaxed) {
                largest.fetch_max(look().unwrap_or_default(), Ordering::Relaxed);
                std::thread::sleep(SAMPLE);
            }
        });
        Self { over, most, before, looking }
    }

    async fn end(self) -> Option<u64> {
        self.over.store(true, Ordering::Relaxed);
        self.looking.await.ok()?;
        Some(self.most.load(Ordering::Relaxed).saturating_sub(self.before?))
    }
}
