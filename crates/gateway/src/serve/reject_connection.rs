//! Rejects a connection beyond the limit, with an explanation.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::serve::connection_limit::LimitReached;

/// For the other end to read the explanation. Its request is not read.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Answers 503 and closes. What the other end still sends is read and dropped for a moment: closing a socket with unread
/// bytes resets it, which may discard the response.
pub(crate) async fn reject(mut stream: TcpStream, limit: LimitReached) {
    let text = explain(limit);
    let answer = format!(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\
         cache-control: no-store\r\nx-content-type-options: nosniff\r\nretry-after: 10\r\nconnection: close\r\n\r\n\
         {text}",
        text.len()
    );
    let say = async {
        stream.write_all(answer.as_bytes()).await?;
        stream.shutdown().await?;
        let mut dropped = [0; 1024];
        while stream.read(&mut dropped).await? > 0 {}
        std::io::Result::Ok(())
    };
    let _ = tokio::time::timeout(TIMEOUT, say).await;
}

fn explain(limit: LimitReached) -> String {
    match limit {
        LimitReached::Peer(max) => format!(
            "The gateway refused this connection: your network address already has {max} that wait for answers, which \
             is all that one address may have. Nothing was sent to a vendor. Wait until some have ended. Where all \
             browsers come through one balancer, have the gateway's administrator raise \
             `limits.connections_per_peer` in keyturn.toml.\n"
        ),
        LimitReached::All(max) => format!(
            "The gateway refused this connection: it already has {max} that wait for answers, which is all that it \
             may have. Nothing was sent to a vendor. Wait a few seconds and try again; if that lasts, have the \
             gateway's administrator raise `limits.connections` in keyturn.toml.\n"
        ),
    }
}
