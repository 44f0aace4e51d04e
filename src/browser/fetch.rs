//! The one place that sends anything. Same origin only, nothing cached, no redirect followed, no referrer told.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect, Response,
};
use zeroize::Zeroizing;

use super::realm;
use keyturn_wire::http::{Method, Reply};
use keyturn_wire::read::NotReached;
use keyturn_wire::request::PageRequest;

/// Milliseconds after which a question is given up. The forwarder gives up first, and says so.
const PATIENCE: u32 = 40_000;

/// Sends a request to a vendor, by way of the proxy.
///
/// # Errors
/// No answer came. A call that changes something is never given up: its answer may be the only copy of a key.
/// From the demo nothing is sent at all.
pub async fn send(request: &PageRequest) -> Result<Reply, NotReached> {
    if realm::is_demo() {
        return Err(NotReached { sent: false });
    }
    let headers = Headers::new().map_err(unsent)?;
    for (name, value) in &request.headers {
        headers.set(name, value).map_err(unsent)?;
    }
    exchange(request.method, &request.path, &headers, !request.changes).await
}

/// Asks the page's own server for something that is no secret.
///
/// # Errors
/// No answer came.
pub async fn get(path: &str) -> Result<Reply, NotReached> {
    exchange(Method::Get, path, &Headers::new().map_err(unsent)?, true).await
}

fn unsent(_: JsValue) -> NotReached {
    NotReached { sent: false }
}

/// The browser does not say at which point it failed, so the request may have left.
fn lost(_: JsValue) -> NotReached {
    NotReached { sent: true }
}

async fn exchange(method: Method, path: &str, headers: &Headers, give_up: bool) -> Result<Reply, NotReached> {
    let options = RequestInit::new();
    options.set_method(method.as_str());
    options.set_headers_headers(headers);
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::SameOrigin);
    options.set_redirect(RequestRedirect::Error);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    if give_up {
        options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    }
    let request = Request::new_with_str_and_init(path, &options).map_err(unsent)?;
    let window = web_sys::window().ok_or(NotReached { sent: false })?;
    let response = JsFuture::from(window.fetch_with_request(&request)).await.map_err(lost)?;
    let response: Response = response.dyn_into().map_err(lost)?;
    let body = JsFuture::from(response.array_buffer().map_err(lost)?).await.map_err(lost)?;
    let body = Zeroizing::new(Uint8Array::new(&body).to_vec());
    Ok(Reply { status: response.status(), headers: all(&response.headers()), body })
}

/// The browser gives header names in lower case.
fn all(headers: &Headers) -> Vec<(String, String)> {
    let pair = |pair: JsValue| {
        let pair = Array::from(&pair);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    headers.entries().into_iter().filter_map(|entry| pair(entry.ok()?)).collect()
}
