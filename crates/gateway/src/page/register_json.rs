//! `GET /register.json`: the register for support staff. The file is read for each request, so that it can simply be
//! replaced; one that is not a register, or was altered, is not served.

use std::path::Path;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use keyturn_wire::register::{LARGEST, RegisterFault, read_register};
use tokio::fs;

use crate::app_state::AppState;
use crate::responses::text_response;

/// What to tell the operator at start: that the register is served, or why not.
pub(crate) async fn describe(file: &Path) -> String {
    let name = file.display();
    let why = match read_file(file).await {
        Err(why) => why,
        Ok(text) => match read_register(&text) {
            Ok(read) => return format!("register: {name}, {} keys", read.register.keys.len()),
            Err(fault) => describe_fault(fault),
        },
    };
    format!(
        "register: {name} is not given out: {why}. Export it anew from the panel's Look up page and put it in its place; \
         no restart is needed."
    )
}

fn describe_fault(fault: RegisterFault) -> String {
    match fault {
        RegisterFault::Newer(version) => {
            format!("it is of version {version}, which this gateway does not read")
        }
        RegisterFault::Altered => "it is not as it was written".to_owned(),
        RegisterFault::Malformed(Some(entry)) => format!("its entry {entry} cannot be read"),
        RegisterFault::TooLarge => "it is too large to be a register".to_owned(),
        _ => "it is no register of Keyturn".to_owned(),
    }
}

pub(crate) async fn register_json(State(state): State<Arc<AppState>>) -> Response {
    let Some(file) = &state.config.register else {
        return text_response(StatusCode::NOT_FOUND, "No register is configured here.\n");
    };
    match read_file(file).await {
        Ok(text) if read_register(&text).is_ok() => {
            let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
            (headers, text).into_response()
        }
        _ => text_response(
            StatusCode::SERVICE_UNAVAILABLE,
            "The file that `register` names in the configuration is missing, or is no register of Keyturn as it was \
             written. Export it anew from the panel's Look up page.\n",
        ),
    }
}

/// The file, or why it cannot be read. A file that is too large is refused, and so is anything else than a file, since
/// reading a pipe might never end.
async fn read_file(file: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("it cannot be read ({error})");
    let found = fs::metadata(file).await.map_err(unreadable)?;
    if !found.is_file() {
        return Err("it is no file".to_owned());
    }
    if found.len() > LARGEST as u64 {
        return Err(describe_fault(RegisterFault::TooLarge));
    }
    fs::read(file).await.map_err(unreadable)
}
