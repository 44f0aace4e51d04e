//! Which handler answers which path.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get};

use crate::app_state::Gateway;
use crate::error_response::Answers as _;
use crate::forward::handler::forward;
use crate::http_date::http_date;
use crate::page::config_json::config_json;
use crate::page::register_json::register_json;
use crate::page::security_headers::confine;
use crate::page::static_files::page;
use crate::request_checks;
use crate::sandbox;

pub(crate) fn router(gateway: Arc<Gateway>) -> Router {
    let mut own = Router::new()
        .route("/config.json", get(config_json))
        .route("/register.json", get(register_json))
        .fallback(page);
    if gateway.sandbox.is_some() {
        own = own.merge(sandbox::routes::router());
    }
    let own = own.layer(from_fn_with_state(Arc::clone(&gateway), confined));
    Router::new()
        .route("/vendor", any(forward))
        .route("/vendor/", any(forward))
        .route("/vendor/{*rest}", any(forward))
        .merge(own)
        .layer(from_fn_with_state(Arc::clone(&gateway), by_known_name))
        // Health checks come by address, and there is nothing to protect.
        .route("/healthz", get(async || "ok"))
        .layer(from_fn_with_state(Arc::clone(&gateway), dated))
        .with_state(gateway)
}

async fn confined(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    confine(response.headers_mut(), gateway.config.public_https, gateway.page().is_hashed());
    response
}

async fn by_known_name(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    match request_checks::known_host(request.headers(), request.uri(), &gateway.config.hosts) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// While the sandbox runs its clock is the time everywhere, so that moving it moves the panel's idea of now.
async fn dated(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    // Where the next request begins after such a one is not for certain.
    let ends_here = request_checks::plain_framing(request.headers()).is_err();
    let mut response = next.run(request).await;
    if ends_here {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Some(now) = gateway.sandbox_now()
        && let Ok(date) = HeaderValue::from_str(&http_date(now))
    {
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
    response
}
