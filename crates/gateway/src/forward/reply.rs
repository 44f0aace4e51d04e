//! Which parts of a vendor's reply are returned to the page.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use keyturn_wire::gateway_error::marked;
use keyturn_wire::http::Reply;
use keyturn_wire::passed_on::passed_on;
use keyturn_wire::routes::Row;
use keyturn_wire::strip::strip;
use zeroize::Zeroizing;

use crate::error_response::GatewayError;
use crate::forward::upstream::UpstreamResponse;

pub(crate) fn reply_for_page(row: &Row, response: UpstreamResponse) -> Result<Reply, GatewayError> {
    if is_encoded(&response.headers) {
        return Err(GatewayError::UnreadableReply);
    }
    let body = strip(response.body, response.status.is_success(), row.strip)?;
    let headers = response.headers;
    let header = |name: &str| {
        let mut values = headers.get_all(name).iter();
        let only = values.next().filter(|_| values.next().is_none())?;
        only.to_str().ok().map(str::to_owned)
    };
    Ok(passed_on(response.status.as_u16(), header, body))
}

/// The response that carries a sealed reply.
pub(crate) fn parked_response(sealed: Bytes) -> Response {
    let json = vec![("content-type".to_owned(), "application/json".to_owned())];
    let mut response = to_response(marked("parked", 200, json, Zeroizing::default()));
    *response.body_mut() = Body::from(sealed);
    response
}

pub(crate) fn to_response(mut reply: Reply) -> Response {
    let mut response = Response::new(Body::from(std::mem::take(&mut *reply.body)));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::BAD_GATEWAY);
    for (name, value) in reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// No compression was offered, so a compressed reply cannot be the vendor's.
fn is_encoded(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}
