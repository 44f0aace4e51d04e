//! What of a vendor's reply goes on to the page.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use keyturn::wire::read::ANSWER_HEADER;
use keyturn::wire::routes::Row;

use crate::own_error::OwnError;
use crate::strip::strip;
use crate::upstream::Answer;

/// Nothing else comes back: no cookie, no challenge that would open the browser's login box, no CORS.
const PASSED_ON: [HeaderName; 3] = [header::CONTENT_TYPE, header::RETRY_AFTER, header::DATE];

pub(crate) fn for_page(row: &Row, mut answer: Answer) -> Result<Response, OwnError> {
    if is_encoded(&answer.headers) {
        return Err(OwnError::UnreadableReply);
    }
    let mut body = strip(answer.body, answer.status.is_success(), row.strip)?;
    let mut response = Response::new(Body::from(std::mem::take(&mut *body)));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    for name in PASSED_ON {
        if let Some(value) = answer.headers.remove(&name) {
            headers.insert(name, value);
        }
    }
    headers.insert(ANSWER_HEADER, HeaderValue::from_static("vendor"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// No compression was offered, so a compressed reply is nobody's proper answer.
fn is_encoded(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}
