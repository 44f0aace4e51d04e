//! `/vendor/<connection>/…`: admits a request, carries it to its end, writes the one line about it.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::admit::{Admitted, Facts, admit};
use crate::gateway::Gateway;
use crate::log::Line;
use crate::own_error::OwnError;
use crate::reply;

pub(crate) async fn forward(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let started = Instant::now();
    let mut facts = Facts::default();
    match admit(&gateway, request, &mut facts).await {
        Err(refusal) => {
            let outcome = Err(refusal);
            note(&gateway, &facts, &outcome, started);
            finish(outcome)
        }
        Ok(admitted) => {
            // The exchange is a task of its own: hyper drops this handler when the browser goes away, and
            // a call that changes something must be carried to its end all the same.
            let tracker = gateway.exchanges.clone();
            let task = tracker.spawn(async move {
                let outcome = exchange(&gateway, admitted).await;
                note(&gateway, &facts, &outcome, started);
                outcome
            });
            finish(task.await.unwrap_or(Err(OwnError::ReplyLost)))
        }
    }
}

async fn exchange(gateway: &Gateway, admitted: Admitted) -> Result<Response, OwnError> {
    let row = admitted.call.row;
    let answer = gateway.upstream.exchange(admitted.call).await?;
    drop(admitted.place);
    reply::for_page(row, answer)
}

/// After an oversized or ambiguous request nobody knows where the next one begins.
fn finish(outcome: Result<Response, OwnError>) -> Response {
    match outcome {
        Ok(response) => response,
        Err(refusal) => {
            let mut response = refusal.into_response();
            if matches!(refusal, OwnError::BodyTooLarge | OwnError::BadRequest) {
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            response
        }
    }
}

fn note(gateway: &Gateway, facts: &Facts, outcome: &Result<Response, OwnError>, started: Instant) {
    gateway.config.log.exchange(&Line {
        connection: facts.connection.as_deref(),
        route: facts.row.map(|row| format!("{:?}", row.route)),
        method: facts.row.map_or("-", |row| row.method.as_str()),
        status: outcome.as_ref().map_or_else(|refusal| refusal.status(), Response::status).as_u16(),
        own_code: outcome.as_ref().err().map(|refusal| refusal.code()),
        took: started.elapsed(),
        once: facts.once,
    });
}
