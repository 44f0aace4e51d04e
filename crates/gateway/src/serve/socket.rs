//! A connection's socket with a write timeout, and with limits on the heads of requests.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

use crate::serve::activity::Activity;
use crate::serve::request_head::HeadTracker;

pub(crate) struct Socket {
    stream: TcpStream,
    head: HeadTracker,
    activity: Arc<Activity>,
    /// How long the other end may accept no bytes.
    write_timeout: Duration,
    blocked: Option<Pin<Box<Sleep>>>,
}

impl Socket {
    pub(crate) fn new(stream: TcpStream, activity: Arc<Activity>, write_timeout: Duration) -> Self {
        Self { stream, head: HeadTracker::new(), activity, write_timeout, blocked: None }
    }

    /// Fails a write that has been blocked for too long, which closes the connection.
    fn check_timeout(
        &mut self,
        cx: &mut Context<'_>,
        write: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if write.is_ready() {
            self.activity.record_progress();
            if self.blocked.take().is_some() {
                self.activity.set_write_blocked(false);
            }
            return write;
        }
        self.activity.set_write_blocked(true);
        let write_timeout = self.write_timeout;
        let blocked = self.blocked.get_or_insert_with(|| Box::pin(tokio::time::sleep(write_timeout)));
        blocked.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let max = this.head.max_read().min(buffer.remaining());
        let mut part = ReadBuf::new(buffer.initialize_unfilled_to(max));
        let read = Pin::new(&mut this.stream).poll_read(cx, &mut part);
        let bytes = part.filled_mut();
        if !bytes.is_empty() {
            this.activity.record_progress();
            this.head.track(bytes);
        }
        let bytes = bytes.len();
        buffer.advance(bytes);
        read
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let write = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.check_timeout(cx, write)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let write = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.check_timeout(cx, write)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
