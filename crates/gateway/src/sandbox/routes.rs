//! `/sandbox/…`: steers the simulated vendors. It exists only while they run.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{Command, Kind};
use serde::Serialize;
use serde_json::json;

use crate::app_state::Gateway;
use crate::error_response::{Answers as _, OwnError};
use crate::request_checks;
use crate::sandbox::control_page::render;
use crate::sandbox::form::order_from_form;
use crate::sandbox::host::SandboxHost;

const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                              base-uri 'none'; frame-ancestors 'none'";

/// For the whole of an order to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) fn router() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/sandbox/", get(page))
        .route("/sandbox/control.css", get(style))
        .route("/sandbox/state", get(state))
        .route("/sandbox/keys", get(keys))
        .route("/sandbox/order", post(order))
        .route("/sandbox/form", post(form))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(from_fn(from_here))
}

/// Another site's page must not steer the sandbox. Programs that send no browser headers may.
async fn from_here(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let by_browser = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    let refused = request.method() == axum::http::Method::POST && by_browser;
    if refused && request_checks::same_origin(headers, false).is_err() {
        return OwnError::CrossSite.into_response();
    }
    // A body that never comes would hold its connection, which is not cut while it is answered.
    tokio::time::timeout(PATIENCE, next.run(request))
        .await
        .unwrap_or_else(|_| refuse(StatusCode::REQUEST_TIMEOUT, "The order did not arrive whole in time."))
}

async fn page(State(gateway): State<Arc<Gateway>>) -> Response {
    match &gateway.sandbox {
        Some(host) => (html(), render(&host.view())).into_response(),
        None => OwnError::NoRoute.into_response(),
    }
}

async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("control_page.css")).into_response()
}

async fn state(State(gateway): State<Arc<Gateway>>) -> Response {
    gateway.sandbox.as_ref().map_or_else(|| OwnError::NoRoute.into_response(), |host| as_json(&host.view()))
}

#[derive(Serialize)]
struct PublicKey<'a> {
    connection: &'a str,
    kind: Kind,
    text: &'a str,
    what: &'a str,
}

async fn keys(State(gateway): State<Arc<Gateway>>) -> Response {
    let Some(host) = &gateway.sandbox else { return OwnError::NoRoute.into_response() };
    let keys = host.starter_keys();
    let connection = |vendor: Vendor| {
        let mut lines = gateway.lines.iter().map(|line| &line.connection);
        lines.find(|one| one.vendor == vendor && one.base_url.is_none()).map_or("", |one| one.id.as_str())
    };
    let keys: Vec<_> = keys
        .iter()
        .map(|key| PublicKey {
            connection: connection(key.vendor),
            kind: key.kind,
            text: &key.text,
            what: &key.what,
        })
        .collect();
    as_json(&keys)
}

async fn order(State(gateway): State<Arc<Gateway>>, body: Bytes) -> Response {
    obey(&gateway, serde_json::from_slice(&body), |host| as_json(&host.view()))
}

async fn form(State(gateway): State<Arc<Gateway>>, body: Bytes) -> Response {
    let back = |_: &SandboxHost| (StatusCode::SEE_OTHER, [(header::LOCATION, "/sandbox/")]).into_response();
    obey(&gateway, order_from_form(&body), back)
}

fn obey(
    gateway: &Gateway,
    order: Result<Command, serde_json::Error>,
    done: impl FnOnce(&SandboxHost) -> Response,
) -> Response {
    let Some(host) = &gateway.sandbox else { return OwnError::NoRoute.into_response() };
    let order = match order {
        Ok(order) => order,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &format!("This is no order: {error}.")),
    };
    if !host.order(order) {
        return refuse(StatusCode::NOT_FOUND, "The order names a key or a product that there is none of.");
    }
    done(host)
}

fn refuse(status: StatusCode, message: &str) -> Response {
    let mut response = as_json(&json!({ "error": { "origin": "sandbox", "message": message } }));
    *response.status_mut() = status;
    response
}

fn as_json(value: &impl Serialize) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, serde_json::to_string(value).unwrap_or_default()).into_response()
}

fn html() -> HeaderMap {
    [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("content-security-policy"), CONTENT_POLICY),
    ]
    .into_iter()
    .map(|(name, value)| (name, axum::http::HeaderValue::from_static(value)))
    .collect()
}
