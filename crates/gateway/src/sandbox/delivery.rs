//! Sends a sandbox vendor's reply: whole, truncated, dropped or never.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use hyper::body::{Body, Frame, SizeHint};
use hyper::http::{HeaderValue, header};
use keyturn_sandbox::{Delivery, TimedDelivery};
use keyturn_wire::http::Reply;

use crate::http_date::http_date;

/// An error makes hyper close the connection without a response.
pub(crate) async fn deliver(timed: TimedDelivery, now: DateTime<Utc>) -> io::Result<Response> {
    tokio::time::sleep(Duration::from_millis(timed.delay_ms)).await;
    match timed.delivery {
        Delivery::Whole(reply) => {
            let length = reply.body.len();
            respond(&reply, length, now)
        }
        Delivery::Cut(reply, length) => respond(&reply, length, now),
        Delivery::Dropped => Err(io::ErrorKind::ConnectionAborted.into()),
        Delivery::Hang => match std::future::pending::<Infallible>().await {},
    }
}

fn respond(reply: &Reply, length: usize, now: DateTime<Utc>) -> io::Result<Response> {
    let mut response = hyper::Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        response = response.header(name, value);
    }
    let body = PartialBody {
        announced: reply.body.len(),
        rest: Some(Bytes::copy_from_slice(&reply.body[..length.min(reply.body.len())])),
    };
    let mut response = response.body(axum::body::Body::new(body)).map_err(io::Error::other)?;
    if let Ok(date) = HeaderValue::from_str(&http_date(now)) {
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
    Ok(response)
}

/// A body that may announce more than it has; the connection is closed when it runs out.
struct PartialBody {
    announced: usize,
    rest: Option<Bytes>,
}

impl Body for PartialBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.rest.take() {
            Some(bytes) if !bytes.is_empty() => {
                self.announced -= bytes.len();
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            _ if self.announced > 0 => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
            _ => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.announced == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced as u64)
    }
}
