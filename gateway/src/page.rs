//! The built page: files from one folder, precompressed where the browser takes it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::gateway::Gateway;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const CHECK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");
const INDEX: &str = "/index.html";

/// A file of the page. Paths without an extension are the panel's own routes and get `index.html`.
pub(crate) async fn page(State(gateway): State<Arc<Gateway>>, mut request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n");
    }
    let Some(file) = file_for(request.uri().path()) else {
        return plain(StatusCode::NOT_FOUND, "There is no such page.\n");
    };
    let Ok(uri) = file.parse::<Uri>() else {
        return plain(StatusCode::NOT_FOUND, "There is no such page.\n");
    };
    *request.uri_mut() = uri;
    let files = ServeDir::new(&gateway.config.page)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let Ok(found) = files.oneshot(request).await;
    if found.status() == StatusCode::NOT_FOUND {
        return if file == INDEX {
            not_built()
        } else {
            plain(StatusCode::NOT_FOUND, "There is no such file.\n")
        };
    }
    let mut response = found.map(Body::new);
    let lifetime = if is_hashed(&file) { FOREVER } else { CHECK_EACH_TIME };
    response.headers_mut().insert(header::CACHE_CONTROL, lifetime);
    response
}

/// Only plain names: what needs decoding or normalising is no file of the page.
fn file_for(path: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    let odd = path.contains("//") || path.split('/').any(|part| part.starts_with('.'));
    let reserved = path == "/vendor" || path.starts_with("/vendor/") || path.starts_with("/sandbox/");
    if odd || reserved || !path.chars().all(plain) {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    Some(if name.contains('.') { path } else { INDEX }.to_owned())
}

/// Trunk puts a hash of 16 hexadecimal digits behind the last hyphen of the names it may keep forever.
fn is_hashed(file: &str) -> bool {
    file.rsplit_once('-').is_some_and(|(_, rest)| {
        let hash = rest.split(['.', '_']).next().unwrap_or_default();
        hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

fn not_built() -> Response {
    plain(
        StatusCode::SERVICE_UNAVAILABLE,
        "The gateway runs, but the panel has not been built yet, or --page names another folder.\n\
         Run `cargo xtask build`, then reload this page.\n",
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
    fn only_trunks_hashed_names_live_forever() {
        for (file, hashed) in [
            ("/keyturn-0123456789abcdef.js", true),
            ("/keyturn-0123456789abcdef_bg.wasm", true),
            ("/index.html", false),
            ("/boot.js", false),
            ("/key-turn.js", false),
            ("/a-0123456789abcdeg.js", false),
        ] {
            assert_eq!(is_hashed(file), hashed, "{file}");
        }
    }

    #[test]
    fn odd_paths_are_no_files() {
        for path in
            ["/../x.js", "//x.js", "/%2e%2e/x.js", "/.git/config", "/a/.env", "/x.js%00", "/vendor/x.js"]
        {
            assert_eq!(file_for(path), None, "{path}");
        }
        assert_eq!(file_for("/keys/one").as_deref(), Some(INDEX));
        assert_eq!(file_for("/").as_deref(), Some(INDEX));
        assert_eq!(file_for("/a.css").as_deref(), Some("/a.css"));
    }
}
