//! `/vendor/<connection>/…`: admits a request, carries it to its end, writes the one line about it.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use keyturn_wire::http::Reply;

use crate::app_state::Gateway;
use crate::error_response::{Answers as _, OwnError};
use crate::forward::reply;
use crate::forward::request_policy::{Admission, Admitted, Facts, admit};
use crate::log::Line;

pub(crate) async fn forward(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let started = Instant::now();
    let mut facts = Facts::default();
    match admit(&gateway, request, &mut facts).await {
        Err(refusal) => {
            note(&gateway, &facts, about(refusal), started);
            refused(refusal)
        }
        Ok(Admission::Parked { wanted, otherwise }) => match gateway.parked.wait(&wanted).await {
            Some(sealed) => {
                note(&gateway, &facts, (200, "parked"), started);
                reply::parked(sealed)
            }
            None => {
                note(&gateway, &facts, about(otherwise), started);
                otherwise.into_response()
            }
        },
        Ok(Admission::Call(admitted)) => {
            // The exchange is a task of its own: hyper drops this handler when the browser goes away, and
            // a call that changes something must be carried to its end all the same.
            let tracker = gateway.exchanges.clone();
            let task = tracker.spawn(async move {
                let (reply, about) = carry(&gateway, *admitted).await;
                note(&gateway, &facts, about, started);
                reply
            });
            reply::into_response(task.await.unwrap_or_else(|_| OwnError::ReplyLost.reply()))
        }
    }
}

/// Carries the call to its end and parks what came of it, whatever that is, if the page asked for it.
async fn carry(gateway: &Gateway, admitted: Admitted) -> (Reply, (u16, &'static str)) {
    let Admitted { call, place, slot, once } = admitted;
    let row = call.row;
    let answer = tokio::select! {
        answer = gateway.upstream.exchange(call) => answer,
        () = gateway.halt.cancelled() => Err(OwnError::Stopped.into()),
    };
    drop(place);
    let left = answer.as_ref().map_or_else(|failure| failure.may_have_left, |_| true);
    let passed = answer.map_err(|failure| failure.error).and_then(|answer| reply::for_page(row, answer));
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
    // Only now: a repeat finds the parked reply before it could find its id unused.
    if let Some(once) = once.filter(|_| !left) {
        gateway.used.give_back(once);
    }
    (reply, about)
}

/// After an oversized or ambiguous request nobody knows where the next one begins.
fn refused(refusal: OwnError) -> Response {
    let mut response = refusal.into_response();
    if matches!(refusal, OwnError::BodyTooLarge | OwnError::BadRequest) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn about(error: OwnError) -> (u16, &'static str) {
    let about = keyturn_wire::own_error::about(error);
    (about.status, about.code)
}

fn note(gateway: &Gateway, facts: &Facts, (status, answer): (u16, &'static str), started: Instant) {
    gateway.config.log.exchange(&Line {
        connection: facts.connection.as_deref(),
        route: facts.asked.as_ref().map(|(route, _)| route.as_str()),
        method: facts.asked.as_ref().map_or("-", |(_, method)| method),
        status,
        answer,
        took: started.elapsed(),
        once: facts.once,
    });
}
