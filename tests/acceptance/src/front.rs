//! A server before the gateway that changes what it passes on: the headers that confine the page, or the bytes of a file.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::must;

/// Where the browser tells of what the page's policy refused.
const REPORTS: &str = "/refused-by-policy";

/// Headers that say what an answer is. All others of the page's answer confine it.
const OF_THE_ANSWER: [&str; 11] = [
    "accept-ranges",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "transfer-encoding",
    "vary",
];

/// What a front changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The headers that it leaves out.
    pub without: Vec<String>,
    /// The file that it gives one byte more, which no script may end with: the beginning and the end of its name.
    pub spoiled: Option<(&'static str, &'static str)>,
    /// Whether it gives that file as it is the first time, to a browser that may keep nothing.
    pub spoiled_later: bool,
}

/// A running front. Dropping it ends it.
pub(crate) struct Front {
    address: SocketAddr,
    reports: Arc<Mutex<Vec<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
    serving: JoinHandle<()>,
}

#[derive(Clone)]
struct Carrier {
    client: reqwest::Client,
    gateway: SocketAddr,
    changes: Arc<Changes>,
    reports: Arc<Mutex<Vec<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Front {
    pub(crate) async fn to(gateway: SocketAddr, changes: Changes) -> Self {
        let listener = must("the front has no port", TcpListener::bind("127.0.0.1:0").await);
        let address = must("the front has no port", listener.local_addr());
        let (reports, asked) = <(Arc<Mutex<Vec<String>>>, Arc<Mutex<Vec<String>>>)>::default();
        let (client, changes) = (client(), Arc::new(changes));
        let carrier =
            Carrier { client, gateway, changes, reports: Arc::clone(&reports), asked: Arc::clone(&asked) };
        let service = Router::new().fallback(carry).with_state(carrier);
        let serving = tokio::spawn(async move { must("the front", axum::serve(listener, service).await) });
        Self { address, reports, asked, serving }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The paths that were asked for, oldest first.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nobody fails while holding it").clone()
    }

    /// What the browser told so far that the page's policy refused.
    pub(crate) fn take_reports(&self) -> Vec<String> {
        std::mem::take(&mut *self.reports.lock().expect("nobody fails while holding it"))
    }
}

impl Carrier {
    /// Notes that this path is asked for, and says whether it was before.
    fn asked(&self, path: &str) -> bool {
        let mut asked = self.asked.lock().expect("nobody fails while holding it");
        asked.push(path.to_owned());
        asked.iter().filter(|it| *it == path).count() > 1
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The names of the headers by which this gateway confines the page.
pub(crate) async fn confinement(gateway: SocketAddr) -> Vec<String> {
    let page = must("the page", client().get(format!("http://{gateway}/")).send().await);
    let names = page.headers().keys().map(ToString::to_string);
    names.filter(|name| !OF_THE_ANSWER.contains(&name.as_str())).collect()
}

fn client() -> reqwest::Client {
    let plain = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    must("no client", plain.build())
}

async fn carry(State(carrier): State<Carrier>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = must("what the browser sends", to_bytes(body, usize::MAX).await);
    if head.uri.path() == REPORTS {
        let report = String::from_utf8_lossy(&body).into_owned();
        carrier.reports.lock().expect("nobody fails while holding it").push(report);
        return StatusCode::NO_CONTENT.into_response();
    }
    let asked_before = carrier.asked(head.uri.path());
    let mut headers = head.headers;
    // A file is changed as it is, not as it travels.
    headers.remove(header::ACCEPT_ENCODING);
    let url = format!("http://{}{}", carrier.gateway, head.uri);
    let asked = carrier.client.request(head.method, url).headers(headers).body(body);
    let Ok(answer) = asked.send().await else { return StatusCode::BAD_GATEWAY.into_response() };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    let Ok(bytes) = answer.bytes().await else { return StatusCode::BAD_GATEWAY.into_response() };
    let mut bytes = bytes.to_vec();
    let name = head.uri.path().trim_start_matches('/');
    let Changes { without, spoiled, spoiled_later } = &*carrier.changes;
    if spoiled.is_some_and(|(start, end)| name.starts_with(start) && name.ends_with(end))
        && (asked_before || !spoiled_later)
    {
        bytes.push(b'}');
    }
    if *spoiled_later {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
        headers.remove(name);
    }
    confined_by(&mut headers, without);
    (status, headers, Body::from(bytes)).into_response()
}

/// Leaves headers out, and has the browser tell what the policy refuses.
fn confined_by(headers: &mut HeaderMap, without: &[String]) {
    for name in without {
        headers.remove(name);
    }
    if let Some(policy) = headers.get_mut("content-security-policy") {
        let told = format!("{}; report-uri {REPORTS}", policy.to_str().unwrap_or_default());
        *policy = must("the policy", HeaderValue::from_str(&told));
    }
}
