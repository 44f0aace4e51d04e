//! The built page: its files as they were at start, compressed where the browser takes it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app_state::Gateway;
use crate::page::accept_encoding::Accepts;
use crate::page::files::{Form, INDEX, PageFile};

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const CHECK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");
/// The index names the files of one build. One that was kept would ask for files of a build that is gone.
const NEVER_KEPT: HeaderValue = HeaderValue::from_static("no-store");

/// A file of the page. Paths without an extension are the panel's own routes and get `index.html`.
pub(crate) async fn page(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n");
    }
    let Some(path) = file_for(request.uri().path()) else {
        return plain(StatusCode::NOT_FOUND, "There is no such page.\n");
    };
    match gateway.page().get(path) {
        Some(file) => answer(file, path == INDEX, request.headers()),
        None if path == INDEX => not_built(),
        None => plain(StatusCode::NOT_FOUND, "There is no such file.\n"),
    }
}

fn answer(file: &PageFile, is_index: bool, asked: &HeaderMap) -> Response {
    let (form, coding) = chosen(file, Accepts::read(asked));
    let mut response = Response::new(Body::from(form.bytes.clone()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    if file.brotli.is_some() || file.gzip.is_some() {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if is_index {
        headers.insert(header::CACHE_CONTROL, NEVER_KEPT);
        return response;
    }
    headers.insert(header::CACHE_CONTROL, if file.hashed { FOREVER } else { CHECK_EACH_TIME });
    if let Ok(tag) = HeaderValue::from_str(&form.tag) {
        headers.insert(header::ETAG, tag);
    }
    if is_known(asked, &form.tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_ENCODING);
    }
    response
}

fn chosen(file: &PageFile, accepts: Accepts) -> (&Form, Option<&'static str>) {
    match (&file.brotli, &file.gzip) {
        (Some(form), _) if accepts.brotli => (form, Some("br")),
        (_, Some(form)) if accepts.gzip => (form, Some("gzip")),
        _ => (&file.plain, None),
    }
}

/// Whether the browser says that it has this very form.
fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let values = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// Only plain names: what needs decoding or normalising is no file of the page.
fn file_for(path: &str) -> Option<&str> {
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
    plain(
        StatusCode::SERVICE_UNAVAILABLE,
        "The gateway runs, but when it started there was no built panel in its page folder: it has not been built yet, or \
         --page names another folder.\nRun `cargo xtask build`, then start the gateway again, or send it SIGUSR1.\n",
    )
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_paths_are_no_files() {
        for path in
            ["/../x.js", "//x.js", "/%2e%2e/x.js", "/.git/config", "/a/.env", "/x.js%00", "/vendor/x.js"]
        {
            assert_eq!(file_for(path), None, "{path}");
        }
        assert_eq!(file_for("/keys/one"), Some(INDEX));
        assert_eq!(file_for("/"), Some(INDEX));
        assert_eq!(file_for("/a.css"), Some("/a.css"));
    }
}
