//! Decides whether a request may go to a vendor, and builds the call from validated parts only.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::Body as _;
use keyturn_domain::product::DeactivateForm;
use keyturn_vault::parked::ReplyKey;
use keyturn_wire::http::Method;
use keyturn_wire::routes::{self, ONCE_HEADER, REPLY_KEY_HEADER, Route, Row, Unlisted};
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use crate::app_state::{AppState, ConnectionState};
use crate::config::{Connection, Limits};
use crate::error_response::GatewayError;
use crate::forward::credential;
use crate::forward::upstream::UpstreamRequest;
use crate::request_checks;
use crate::serve::activity::Activity;
use crate::serve::peer::Peer;
use crate::store::idempotency::Caller;
use crate::store::parked_replies::{ReplyQuery, ReplySlot};
use crate::store::reply_cache::CallOrigin;

/// What is known about a request so far, for the log.
#[derive(Default)]
pub(crate) struct LogFields {
    pub(crate) connection: Option<String>,
    /// The call and its method.
    pub(crate) call_name: Option<(String, &'static str)>,
    pub(crate) request_id: Option<Uuid>,
}

/// How an allowed request is answered.
pub(crate) enum Decision {
    Call(Box<PermittedCall>),
    /// With the parked reply of an earlier call, or with this error if there is none.
    Parked {
        query: ReplyQuery,
        otherwise: GatewayError,
    },
}

/// A call that may be sent, with its permit, and a slot for its reply if that is to be parked.
pub(crate) struct PermittedCall {
    pub(crate) call: UpstreamRequest,
    pub(crate) permit: OwnedSemaphorePermit,
    pub(crate) slot: Option<ReplySlot>,
    /// The one-time id that it claimed.
    pub(crate) request_id: Option<Uuid>,
}

pub(crate) async fn check_request(
    state: &AppState,
    request: Request,
    fields: &mut LogFields,
) -> Result<Decision, GatewayError> {
    let (parts, body) = request.into_parts();
    let peer = *parts.extensions.get::<Peer>().ok_or(GatewayError::BadRequest)?;
    let activity = parts.extensions.get::<Arc<Activity>>().ok_or(GatewayError::BadRequest)?;
    request_checks::check_framing(&parts.headers)?;
    request_checks::check_same_origin(&parts.headers, state.config.public_https)?;
    let (connection, path) = find_connection(state, parts.uri.path())?;
    fields.connection = Some(connection.config.id.clone());
    if let Some(request_id) = routes::parked_id(path) {
        check_plain_get(&parts)?;
        fields.call_name = Some(("Parked".to_owned(), Method::Get.as_str()));
        fields.request_id = Some(request_id);
        drain_body(body, &state.config.limits, activity).await?;
        let query = ReplyQuery { request_id, connection: connection.config.id.clone(), repeat: None };
        return Ok(Decision::Parked { query, otherwise: GatewayError::NotParked });
    }
    let (row, ids) = routes::find(connection.config.vendor, parts.method.as_str(), path).map_err(
        |unlisted| match unlisted {
            Unlisted::Path => GatewayError::NoRoute,
            Unlisted::Method => GatewayError::Method,
        },
    )?;
    fields.call_name = Some((format!("{:?}", row.route), row.method.as_str()));
    check_enabled(&connection.config, row)?;
    if parts.uri.query().is_some() {
        return Err(GatewayError::Query);
    }
    if row.changes {
        fields.request_id = Some(parse_request_id(&parts.headers)?);
    }
    let reply_key = if row.changes { parse_reply_key(&parts.headers)? } else { None };
    let credential = credential::to_vendor_header(&parts.headers, row.credential)?;
    let path = row.path_at_vendor(&ids, connection.config.root);
    let url = path.and_then(|path| connection.vendor_url(&path)).ok_or(GatewayError::NoRoute)?;
    drain_body(body, &state.config.limits, activity).await?;
    let call = UpstreamRequest { row, url, credential };
    let Some(request_id) = fields.request_id else {
        let permit = connection.rate_limit.acquire(Instant::now())?;
        return Ok(Decision::Call(Box::new(PermittedCall { call, permit, slot: None, request_id: None })));
    };
    let request = format!("{} {}", row.method.as_str(), parts.uri.path());
    let connection_id = connection.config.id.clone();
    let caller = Caller { connection: connection.index, peer };
    let begun = state.used_ids.claim(request_id, caller, state.config.clock.now(), || {
        if state.parked_replies.contains(request_id) {
            return Err(GatewayError::UsedRequestId);
        }
        let permit = connection.rate_limit.acquire(Instant::now())?;
        let origin = CallOrigin { connection: connection_id.clone(), request: request.clone() };
        Ok((permit, reply_key.map(|key| state.parked_replies.reserve(request_id, origin, key))))
    });
    match begun {
        Ok((permit, slot)) => {
            Ok(Decision::Call(Box::new(PermittedCall { call, permit, slot, request_id: Some(request_id) })))
        }
        Err(GatewayError::UsedRequestId) => Ok(Decision::Parked {
            query: ReplyQuery { request_id, connection: connection_id, repeat: Some(request) },
            otherwise: GatewayError::UsedRequestId,
        }),
        Err(refusal) => Err(refusal),
    }
}

fn check_plain_get(parts: &Parts) -> Result<(), GatewayError> {
    if parts.method != axum::http::Method::GET {
        return Err(GatewayError::Method);
    }
    if parts.uri.query().is_some() { Err(GatewayError::Query) } else { Ok(()) }
}

fn find_connection<'g, 'p>(
    state: &'g AppState,
    path: &'p str,
) -> Result<(&'g ConnectionState, &'p str), GatewayError> {
    let below = path.strip_prefix("/vendor/").ok_or(GatewayError::NoRoute)?;
    let slash = below.find('/').ok_or(GatewayError::NoRoute)?;
    let (id, rest) = below.split_at(slash);
    let connection = state
        .connections
        .iter()
        .find(|connection| connection.config.id == id)
        .ok_or(GatewayError::UnknownConnection)?;
    Ok((connection, rest))
}

/// Of the two forms of deactivation only the configured one is enabled, so that no mistake of the page can turn one
/// into the other.
fn check_enabled(connection: &Connection, row: &Row) -> Result<(), GatewayError> {
    let open = match row.route {
        Route::SuperApiDeactivate => connection.deactivate == DeactivateForm::ByProduct,
        Route::SuperApiDeactivateById => connection.deactivate == DeactivateForm::ByKeyId,
        _ => !row.opt_in || connection.request_log,
    };
    if open { Ok(()) } else { Err(GatewayError::TurnedOff) }
}

fn parse_request_id(headers: &HeaderMap) -> Result<Uuid, GatewayError> {
    request_checks::single_value(headers, &HeaderName::from_static(ONCE_HEADER))
        .filter(|text| text.len() == 36)
        .and_then(|text| Uuid::try_parse(text).ok())
        // A page without randomness would send the nil id every time.
        .filter(|id| !id.is_nil())
        .ok_or(GatewayError::BadRequestId)
}

/// The key to seal the reply with, if the page wants it parked.
fn parse_reply_key(headers: &HeaderMap) -> Result<Option<ReplyKey>, GatewayError> {
    const NAME: HeaderName = HeaderName::from_static(REPLY_KEY_HEADER);
    if !headers.contains_key(NAME) {
        return Ok(None);
    }
    request_checks::single_value(headers, &NAME)
        .and_then(|text| ReplyKey::from_header(text).ok())
        .map(Some)
        .ok_or(GatewayError::BadReplyKey)
}

/// No route has a body: a small one is read and dropped, so that the connection can be reused.
async fn drain_body(body: Body, limits: &Limits, activity: &Arc<Activity>) -> Result<(), GatewayError> {
    let _receiving = activity.begin_body();
    if body.size_hint().lower() > limits.request_bytes as u64 {
        return Err(GatewayError::BodyTooLarge);
    }
    let read = Limited::new(body, limits.request_bytes).collect();
    match tokio::time::timeout(limits.request, read).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(GatewayError::BodyTooLarge),
        Ok(Err(_)) | Err(_) => Err(GatewayError::BadRequest),
    }
}
