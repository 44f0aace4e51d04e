//! Accepts connections and serves their requests until shutdown.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::BoxError;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::serve::connection_limit::{ConnectionLimit, ConnectionPermit};
use crate::serve::connection_service::ConnectionService;
use crate::serve::peer::Peer;
use crate::serve::reject_connection::reject;
use crate::serve::request_head::HEAD_BYTES;
use crate::serve::socket::Socket;

/// Connections that may be rejected with an explanation at the same time.
const MAX_REJECTIONS: usize = 32;

/// How long to wait for the other end of a connection.
#[derive(Clone, Copy)]
pub(crate) struct Timeouts {
    /// For a request's head to arrive.
    pub(crate) head: Duration,
    /// For the other end to accept any bytes of a response.
    pub(crate) write: Duration,
    /// For requests in flight to end after shutdown began.
    pub(crate) stop: Duration,
}

/// What answers the requests of a connection.
pub(crate) trait HttpService:
    Service<Request<Incoming>, Response = Response, Error: Into<BoxError>, Future: Send + 'static>
    + Clone
    + Send
    + 'static
{
}

impl<S> HttpService for S where
    S: Service<Request<Incoming>, Response = Response, Error: Into<BoxError>, Future: Send + 'static>
        + Clone
        + Send
        + 'static
{
}

/// Serves until `stop`, then lets the requests in flight end.
pub(crate) async fn serve(
    listener: TcpListener,
    service: impl HttpService,
    connections: Arc<ConnectionLimit>,
    timeouts: Timeouts,
    stop: CancellationToken,
) {
    let open = TaskTracker::new();
    let rejections = Arc::new(Semaphore::new(MAX_REJECTIONS));
    // Dropping this future closes the connections, too.
    let end = CancellationToken::new();
    let _end_with_this = end.clone().drop_guard();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, address)) = accepted else {
            // Out of file descriptors, most likely: give the open connections a moment to end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let peer = Peer::of(address);
        match connections.acquire(peer, end.child_token()) {
            Err(limit) => {
                // Beyond that it is closed without a word.
                if let Ok(permit) = Arc::clone(&rejections).try_acquire_owned() {
                    open.spawn(async move {
                        reject(stream, limit).await;
                        drop(permit);
                    });
                }
            }
            Ok(permit) => {
                let made_room = permit.made_room;
                let service = ConnectionService {
                    inner: service.clone(),
                    peer,
                    activity: Arc::clone(&permit.activity),
                };
                open.spawn(serve_connection(stream, service, permit, timeouts, stop.clone()));
                if made_room {
                    // Lets the connection that was closed for it release its socket before the next is accepted.
                    tokio::task::yield_now().await;
                }
            }
        }
    }
    drop(listener);
    open.close();
    if tokio::time::timeout(timeouts.stop, open.wait()).await.is_err() {
        end.cancel();
        open.wait().await;
    }
}

/// Serves one connection to its end.
async fn serve_connection(
    stream: TcpStream,
    service: ConnectionService<impl HttpService>,
    permit: ConnectionPermit,
    timeouts: Timeouts,
    stop: CancellationToken,
) {
    let _ = stream.set_nodelay(true);
    let socket = Socket::new(stream, Arc::clone(&permit.activity), timeouts.write);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(timeouts.head).max_buf_size(HEAD_BYTES);
    let mut http = pin!(http.serve_connection(TokioIo::new(socket), service));
    tokio::select! {
        () = permit.cancel.cancelled() => return,
        () = stop.cancelled() => {}
        _ = http.as_mut() => return,
    }
    http.as_mut().graceful_shutdown();
    // It has sent half a request, or none, so nobody waits for a response.
    if permit.activity.is_idle() {
        return;
    }
    tokio::select! {
        () = permit.cancel.cancelled() => {}
        _ = http => {}
    }
}
