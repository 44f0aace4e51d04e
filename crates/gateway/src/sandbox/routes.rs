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

use crate::app_state::AppState;
use crate::error_response::{Answers as _, OwnError};
use crate::request_checks;
use crate::sandbox::control_page::render;
use crate::sandbox::form::parse_form;
use crate::sandbox::host::SandboxHost;

const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                              base-uri 'none'; frame-ancestors 'none'";

/// For the whole of an order to arrive.
const TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) fn router() -> Router<Arc<AppState>> {
    Router::new()
        .route("/sandbox/", get(page))
        .route("/sandbox/control.css", get(style))
        .route("/sandbox/state", get(state))
        .route("/sandbox/keys", get(keys))
        .route("/sandbox/order", post(command))
        .route("/sandbox/form", post(form))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(from_fn(require_same_origin))
}

/// Another site's page must not steer the sandbox. Programs that send no browser headers may.
async fn require_same_origin(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let by_browser = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    let refused = request.method() == axum::http::Method::POST && by_browser;
    if refused && request_checks::check_same_origin(headers, false).is_err() {
        return OwnError::CrossSite.into_response();
    }
    // A body that never comes would hold its connection, which is not cut while it is answered.
    tokio::time::timeout(TIMEOUT, next.run(request)).await.unwrap_or_else(|_| {
        error_response(StatusCode::REQUEST_TIMEOUT, "The order did not arrive whole in time.")
    })
}

async fn page(State(state): State<Arc<AppState>>) -> Response {
    match &state.sandbox {
        Some(host) => (html_headers(), render(&host.snapshot()).into_string()).into_response(),
        None => OwnError::NoRoute.into_response(),
    }
}

async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("control_page.css")).into_response()
}

async fn state(State(state): State<Arc<AppState>>) -> Response {
    state
        .sandbox
        .as_ref()
        .map_or_else(|| OwnError::NoRoute.into_response(), |host| json_response(&host.snapshot()))
}

#[derive(Serialize)]
struct PublicKey<'a> {
    connection: &'a str,
    kind: Kind,
    text: &'a str,
    what: &'a str,
}

async fn keys(State(state): State<Arc<AppState>>) -> Response {
    let Some(host) = &state.sandbox else { return OwnError::NoRoute.into_response() };
    let keys = host.starter_keys();
    let connection = |vendor: Vendor| {
        let mut connections = state.connections.iter().map(|connection| &connection.config);
        connections
            .find(|one| one.vendor == vendor && one.base_url.is_none())
            .map_or("", |one| one.id.as_str())
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
    json_response(&keys)
}

async fn command(State(state): State<Arc<AppState>>, body: Bytes) -> Response {
    apply_command(&state, serde_json::from_slice(&body), |host| json_response(&host.snapshot()))
}

async fn form(State(state): State<Arc<AppState>>, body: Bytes) -> Response {
    let back = |_: &SandboxHost| (StatusCode::SEE_OTHER, [(header::LOCATION, "/sandbox/")]).into_response();
    apply_command(&state, parse_form(&body), back)
}

fn apply_command(
    state: &AppState,
    command: Result<Command, serde_json::Error>,
    done: impl FnOnce(&SandboxHost) -> Response,
) -> Response {
    let Some(host) = &state.sandbox else { return OwnError::NoRoute.into_response() };
    let command = match command {
        Ok(command) => command,
        Err(error) => return error_response(StatusCode::BAD_REQUEST, &format!("This is no order: {error}.")),
    };
    if !host.apply(command) {
        return error_response(
            StatusCode::NOT_FOUND,
            "The order names a key or a product that there is none of.",
        );
    }
    done(host)
}

fn error_response(status: StatusCode, message: &str) -> Response {
    let mut response = json_response(&json!({ "error": { "origin": "sandbox", "message": message } }));
    *response.status_mut() = status;
    response
}

fn json_response(value: &impl Serialize) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, serde_json::to_string(value).unwrap_or_default()).into_response()
}

fn html_headers() -> HeaderMap {
    [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("content-security-policy"), CONTENT_POLICY),
    ]
    .into_iter()
    .map(|(name, value)| (name, axum::http::HeaderValue::from_static(value)))
    .collect()
}
