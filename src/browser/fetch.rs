//! The one place that sends anything. Same origin only, nothing cached, no redirect followed, no referrer sent.

use gloo_net::http::{Headers, Method, Request};
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};
use zeroize::Zeroizing;

use super::demo_mode;
use keyturn_wire::http::{self, Reply};
use keyturn_wire::request::PageRequest;
use keyturn_wire::response::NotReached;

/// Milliseconds after which a request that changes nothing is aborted. The gateway gives up earlier, and says so.
const TIMEOUT: u32 = 40_000;

/// The request certainly did not leave.
const NOT_SENT: NotReached = NotReached { sent: false };
/// The browser does not say at which point it failed, so the request may have left.
const MAYBE_SENT: NotReached = NotReached { sent: true };

/// Sends a request to a vendor through the gateway.
///
/// # Errors
/// No reply came. A call that changes something is never aborted: its reply may be the only copy of a key.
/// The demo sends nothing at all.
pub async fn send(request: &PageRequest) -> Result<Reply, NotReached> {
    if demo_mode::is_demo() {
        return Err(NOT_SENT);
    }
    // Not `RequestBuilder::header`, which panics on a value that the browser refuses.
    let headers = web_sys::Headers::new().map_err(|_| NOT_SENT)?;
    for (name, value) in &request.headers {
        headers.set(name, value).map_err(|_| NOT_SENT)?;
    }
    let method = match request.method {
        http::Method::Get => Method::GET,
        http::Method::Post => Method::POST,
        http::Method::Delete => Method::DELETE,
    };
    exchange(method, &request.path, Headers::from_raw(headers), !request.changes).await
}

/// Asks the page's own server for something that is no secret.
///
/// # Errors
/// No reply came.
pub async fn get(path: &str) -> Result<Reply, NotReached> {
    exchange(Method::GET, path, Headers::new(), true).await
}

async fn exchange(
    method: Method,
    path: &str,
    headers: Headers,
    abort_in_time: bool,
) -> Result<Reply, NotReached> {
    let signal = abort_in_time.then(|| AbortSignal::timeout_with_u32(TIMEOUT));
    let request = Request::get(path)
        .method(method)
        .headers(headers)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(signal.as_ref())
        .build()
        .map_err(|_| NOT_SENT)?;
    let response = request.send().await.map_err(|_| MAYBE_SENT)?;
    let body = Zeroizing::new(response.binary().await.map_err(|_| MAYBE_SENT)?);
    Ok(Reply { status: response.status(), headers: response.headers().entries().collect(), body })
}

/// Fetches a file of the panel itself, which the browser checks against its hash.
///
/// # Errors
/// It did not arrive, or is another one.
pub(super) async fn get_checked(path: &str, integrity: &str) -> Result<Vec<u8>, gloo_net::Error> {
    Request::get(path).integrity(integrity).send().await?.binary().await
}
