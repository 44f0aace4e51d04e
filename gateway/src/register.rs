//! `GET /register.json`: what support staff may know of the keys. It is read anew each time, so that replacing the file
//! is enough; a file that is no register, or not as it was written, is not given out.

use std::path::Path;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use keyturn::wire::register::{LARGEST, read_register};
use tokio::fs;

use crate::gateway::Gateway;

pub(crate) async fn register_json(State(gateway): State<Arc<Gateway>>) -> Response {
    let Some(file) = &gateway.config.register else {
        return plain(StatusCode::NOT_FOUND, "No register is configured here.\n");
    };
    match read(file).await {
        Some(text) if read_register(&text).is_ok() => {
            let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
            (headers, text).into_response()
        }
        _ => plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "The file that `register` names in the configuration is missing, or is no register of Keyturn as it was \
             written. Export it anew from the panel's Look up page.\n",
        ),
    }
}

/// A file that is too large to be a register is not read.
async fn read(file: &Path) -> Option<Vec<u8>> {
    let size = fs::metadata(file).await.ok()?.len();
    if size > LARGEST as u64 { None } else { fs::read(file).await.ok() }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, text).into_response()
}
