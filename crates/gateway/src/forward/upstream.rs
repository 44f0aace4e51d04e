//! One exchange with a vendor's host: never repeated, never redirected, bounded in time and size.

use std::error::Error;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use keyturn_wire::gateway_error::refuse_by_status;
use keyturn_wire::http::Method;
use keyturn_wire::routes::Row;
use reqwest::{Client, Proxy, Url, redirect, retry};
use rustls::ClientConfig;
use zeroize::Zeroizing;

use crate::config::Config;
use crate::error_response::GatewayError;
use crate::start_error::StartError;

/// A request to a vendor: a row of the route table and the URL made from it.
pub(crate) struct UpstreamRequest {
    pub(crate) row: &'static Row,
    pub(crate) url: Url,
    pub(crate) credential: (HeaderName, HeaderValue),
}

/// A vendor's reply, before anything is removed.
pub(crate) struct UpstreamResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

/// Why there is no reply to return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UpstreamError {
    pub(crate) error: GatewayError,
    /// Whether any part of the request may have been sent. `false` only if there was never a connection.
    pub(crate) may_have_been_sent: bool,
}

impl From<GatewayError> for UpstreamError {
    fn from(error: GatewayError) -> Self {
        Self { error, may_have_been_sent: true }
    }
}

/// The client for the vendors. Every exchange gets a new connection: on a pooled one that the vendor has just closed,
/// client libraries repeat the request by themselves.
pub(crate) struct Upstream {
    client: Client,
    exchange: Duration,
    reply_bytes: usize,
}

impl Upstream {
    pub(crate) fn new(config: &Config, tls: ClientConfig) -> Result<Self, StartError> {
        let builder = Client::builder()
            .tls_backend_preconfigured(tls)
            .http1_only()
            .pool_max_idle_per_host(0)
            .retry(retry::never())
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(config.limits.connect)
            .user_agent(concat!("Keyturn/", env!("CARGO_PKG_VERSION")));
        let refuse = |error: reqwest::Error| {
            StartError::new(format!("The way to the vendors cannot be set up: {error}."))
        };
        let builder = match &config.outbound_proxy {
            None => builder.no_proxy(),
            // Plain http is allowed to this machine only, so it never goes through a proxy.
            Some(proxy) => builder.proxy(Proxy::https(proxy.clone()).map_err(refuse)?),
        };
        Ok(Self {
            client: builder.build().map_err(refuse)?,
            exchange: config.limits.exchange,
            reply_bytes: config.limits.reply_bytes,
        })
    }

    /// Sends the call once and reads the whole reply.
    pub(crate) async fn exchange(&self, call: UpstreamRequest) -> Result<UpstreamResponse, UpstreamError> {
        tokio::time::timeout(self.exchange, self.send(call))
            .await
            .unwrap_or(Err(GatewayError::Timeout.into()))
    }

    async fn send(&self, call: UpstreamRequest) -> Result<UpstreamResponse, UpstreamError> {
        let method = match call.row.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Delete => reqwest::Method::DELETE,
        };
        let (name, value) = call.credential;
        let mut request = self
            .client
            .request(method, call.url)
            .header(name, value)
            .header(header::ACCEPT, "application/json");
        if call.row.changes {
            request =
                request.header(header::CONTENT_TYPE, "application/json").header(header::CONTENT_LENGTH, 0);
        }
        let mut reply = request.send().await.map_err(|error| classify_error(&error))?;
        refuse_by_status(reply.status().as_u16())?;
        if reply.content_length().is_some_and(|length| length > self.reply_bytes as u64) {
            return Err(GatewayError::ReplyTooLarge.into());
        }
        let mut body = Zeroizing::new(Vec::new());
        while let Some(part) = reply.chunk().await.map_err(|error| classify_error(&error))? {
            if body.len() + part.len() > self.reply_bytes {
                return Err(GatewayError::ReplyTooLarge.into());
            }
            body.extend_from_slice(&part);
        }
        Ok(UpstreamResponse { status: reply.status(), headers: std::mem::take(reply.headers_mut()), body })
    }
}

/// Classifies a failed exchange by whether the vendor may have received the request.
fn classify_error(error: &reqwest::Error) -> UpstreamError {
    if error.is_connect() {
        return UpstreamError { error: classify_connect_error(error), may_have_been_sent: false };
    }
    if error.is_timeout() { GatewayError::Timeout.into() } else { GatewayError::ReplyLost.into() }
}

fn classify_connect_error(error: &reqwest::Error) -> GatewayError {
    let mut next: Option<&(dyn Error + 'static)> = error.source();
    while let Some(cause) = next {
        if is_tls_error(cause) {
            return GatewayError::TlsFailed;
        }
        if cause.to_string().contains("proxy authorization required") {
            return GatewayError::CompanyProxy;
        }
        next = cause.source();
    }
    GatewayError::ConnectFailed
}

/// An `io::Error` does not return the error it wraps as its source, so it is unwrapped by hand.
fn is_tls_error(cause: &(dyn Error + 'static)) -> bool {
    let wrapped = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    cause.is::<rustls::Error>() || wrapped.is_some_and(|inner| is_tls_error(inner))
}
