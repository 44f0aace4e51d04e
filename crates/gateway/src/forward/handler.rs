//! `/vendor/<connection>/…`: checks a request, forwards it, and logs the exchange.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use keyturn_wire::http::Reply;

use crate::app_state::AppState;
use crate::error_response::{ErrorResponse, GatewayError};
use crate::forward::reply;
use crate::forward::request_policy::{Decision, LogFields, PermittedCall, check_request};
use crate::log::Exchange;

pub(crate) async fn forward(State(state): State<Arc<AppState>>, request: Request) -> Response {
    let started = Instant::now();
    let mut fields = LogFields::default();
    match check_request(&state, request, &mut fields).await {
        Err(refusal) => {
            log_exchange(&fields, about(refusal), started);
            refuse(refusal)
        }
        Ok(Decision::Parked { query, otherwise }) => match state.parked_replies.wait_for(&query).await {
            Some(sealed) => {
                log_exchange(&fields, (200, "parked"), started);
                reply::parked_response(sealed)
            }
            None => {
                log_exchange(&fields, about(otherwise), started);
                ErrorResponse(otherwise).into_response()
            }
        },
        Ok(Decision::Call(permitted)) => {
            // The exchange is a task of its own: hyper drops this handler when the browser goes away, and
            // a call that changes something must be carried to its end all the same.
            let tracker = state.exchanges.clone();
            let task = tracker.spawn(async move {
                let (reply, about) = run_exchange(&state, *permitted).await;
                log_exchange(&fields, about, started);
                reply
            });
            reply::to_response(task.await.unwrap_or_else(|_| GatewayError::ReplyLost.reply()))
        }
    }
}

/// Sends the call, waits for its reply, and parks the outcome, error or not, if the page asked for that.
async fn run_exchange(state: &AppState, permitted: PermittedCall) -> (Reply, (u16, &'static str)) {
    let PermittedCall { call, permit, slot, request_id } = permitted;
    let row = call.row;
    let answer = tokio::select! {
        answer = state.upstream.exchange(call) => answer,
        () = state.cancel_exchanges.cancelled() => Err(GatewayError::Stopped.into()),
    };
    drop(permit);
    let left = answer.as_ref().map_or_else(|failure| failure.may_have_been_sent, |_| true);
    let passed =
        answer.map_err(|failure| failure.error).and_then(|answer| reply::reply_for_page(row, answer));
    let (reply, about) = match passed {
        Ok(reply) => {
            let about = (reply.status, "vendor");
            (reply, about)
        }
        Err(error) => (error.reply(), about(error)),
    };
    if let Some(slot) = slot {
        slot.fill(&reply);
    }
    // After parking, so that a repeat finds the parked reply before it can find its id unused.
    if let Some(request_id) = request_id.filter(|_| !left) {
        state.used_ids.release(request_id);
    }
    (reply, about)
}

/// Closes the connection after an oversized or ambiguous request, since the start of the next one is uncertain.
fn refuse(error: GatewayError) -> Response {
    let mut response = ErrorResponse(error).into_response();
    if matches!(error, GatewayError::BodyTooLarge | GatewayError::BadRequest) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn about(error: GatewayError) -> (u16, &'static str) {
    let about = keyturn_wire::gateway_error::about(error);
    (about.status, about.code)
}

fn log_exchange(fields: &LogFields, (status, answer): (u16, &'static str), started: Instant) {
    let call = fields.call_name.as_ref();
    let exchange = Exchange {
        connection: fields.connection.as_deref(),
        route: call.map(|(route, _)| route.as_str()),
        method: call.map_or("-", |(_, method)| method),
        status,
        answer,
        took: started.elapsed(),
        request_id: fields.request_id,
    };
    exchange.log();
}
