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
use keyturn_sandbox::{Command, Kind, StarterKey};
use serde::Serialize;
use serde_json::json;

use crate::app_state::AppState;
use crate::config::Connection;
use crate::error_response::{ErrorResponse, GatewayError};
use crate::request_checks;
use crate::responses::json_response;
use crate::sandbox::control_page::render;
use crate::sandbox::form::parse_form;
use crate::sandbox::host::SandboxHost;

const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                              base-uri 'none'; frame-ancestors 'none'";

/// For a whole command to arrive.
const TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) fn router() -> Router<Arc<AppState>> {
    Router::new()
        .route("/sandbox/", get(page))
        .route("/sandbox/control.css", get(style))
        .route("/sandbox/state", get(snapshot))
        .route("/sandbox/keys", get(keys))
        .route("/sandbox/order", post(command))
        .route("/sandbox/form", post(form))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(from_fn(require_same_origin))
}

/// Another site's page must not steer the sandbox. Programs that send no browser headers may.
async fn require_same_origin(request: Request, next: Next) -> Result<Response, CommandError> {
    let headers = request.headers();
    let by_browser = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    if request.method() == axum::http::Method::POST && by_browser {
        request_checks::check_same_origin(headers, false).map_err(CommandError::Gateway)?;
    }
    // A body that never arrives would hold its connection, which is not closed while it is being answered.
    tokio::time::timeout(TIMEOUT, next.run(request)).await.map_err(|_| CommandError::TimedOut)
}

async fn page(State(state): State<Arc<AppState>>) -> Result<Response, ErrorResponse> {
    let page = render(&state.sandbox()?.snapshot());
    Ok((html_headers(), page.into_string()).into_response())
}

async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("control_page.css")).into_response()
}

async fn snapshot(State(state): State<Arc<AppState>>) -> Result<Response, ErrorResponse> {
    Ok(json_response(&state.sandbox()?.snapshot()))
}

#[derive(Serialize)]
struct PublicKey<'a> {
    connection: &'a str,
    kind: Kind,
    text: String,
    what: String,
}

async fn keys(State(state): State<Arc<AppState>>) -> Result<Response, ErrorResponse> {
    let keys = state.sandbox()?.starter_keys();
    let connection_id = |vendor: Vendor| {
        let mut connections = state.connections.iter().map(|connection| &connection.config);
        let of_vendor = |one: &&Connection| one.vendor == vendor && one.base_url.is_none();
        connections.find(of_vendor).map_or("", |one| one.id.as_str())
    };
    let public = |key: &StarterKey| PublicKey {
        connection: connection_id(key.vendor),
        kind: key.kind,
        text: key.text.clone(),
        what: key.what.clone(),
    };
    Ok(json_response(&keys.iter().map(public).collect::<Vec<_>>()))
}

async fn command(State(state): State<Arc<AppState>>, body: Bytes) -> Result<Response, CommandError> {
    let host = apply(&state, serde_json::from_slice(&body)?)?;
    Ok(json_response(&host.snapshot()))
}

async fn form(State(state): State<Arc<AppState>>, body: Bytes) -> Result<Response, CommandError> {
    apply(&state, parse_form(&body)?)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/sandbox/")]).into_response())
}

fn apply(state: &AppState, command: Command) -> Result<&SandboxHost, CommandError> {
    let host = state.sandbox().map_err(CommandError::Gateway)?;
    if host.apply(command) { Ok(host) } else { Err(CommandError::NotFound) }
}

/// Why a command was not carried out.
enum CommandError {
    Gateway(GatewayError),
    Malformed(serde_json::Error),
    /// It names a key or a product that does not exist.
    NotFound,
    TimedOut,
}

impl From<serde_json::Error> for CommandError {
    fn from(error: serde_json::Error) -> Self {
        Self::Malformed(error)
    }
}

impl IntoResponse for CommandError {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::Gateway(error) => return ErrorResponse(error).into_response(),
            Self::Malformed(error) => (StatusCode::BAD_REQUEST, format!("This is no order: {error}.")),
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "The order names a key or a product that there is none of.".to_owned(),
            ),
            Self::TimedOut => {
                (StatusCode::REQUEST_TIMEOUT, "The order did not arrive whole in time.".to_owned())
            }
        };
        let body = json_response(&json!({ "error": { "origin": "sandbox", "message": message } }));
        (status, body).into_response()
    }
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
