//! A client that sends exactly the bytes it is told to.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn header_names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code of the gateway's own error and whether the vendor may have been reached.
    pub(crate) fn gateway_error(&self) -> (String, String) {
        assert_eq!(self.header("x-keyturn-answer"), Some("gateway"), "{}", self.text());
        assert_eq!(self.header("cache-control"), Some("no-store"));
        let error = &self.json()["error"];
        assert_eq!(error["origin"], "gateway");
        assert!(error["message"].as_str().unwrap().len() > 40);
        (error["code"].as_str().unwrap().to_owned(), error["sent"].as_str().unwrap().to_owned())
    }
}

/// Another machine, as far as an address can tell: all of 127/8 is this one.
pub(crate) const ANOTHER: [u8; 4] = [127, 0, 0, 2];

/// A connection from the given address.
pub(crate) async fn connect_from(source: [u8; 4], address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((source, 0).into()).unwrap();
    socket.connect(address).await.unwrap()
}

/// Sends the bytes and reads until the other side closes; `None` if it closes without an answer.
pub(crate) async fn raw(address: SocketAddr, bytes: &[u8]) -> Option<Answer> {
    raw_on(TcpStream::connect(address).await.unwrap(), bytes).await
}

/// The same on a connection that is there.
pub(crate) async fn raw_on(mut stream: TcpStream, bytes: &[u8]) -> Option<Answer> {
    // A refusal may arrive, and the connection be gone, before all was written.
    let _ = stream.write_all(bytes).await;
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply).await;
    parse(&reply)
}

/// A request with the given lines behind the `Host` header; the connection closes after it.
pub(crate) async fn ask(address: SocketAddr, method: &str, path: &str, lines: &[&str]) -> Answer {
    let bytes = request(address, method, path, lines);
    raw(address, &bytes).await.unwrap_or_else(|| panic!("no answer to {method} {path}"))
}

pub(crate) fn request(address: SocketAddr, method: &str, path: &str, lines: &[&str]) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for line in lines {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    text.into_bytes()
}

pub(crate) fn parse(reply: &[u8]) -> Option<Answer> {
    let end = reply.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&reply[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    Some(Answer { status, headers, body: reply[end + 4..].to_vec() })
}
