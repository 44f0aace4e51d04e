//! Decides whether a request may go to a vendor, and builds the call from validated parts only.

use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderName;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::Body as _;
use keyturn::domain::product::DeactivateForm;
use keyturn::wire::routes::{self, ONCE_HEADER, Route, Row, Unlisted};
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use crate::config::{Connection, Limits};
use crate::credential;
use crate::gateway::{Gateway, Line};
use crate::guard;
use crate::own_error::OwnError;
use crate::upstream::Call;

/// What was learnt about a request so far, for the log.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) connection: Option<String>,
    pub(crate) row: Option<&'static Row>,
    pub(crate) once: Option<Uuid>,
}

/// A call that may go out, and its place among those under way.
pub(crate) struct Admitted {
    pub(crate) call: Call,
    pub(crate) place: OwnedSemaphorePermit,
}

pub(crate) async fn admit(
    gateway: &Gateway,
    request: Request,
    facts: &mut Facts,
) -> Result<Admitted, OwnError> {
    let (parts, body) = request.into_parts();
    guard::plain_framing(&parts.headers)?;
    guard::same_origin(&parts.headers, gateway.config.public_https)?;
    let (line, path) = connection_and_rest(gateway, parts.uri.path())?;
    facts.connection = Some(line.connection.id.clone());
    let (row, ids) = routes::find(line.connection.vendor, parts.method.as_str(), path).map_err(
        |unlisted| match unlisted {
            Unlisted::Path => OwnError::NoRoute,
            Unlisted::Method => OwnError::Method,
        },
    )?;
    facts.row = Some(row);
    is_open(&line.connection, row)?;
    if parts.uri.query().is_some() {
        return Err(OwnError::Query);
    }
    if row.changes {
        facts.once = Some(once_id(&parts.headers)?);
    }
    let credential = credential::translate(&parts.headers, row.credential)?;
    let url = row.path_for(&ids).and_then(|path| line.url(&path)).ok_or(OwnError::NoRoute)?;
    drain(body, &gateway.config.limits).await?;
    let place = line.throttle.enter(Instant::now())?;
    if let Some(id) = facts.once {
        gateway.used.take(id)?;
    }
    Ok(Admitted { call: Call { row, url, credential }, place })
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

fn once_id(headers: &axum::http::HeaderMap) -> Result<Uuid, OwnError> {
    guard::single(headers, &HeaderName::from_static(ONCE_HEADER))
        .filter(|text| text.len() == 36)
        .and_then(|text| Uuid::try_parse(text).ok())
        .ok_or(OwnError::BadRequestId)
}

/// No route has a body: a small one is read and dropped, so that the connection stays in step.
async fn drain(body: Body, limits: &Limits) -> Result<(), OwnError> {
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
