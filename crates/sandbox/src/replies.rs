//! How replies are built, and how they reach the caller.

use serde::Serialize;

use keyturn_wire::http::Reply;

/// What the caller gets, and after what delay.
pub struct TimedDelivery {
    /// The delay before anything is sent, in milliseconds.
    pub delay_ms: u64,
    /// What is sent then.
    pub delivery: Delivery,
}

/// How a reply reaches the caller, if it does.
pub enum Delivery {
    /// The whole reply.
    Whole(Reply),
    /// The head announces the whole body, only so many bytes of it follow, then the connection is closed.
    Cut(Reply, usize),
    /// The connection is closed with no reply.
    Dropped,
    /// The connection stays open with no reply.
    Hang,
}

/// A handler's reply, and whether it changed the vendor's state.
pub(super) struct Handled {
    pub(super) reply: Reply,
    pub(super) effect: bool,
}

impl Handled {
    pub(super) const fn unchanged(reply: Reply) -> Self {
        Self { reply, effect: false }
    }

    pub(super) const fn changed(reply: Reply) -> Self {
        Self { reply, effect: true }
    }
}

pub(super) const JSON: &str = "application/json; charset=utf-8";

pub(super) fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Reply {
    typed(status, JSON, serde_json::to_vec(body).unwrap_or_default())
}

pub(super) fn html(status: u16, title: &str) -> Reply {
    let page = format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    );
    typed(status, "text/html; charset=utf-8", page.into_bytes())
}

pub(super) fn typed(status: u16, content_type: &str, body: Vec<u8>) -> Reply {
    Reply { status, headers: vec![("content-type".to_owned(), content_type.to_owned())], body: body.into() }
}

/// No body and no content type.
pub(super) fn empty(status: u16) -> Reply {
    Reply { status, headers: Vec::new(), body: Vec::new().into() }
}

pub(super) fn with_header(mut reply: Reply, name: &str, value: impl Into<String>) -> Reply {
    reply.headers.push((name.to_owned(), value.into()));
    reply
}
