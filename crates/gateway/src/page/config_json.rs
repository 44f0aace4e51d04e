//! `GET /config.json`: the connections, for the page. The gateway holds no secret that this could reveal.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::app_state::AppState;
use crate::config::{Connection, deactivate_form_id};
use crate::responses::json_response;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Public<'a> {
    connections: Vec<PublicConnection<'a>>,
    parked_replies: bool,
    register: bool,
    sandbox: Option<PublicSandbox>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PublicConnection<'a> {
    id: &'a str,
    vendor: &'static str,
    environment: &'static str,
    label: &'a str,
    path: String,
    deactivate: &'static str,
    request_log: bool,
    root: &'static str,
}

#[derive(Serialize)]
struct PublicSandbox {
    control: &'static str,
    keys: &'static str,
}

impl<'a> PublicConnection<'a> {
    fn of(connection: &'a Connection) -> Self {
        Self {
            id: &connection.id,
            vendor: connection.vendor.id(),
            environment: connection.environment.id(),
            label: &connection.label,
            path: format!("/vendor/{}", connection.id),
            deactivate: deactivate_form_id(connection.deactivate),
            request_log: connection.request_log,
            root: connection.root.id(),
        }
    }
}

pub(crate) async fn config_json(State(state): State<Arc<AppState>>) -> Response {
    let public = Public {
        connections: state
            .connections
            .iter()
            .map(|connection| PublicConnection::of(&connection.config))
            .collect(),
        parked_replies: state.config.limits.parked_replies > 0,
        register: state.config.register.is_some(),
        sandbox: state.sandbox().ok().map(|_| PublicSandbox { control: "/sandbox/", keys: "/sandbox/keys" }),
    };
    json_response(&public)
}
