//! A plain server of files: it knows no gateway, no fallback and no header but a file's kind.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::must;

/// A running server of one folder. Dropping it ends it.
pub(crate) struct Plain {
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Drop for Plain {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Plain {
    /// Serves the folder below this path, which is empty for the top of the host.
    pub(crate) async fn serve(folder: PathBuf, below: &'static str) -> Self {
        let listener = must("no port", TcpListener::bind(("127.0.0.1", 0)).await);
        let address = must("no address", listener.local_addr());
        let folder = Arc::new(folder);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&folder), below));
            }
        });
        Self { address, accepting }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

/// One request for each connection. A browser that hangs up is no fault.
async fn answer(mut stream: TcpStream, folder: Arc<PathBuf>, below: &'static str) {
    let mut head = Vec::new();
    let mut part = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(read @ 1..) => head.extend_from_slice(&part[..read]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let target = head.split(' ').nth(1).unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default().trim_start_matches('/');
    let path = path.strip_prefix(below).map(|path| if path.is_empty() { "index.html" } else { path });
    let path = path.filter(|path| !path.contains("..")).unwrap_or("no-such-file");
    let file = std::fs::read(folder.join(path)).ok();
    let (status, kind, body) = match file {
        Some(bytes) => ("200 OK", kind(Path::new(path)), bytes),
        None => ("404 Not Found", "text/plain", b"no such file".to_vec()),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    let _ = stream.write_all(&[head.as_bytes(), &body].concat()).await;
    let _ = stream.shutdown().await;
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
