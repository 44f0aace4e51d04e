//! What a connection is told for which there is no room.

use std::io::Write as _;
use std::net::Shutdown;

use tokio::net::TcpStream;

use crate::connections::Full;

/// Says why and closes, without waiting for anything: whoever comes next is not held up.
pub(crate) fn refuse(stream: TcpStream, full: Full) {
    let Ok(mut stream) = stream.into_std() else { return };
    let text = words(full);
    // As much as a new socket takes at once, which is more than this.
    let _ = write!(
        stream,
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\
         cache-control: no-store\r\nx-content-type-options: nosniff\r\nretry-after: 10\r\nconnection: close\r\n\r\n\
         {text}",
        text.len()
    );
    let _ = stream.shutdown(Shutdown::Write);
}

fn words(full: Full) -> String {
    match full {
        Full::Peer(most) => format!(
            "The gateway refused this connection: your network address already has {most} that wait for answers, which \
             is all that one address may have. Nothing was sent to a vendor. Wait until some have ended. Where all \
             browsers come through one balancer, have the gateway's administrator raise \
             `limits.connections_per_peer` in keyturn.toml.\n"
        ),
        Full::All(most) => format!(
            "The gateway refused this connection: it already has {most} that wait for answers, which is all that it \
             may have. Nothing was sent to a vendor. Wait a few seconds and try again; if that lasts, have the \
             gateway's administrator raise `limits.connections` in keyturn.toml.\n"
        ),
    }
}
