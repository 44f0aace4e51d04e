//! Serves the built page's files, compressed if the browser accepts that.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use crate::app_state::AppState;
use crate::page::accept_encoding::AcceptEncoding;
use crate::page::files::{INDEX, PageFile, Representation};
use crate::responses::text_response;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
/// The index names the files of one build. A cached one would ask for files of a build that is gone.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// A file of the page. Paths without an extension are the panel's own routes and get `index.html`.
pub(crate) async fn serve_page(State(state): State<Arc<AppState>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return text_response(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n");
    }
    let Some(path) = resolve_path(request.uri().path()) else {
        return text_response(StatusCode::NOT_FOUND, "There is no such page.\n");
    };
    match state.page().get(path) {
        Some(file) => file_response(file, path == INDEX, request.headers()),
        None if path == INDEX => not_built(),
        None => text_response(StatusCode::NOT_FOUND, "There is no such file.\n"),
    }
}

fn file_response(file: &PageFile, is_index: bool, request_headers: &HeaderMap) -> Response {
    let (representation, coding) = select_representation(file, AcceptEncoding::parse(request_headers));
    let mut response = Response::new(Body::from(representation.bytes.clone()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    if file.brotli.is_some() || file.gzip.is_some() {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if is_index {
        headers.insert(header::CACHE_CONTROL, NO_STORE);
        return response;
    }
    headers.insert(header::CACHE_CONTROL, if file.hashed { IMMUTABLE } else { REVALIDATE });
    if let Ok(tag) = HeaderValue::from_str(&representation.etag) {
        headers.insert(header::ETAG, tag);
    }
    if etag_matches(request_headers, &representation.etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_ENCODING);
    }
    response
}

fn select_representation(
    file: &PageFile,
    accepts: AcceptEncoding,
) -> (&Representation, Option<&'static str>) {
    match (&file.brotli, &file.gzip) {
        (Some(representation), _) if accepts.brotli => (representation, Some("br")),
        (_, Some(representation)) if accepts.gzip => (representation, Some("gzip")),
        _ => (&file.plain, None),
    }
}

/// Whether the browser has this representation in its cache.
fn etag_matches(request_headers: &HeaderMap, tag: &str) -> bool {
    let values =
        request_headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The file for a path. Paths that need decoding or normalising are not files of the page.
fn resolve_path(path: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    let odd = path.contains("//") || path.split('/').any(|part| part.starts_with('.'));
    let reserved = path == "/vendor" || path.starts_with("/vendor/") || path.starts_with("/sandbox/");
    if odd || reserved || !path.chars().all(plain) {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    Some(if name.contains('.') { path } else { INDEX })
}

fn not_built() -> Response {
    text_response(
        StatusCode::SERVICE_UNAVAILABLE,
        "The gateway runs, but when it started there was no built panel in its page folder: it has not been built yet, or \
         --page names another folder.\nRun `cargo xtask build`, then start the gateway again, or send it SIGUSR1.\n",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_paths_are_no_files() {
        for path in
            ["/../x.js", "//x.js", "/%2e%2e/x.js", "/.git/config", "/a/.env", "/x.js%00", "/vendor/x.js"]
        {
            assert_eq!(resolve_path(path), None, "{path}");
        }
        assert_eq!(resolve_path("/keys/one"), Some(INDEX));
        assert_eq!(resolve_path("/"), Some(INDEX));
        assert_eq!(resolve_path("/a.css"), Some("/a.css"));
    }
}
