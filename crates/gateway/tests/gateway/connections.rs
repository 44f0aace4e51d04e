//! Whoever holds connections open keeps nobody out, and holds them for a while only.

use std::fs;
use std::time::{Duration, Instant};

use keyturn_gateway::Config;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::{ANOTHER, Answer, ask, connect_from, raw_on, request};
use crate::rig::{BASIC, LATEST, Rig, SAME_ORIGIN, provision};
use crate::vendor::{Act, reply};

/// Asks and asks, and reads nothing. Ends when the other side has cut the connection.
async fn reads_nothing(mut stream: TcpStream) {
    let request = format!("GET / HTTP/1.1\r\nhost: {}\r\n\r\n", stream.peer_addr().unwrap());
    let bytes = request.repeat(1_000);
    while stream.write_all(bytes.as_bytes()).await.is_ok() {}
}

fn tight(config: &mut Config) {
    config.limits.connections = 12;
    config.limits.connections_per_peer = 4;
}

async fn healthz(stream: TcpStream) -> Option<Answer> {
    raw_on(stream, b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await
}

/// Whether the other end has closed this connection, told by waiting for it.
async fn is_closed(mut stream: TcpStream) -> bool {
    let mut rest = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut rest)).await;
    read.is_ok()
}

#[tokio::test]
async fn who_reads_nothing_is_cut() {
    let page = TempDir::new().unwrap();
    fs::write(page.path().join("index.html"), "x".repeat(1 << 20)).unwrap();
    let rig = Rig::with(|config| {
        config.limits.write = Duration::from_millis(100);
        config.page = page.path().to_owned();
    })
    .await;
    let stream = TcpStream::connect(rig.address()).await.unwrap();
    let cut = tokio::time::timeout(Duration::from_secs(30), reads_nothing(stream)).await;
    assert!(cut.is_ok(), "it still holds its place");
}

#[tokio::test]
async fn who_reads_slowly_gets_all_of_it() {
    let rig = Rig::with(|config| config.limits.write = Duration::from_secs(2)).await;
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(1_000_000));
    rig.vendor.next(Act::Send(reply("200 OK", &large)));
    let mut stream = TcpStream::connect(rig.address()).await.unwrap();
    let bytes = request(rig.address(), "GET", LATEST, &[SAME_ORIGIN, BASIC]);
    stream.write_all(&bytes).await.unwrap();
    let mut read = Vec::new();
    let mut part = vec![0; 20_000];
    loop {
        let got = stream.read(&mut part).await.unwrap();
        if got == 0 {
            break;
        }
        read.extend_from_slice(&part[..got]);
        tokio::task::yield_now().await;
    }
    assert!(read.ends_with(large.as_bytes()));
}

#[tokio::test]
async fn a_peers_own_waiting_connections_make_room_for_its_next_and_others_do_not() {
    let rig = Rig::with(tight).await;
    let other = connect_from(ANOTHER, rig.address()).await;
    let mut held = Vec::new();
    for number in 0..20 {
        let mut stream = TcpStream::connect(rig.address()).await.unwrap();
        // Silent, half a head, half a body.
        let bytes = match number % 3 {
            0 => Vec::new(),
            1 => b"GET /healthz HTTP/1.1\r\nhost: local".to_vec(),
            _ => request(
                rig.address(),
                "POST",
                &provision(),
                &[
                    SAME_ORIGIN,
                    "x-api-key: k",
                    "x-request-id: 00000000-0000-4000-8000-000000000001",
                    "content-length: 9",
                ],
            ),
        };
        stream.write_all(&bytes).await.unwrap();
        held.push(stream);
    }
    assert_eq!(ask(rig.address(), "GET", "/healthz", &[]).await.status, 200);
    for stream in held.drain(..16) {
        assert!(is_closed(stream).await);
    }
    assert_eq!(healthz(other).await.unwrap().status, 200, "another peer's was left alone");
}

#[tokio::test]
async fn connections_that_are_being_answered_are_not_cut_for_the_next_which_is_told_why() {
    let rig = Rig::with(tight).await;
    let mut waiting = Vec::new();
    for _ in 0..4 {
        rig.vendor.next(Act::Hang);
        let mut stream = TcpStream::connect(rig.address()).await.unwrap();
        stream.write_all(&request(rig.address(), "GET", LATEST, &[SAME_ORIGIN, BASIC])).await.unwrap();
        waiting.push(stream);
    }
    while rig.vendor.received().len() < 4 {
        tokio::task::yield_now().await;
    }
    let refused = ask(rig.address(), "GET", "/healthz", &[]).await;
    assert_eq!(refused.status, 503);
    assert!(refused.text().contains("your network address already has 4"), "{}", refused.text());
    assert!(refused.text().contains("connections_per_peer"), "{}", refused.text());
    let another = connect_from(ANOTHER, rig.address()).await;
    assert_eq!(healthz(another).await.unwrap().status, 200);
    drop(waiting);
}

#[tokio::test]
async fn when_all_places_are_taken_who_has_most_makes_room() {
    let rig = Rig::with(tight).await;
    let mut held = Vec::new();
    for last in 2..5 {
        for _ in 0..4 {
            held.push(connect_from([127, 0, 0, last], rig.address()).await);
        }
    }
    // All twelve are accepted: the answer to the last comes after that.
    assert_eq!(ask(rig.address(), "GET", "/healthz", &[]).await.status, 200);
    assert_eq!(ask(rig.address(), "GET", "/healthz", &[]).await.status, 200);
}

/// The number of descriptors that a program has open.
#[cfg(target_os = "linux")]
fn descriptors(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).unwrap().count()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn three_hundred_readers_that_read_nothing_do_not_hold_six_hundred_descriptors() {
    let page = TempDir::new().unwrap();
    fs::write(page.path().join("index.html"), "x".repeat(1 << 20)).unwrap();
    let page = page.path().to_str().unwrap();
    let (child, _lines, address) =
        crate::program::started(&["--listen", "127.0.0.1:0", "--page", page]).await;
    let pid = child.id().unwrap();
    let before = descriptors(pid);
    let mut readers = Vec::new();
    for number in 0..300 {
        let stream = TcpStream::connect(address).await.unwrap();
        readers.push(tokio::spawn(reads_nothing(stream)));
        if number % 50 == 0 {
            let begun = Instant::now();
            assert_eq!(ask(address, "GET", "/healthz", &[]).await.status, 200, "from the same address");
            let another = connect_from(ANOTHER, address).await;
            assert_eq!(healthz(another).await.unwrap().status, 200, "from another address");
            assert!(
                begun.elapsed() < Duration::from_secs(9),
                "at once, and not when the readers are cut: {:?}",
                begun.elapsed()
            );
        }
    }
    assert_eq!(ask(address, "GET", "/healthz", &[]).await.status, 200);
    let held = descriptors(pid).saturating_sub(before);
    assert!(held <= 64 + 16, "{held} descriptors for 300 readers");
    readers.iter().for_each(tokio::task::JoinHandle::abort);
}
