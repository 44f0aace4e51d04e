//! The routes and their middleware.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get};

use crate::app_state::AppState;
use crate::error_response::ErrorResponse;
use crate::forward::handler::forward;
use crate::http_date::http_date;
use crate::page::config_json::config_json;
use crate::page::register_json::register_json;
use crate::page::security_headers::add_security_headers;
use crate::page::static_files::serve_page;
use crate::request_checks;
use crate::sandbox;

pub(crate) fn router(state: Arc<AppState>) -> Router {
    let mut pages = Router::new()
        .route("/config.json", get(config_json))
        .route("/register.json", get(register_json))
        .fallback(serve_page);
    if state.sandbox().is_ok() {
        pages = pages.merge(sandbox::routes::router());
    }
    let pages = pages.layer(from_fn_with_state(Arc::clone(&state), set_security_headers));
    Router::new()
        .route("/vendor", any(forward))
        .route("/vendor/", any(forward))
        .route("/vendor/{*rest}", any(forward))
        .merge(pages)
        .layer(from_fn_with_state(Arc::clone(&state), check_host))
        // Health checks come by IP address, and there is nothing to protect.
        .route("/healthz", get(async || "ok"))
        .layer(from_fn_with_state(Arc::clone(&state), set_date))
        .with_state(state)
}

async fn set_security_headers(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    add_security_headers(response.headers_mut(), state.config.public_https, state.page().is_hashed());
    response
}

async fn check_host(
    State(state): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Result<Response, ErrorResponse> {
    request_checks::check_host(request.headers(), request.uri(), &state.config.hosts)?;
    Ok(next.run(request).await)
}

/// Dates responses by the sandbox's clock while it runs, so that moving that clock moves the panel's time.
async fn set_date(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    // After such a request the start of the next one is uncertain.
    let ends_here = request_checks::check_framing(request.headers()).is_err();
    let mut response = next.run(request).await;
    if ends_here {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Some(now) = state.sandbox_time()
        && let Ok(date) = HeaderValue::from_str(&http_date(now))
    {
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
    response
}
