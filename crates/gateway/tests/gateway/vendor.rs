//! A stand-in for a vendor's host: plain sockets, every request kept as it came, answers as scripted.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// What the stand-in does with one request.
pub(crate) enum Act {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Closes without a word.
    Close,
    /// Keeps the connection open and silent.
    Hang,
    /// Reports that the request is there, waits to be released, then sends these bytes.
    Wait(Arc<Gate>, Vec<u8>),
}

/// Where a test and a request meet.
#[derive(Default)]
pub(crate) struct Gate {
    pub(crate) arrived: Notify,
    pub(crate) release: Notify,
    /// Whether the caller was still there when the answer was released.
    pub(crate) caller_waits: Mutex<Option<bool>>,
}

#[derive(Default)]
struct Script {
    next: VecDeque<Act>,
    received: Vec<String>,
}

pub(crate) struct Vendor {
    pub(crate) address: SocketAddr,
    script: Arc<Mutex<Script>>,
}

impl Vendor {
    pub(crate) async fn start() -> Self {
        Self::at("127.0.0.1:0".parse().unwrap()).await
    }

    pub(crate) async fn at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = Arc::clone(&script);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&shared)));
            }
        });
        Self { address, script }
    }

    /// What happens to the next request; without a word it gets an empty JSON object.
    pub(crate) fn next(&self, act: Act) {
        self.script.lock().unwrap().next.push_back(act);
    }

    pub(crate) fn next_reply(&self, head: &str, body: impl AsRef<[u8]>) {
        self.next(Act::Send(reply(head, body)));
    }

    /// Heads of all requests that arrived, in order.
    pub(crate) fn received(&self) -> Vec<String> {
        self.script.lock().unwrap().received.clone()
    }
}

/// A reply with its length; `head` is the status and further header lines.
pub(crate) fn reply(head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub(crate) async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).await.ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

pub(crate) async fn write_all(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) {
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
}

async fn answer(mut stream: TcpStream, script: Arc<Mutex<Script>>) {
    let Some(head) = read_head(&mut stream).await else { return };
    let act = {
        let mut script = script.lock().unwrap();
        script.received.push(head);
        script.next.pop_front()
    };
    match act {
        None => write_all(&mut stream, &reply("200 OK\r\ncontent-type: application/json", "{}")).await,
        Some(Act::Send(bytes)) => write_all(&mut stream, &bytes).await,
        Some(Act::Close) => {}
        Some(Act::Hang) => std::future::pending().await,
        Some(Act::Wait(gate, bytes)) => {
            gate.arrived.notify_one();
            gate.release.notified().await;
            let closed = stream.try_read(&mut [0]).is_ok();
            *gate.caller_waits.lock().unwrap() = Some(!closed);
            write_all(&mut stream, &bytes).await;
        }
    }
}
