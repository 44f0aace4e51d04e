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

use crate::app_state::{Gateway, Line};
use crate::config::{Connection, Limits};
use crate::error_response::OwnError;
use crate::forward::credential;
use crate::forward::upstream::Call;
use crate::request_checks;
use crate::serve::activity::Activity;
use crate::serve::peer::Peer;
use crate::store::idempotency::Caller;
use crate::store::parked_replies::{Slot, Wanted};
use crate::store::reply_cache::Origin;

/// What was learnt about a request so far, for the log.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) connection: Option<String>,
    /// Which call, and its method.
    pub(crate) asked: Option<(String, &'static str)>,
    pub(crate) once: Option<Uuid>,
}

/// What a request may have.
pub(crate) enum Admission {
    Call(Box<Admitted>),
    /// A reply that is already there, or on its way to somebody who asked before; else this answer.
    Parked {
        wanted: Wanted,
        otherwise: OwnError,
    },
}

/// A call that may go out, its place among those under way, and one for its reply if that is to be parked.
pub(crate) struct Admitted {
    pub(crate) call: Call,
    pub(crate) place: OwnedSemaphorePermit,
    pub(crate) slot: Option<Slot>,
    /// The one-time id that it used up.
    pub(crate) once: Option<Uuid>,
}

pub(crate) async fn admit(
    gateway: &Gateway,
    request: Request,
    facts: &mut Facts,
) -> Result<Admission, OwnError> {
    let (parts, body) = request.into_parts();
    let peer = *parts.extensions.get::<Peer>().ok_or(OwnError::BadRequest)?;
    let activity = parts.extensions.get::<Arc<Activity>>().ok_or(OwnError::BadRequest)?;
    request_checks::plain_framing(&parts.headers)?;
    request_checks::same_origin(&parts.headers, gateway.config.public_https)?;
    let (line, path) = connection_and_rest(gateway, parts.uri.path())?;
    facts.connection = Some(line.connection.id.clone());
    if let Some(once) = routes::parked_id(path) {
        is_plain_get(&parts)?;
        facts.asked = Some(("Parked".to_owned(), Method::Get.as_str()));
        facts.once = Some(once);
        drain(body, &gateway.config.limits, activity).await?;
        let wanted = Wanted { once, connection: line.connection.id.clone(), repeat: None };
        return Ok(Admission::Parked { wanted, otherwise: OwnError::NotParked });
    }
    let (row, ids) = routes::find(line.connection.vendor, parts.method.as_str(), path).map_err(
        |unlisted| match unlisted {
            Unlisted::Path => OwnError::NoRoute,
            Unlisted::Method => OwnError::Method,
        },
    )?;
    facts.asked = Some((format!("{:?}", row.route), row.method.as_str()));
    is_open(&line.connection, row)?;
    if parts.uri.query().is_some() {
        return Err(OwnError::Query);
    }
    if row.changes {
        facts.once = Some(once_id(&parts.headers)?);
    }
    let reply_key = if row.changes { reply_key(&parts.headers)? } else { None };
    let credential = credential::translate(&parts.headers, row.credential)?;
    let path = row.path_at_vendor(&ids, line.connection.root);
    let url = path.and_then(|path| line.url(&path)).ok_or(OwnError::NoRoute)?;
    drain(body, &gateway.config.limits, activity).await?;
    let call = Call { row, url, credential };
    let Some(once) = facts.once else {
        let place = line.throttle.enter(Instant::now())?;
        return Ok(Admission::Call(Box::new(Admitted { call, place, slot: None, once: None })));
    };
    let request = format!("{} {}", row.method.as_str(), parts.uri.path());
    let connection = line.connection.id.clone();
    let caller = Caller { connection: line.number, peer };
    let begun = gateway.used.take(once, caller, gateway.config.clock.now(), || {
        if gateway.parked.holds(once) {
            return Err(OwnError::UsedRequestId);
        }
        let place = line.throttle.enter(Instant::now())?;
        let origin = Origin { connection: connection.clone(), request: request.clone() };
        Ok((place, reply_key.map(|key| gateway.parked.begin(once, origin, key))))
    });
    match begun {
        Ok((place, slot)) => Ok(Admission::Call(Box::new(Admitted { call, place, slot, once: Some(once) }))),
        Err(OwnError::UsedRequestId) => Ok(Admission::Parked {
            wanted: Wanted { once, connection, repeat: Some(request) },
            otherwise: OwnError::UsedRequestId,
        }),
        Err(refusal) => Err(refusal),
    }
}

fn is_plain_get(parts: &Parts) -> Result<(), OwnError> {
    if parts.method != axum::http::Method::GET {
        return Err(OwnError::Method);
    }
    if parts.uri.query().is_some() { Err(OwnError::Query) } else { Ok(()) }
}

fn connection_and_rest<'g, 'p>(gateway: &'g Gateway, path: &'p str) -> Result<(&'g Line, &'p str), OwnError> {
    let below = path.strip_prefix("/vendor/").ok_or(OwnError::NoRoute)?;
    let slash = below.find('/').ok_or(OwnError::NoRoute)?;
    let (id, rest) = below.split_at(slash);
    let line =
        gateway.lines.iter().find(|line| line.connection.id == id).ok_or(OwnError::UnknownConnection)?;
    Ok((line, rest))
}

/// Of the two ways to deactivate only the configured one is open, so that no mistake of the page can turn
/// the one into the other.
fn is_open(connection: &Connection, row: &Row) -> Result<(), OwnError> {
    let open = match row.route {
        Route::SuperApiDeactivate => connection.deactivate == DeactivateForm::ByProduct,
        Route::SuperApiDeactivateById => connection.deactivate == DeactivateForm::ByKeyId,
        _ => !row.opt_in || connection.request_log,
    };
    if open { Ok(()) } else { Err(OwnError::TurnedOff) }
}

fn once_id(headers: &HeaderMap) -> Result<Uuid, OwnError> {
    request_checks::single(headers, &HeaderName::from_static(ONCE_HEADER))
        .filter(|text| text.len() == 36)
        .and_then(|text| Uuid::try_parse(text).ok())
        // What a page without a source of chance would send every time: no one-time id.
        .filter(|id| !id.is_nil())
        .ok_or(OwnError::BadRequestId)
}

/// The key to park the reply under, if the page wants it parked.
fn reply_key(headers: &HeaderMap) -> Result<Option<ReplyKey>, OwnError> {
    const NAME: HeaderName = HeaderName::from_static(REPLY_KEY_HEADER);
    if !headers.contains_key(NAME) {
        return Ok(None);
    }
    request_checks::single(headers, &NAME)
        .and_then(|text| ReplyKey::from_header(text).ok())
        .map(Some)
        .ok_or(OwnError::BadReplyKey)
}

/// No route has a body: a small one is read and dropped, so that the connection stays in step.
async fn drain(body: Body, limits: &Limits, activity: &Arc<Activity>) -> Result<(), OwnError> {
    let _receiving = activity.receiving();
    if body.size_hint().lower() > limits.request_bytes as u64 {
        return Err(OwnError::BodyTooLarge);
    }
    let read = Limited::new(body, limits.request_bytes).collect();
    match tokio::time::timeout(limits.request, read).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(OwnError::BodyTooLarge),
        Ok(Err(_)) | Err(_) => Err(OwnError::BadRequest),
    }
}
