//! Accepts connections and hands their requests to a service until told to stop.

use std::time::Duration;

use axum::http::{Request, Response};
use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// More than any browser sends, little enough that nobody can fill the memory with headers.
const HEAD_BYTES: usize = 32 * 1024;

/// How long one is polite to whoever asks.
#[derive(Clone, Copy)]
pub(crate) struct Patience {
    /// For the head of a request to arrive.
    pub(crate) head: Duration,
    /// For requests under way to end after the stop.
    pub(crate) stop: Duration,
}

/// Serves until `stop`, then lets the requests under way end.
pub(crate) async fn serve<S, B>(
    listener: TcpListener,
    service: S,
    patience: Patience,
    stop: CancellationToken,
) where
    S: Service<
            Request<Incoming>,
            Response = Response<B>,
            Error: Into<Box<dyn std::error::Error + Send + Sync>>,
        > + Clone
        + Send
        + 'static,
    S::Future: Send + 'static,
    B: Body<Data: Send, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(HEAD_BYTES);
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file descriptors, most likely: give the open connections a moment to end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service.clone()));
        tokio::spawn(async move {
            let _: Result<(), hyper::Error> = connection.await;
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(patience.stop, graceful.shutdown()).await;
}
