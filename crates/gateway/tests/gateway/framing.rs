//! Framing that two servers could read in two ways, and heads that no browser sends.

use tokio::io::AsyncWriteExt as _;

use crate::client::{raw, raw_on};
use crate::rig::{IS_PARTNER, PARTNER_KEY, Rig, SAME_ORIGIN, once, provision};

#[tokio::test]
async fn ambiguous_framing_and_odd_heads_are_refused() {
    let rig = Rig::start().await;
    let host = format!("host: {}", rig.address());
    let path = provision();
    let key = format!("{SAME_ORIGIN}\r\n{PARTNER_KEY}\r\n{}", once(9));
    let post =
        |lines: &str, body: &str| format!("POST {path} HTTP/1.1\r\n{host}\r\n{key}\r\n{lines}\r\n\r\n{body}");
    let get = |start: &str, lines: &str| {
        format!("GET {start}\r\n{lines}\r\n{SAME_ORIGIN}\r\n{PARTNER_KEY}\r\nconnection: close\r\n\r\n")
    };
    let smuggled = format!(
        "0\r\n\r\nDELETE {path} HTTP/1.1\r\n{host}\r\n{SAME_ORIGIN}\r\n{PARTNER_KEY}\r\n{}\r\n\r\n",
        once(10)
    );
    let huge_chunk = format!("1400\r\n{}\r\n0\r\n\r\n", "x".repeat(0x1400));
    let many = "x-filler: 1\r\n".repeat(200);
    let evil = "host: evil.example";
    let mut wrong = Vec::new();
    for (what, bytes, statuses) in [
        ("length and chunks", post("content-length: 4\r\ntransfer-encoding: chunked", &smuggled), &[400][..]),
        ("chunks and length", post("transfer-encoding: chunked\r\ncontent-length: 4", &smuggled), &[400]),
        ("two lengths", post("content-length: 0\r\ncontent-length: 4", "abcd"), &[400]),
        ("length list", post("content-length: 0, 4", "abcd"), &[400]),
        ("signed length", post("content-length: +4", "abcd"), &[400]),
        ("negative length", post("content-length: -1", ""), &[400]),
        ("endless length", post("content-length: 99999999999999999999", ""), &[400]),
        ("odd encoding", post("transfer-encoding: xchunked", &smuggled), &[400]),
        (
            "encoding twice",
            post("transfer-encoding: chunked\r\ntransfer-encoding: identity", &smuggled),
            &[400],
        ),
        ("encoding with tab", post("transfer-encoding:\x0bchunked", &smuggled), &[400]),
        ("space before colon", post("content-length : 4", "abcd"), &[400]),
        ("folded header", post("x-a: b\r\n c: d\r\ncontent-length: 0", ""), &[400]),
        ("large chunks", post("transfer-encoding: chunked", &huge_chunk), &[400]),
        ("bad chunk size", post("transfer-encoding: chunked", "zz\r\n\r\n"), &[400]),
        ("no host", get(&format!("{IS_PARTNER} HTTP/1.1"), "x-a: b"), &[421]),
        ("two hosts", get(&format!("{IS_PARTNER} HTTP/1.1"), &format!("{host}\r\n{evil}")), &[421]),
        ("other host", get(&format!("{IS_PARTNER} HTTP/1.1"), evil), &[421]),
        ("host with user", get(&format!("{IS_PARTNER} HTTP/1.1"), "host: localhost@evil.example"), &[421]),
        ("host suffix", get(&format!("{IS_PARTNER} HTTP/1.1"), "host: localhost.evil.example"), &[421]),
        ("absolute form", get(&format!("http://evil.example{IS_PARTNER} HTTP/1.1"), &host), &[421]),
        ("absolute form, own", get(&format!("http://{}{IS_PARTNER} HTTP/1.1", rig.address()), &host), &[421]),
        (
            "authority form",
            format!("CONNECT evil.example:443 HTTP/1.1\r\n{host}\r\nconnection: close\r\n\r\n"),
            &[421],
        ),
        ("star form", format!("OPTIONS * HTTP/1.1\r\n{host}\r\nconnection: close\r\n\r\n"), &[404, 405]),
        ("space in path", get(&format!("{IS_PARTNER} x HTTP/1.1"), &host), &[400]),
        ("control character", get(&format!("{IS_PARTNER}\x01 HTTP/1.1"), &host), &[400]),
        (
            "zero byte in header",
            get(&format!("{IS_PARTNER} HTTP/1.1"), &format!("{host}\r\nx-a: \0")),
            &[400],
        ),
        ("bare CR in header", get(&format!("{IS_PARTNER} HTTP/1.1"), &format!("{host}\r\nx-a: \rb")), &[400]),
        ("many headers", get(&format!("{IS_PARTNER} HTTP/1.1"), &format!("{host}\r\n{many}")), &[400, 431]),
        (
            "huge header",
            get(&format!("{IS_PARTNER} HTTP/1.1"), &format!("{host}\r\nx-a: {}", "a".repeat(70_000))),
            &[400, 431],
        ),
        (
            "huge path",
            get(&format!("{IS_PARTNER}{} HTTP/1.1", "a".repeat(70_000)), &host),
            &[400, 404, 414, 431],
        ),
        ("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), &[400]),
        ("no HTTP", "\x16\x03\x01\x02\x00\x01\r\n\r\n".to_owned(), &[400]),
    ] {
        let answer = raw(rig.address(), bytes.as_bytes()).await;
        let status = answer.map_or(400, |answer| answer.status);
        if !statuses.contains(&status) || !rig.vendor.received().is_empty() {
            wrong.push(format!("{what}: {status}, {} sent", rig.vendor.received().len()));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_fragment_in_a_path_is_refused_wherever_the_request_stands() {
    let rig = Rig::start().await;
    let head = |path: &str, lines: &str| {
        format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\n{SAME_ORIGIN}\r\n{PARTNER_KEY}\r\n{lines}\r\n",
            rig.address()
        )
    };
    let close = "connection: close\r\n";
    for path in [
        &format!("{IS_PARTNER}#"),
        &format!("{IS_PARTNER}#/../x"),
        "/#",
        "/boot.js#a",
        "/?a#b",
        "#",
        "/config.json#",
    ] {
        let alone = raw(rig.address(), head(path, close).as_bytes()).await.unwrap();
        assert_eq!(alone.status, 400, "{path}");
        let bytes = head("/healthz", "") + &head(path, close);
        let behind = raw(rig.address(), bytes.as_bytes()).await.unwrap();
        assert!(behind.text().contains("HTTP/1.1 400 "), "{path}: {}", behind.text());
        let bytes = format!("{}####{}", head("/healthz", "content-length: 4\r\n"), head(path, close));
        let behind = raw(rig.address(), bytes.as_bytes()).await.unwrap();
        assert!(behind.text().contains("HTTP/1.1 400 "), "{path}: {}", behind.text());
    }
    // Nothing is read behind a body whose end cannot be known beforehand.
    let bytes = head("/healthz", "transfer-encoding: chunked\r\n") + "0\r\n\r\n" + &head("/healthz", close);
    let chunked = raw(rig.address(), bytes.as_bytes()).await.unwrap();
    assert_eq!((chunked.status, chunked.header("connection")), (200, Some("close")));
    assert!(!chunked.text().contains("HTTP/1.1"), "{}", chunked.text());
    // A header that only begins like one of the body's length.
    for line in ["content-length-x: 1\r\n", "transfer-encoding-x: 1\r\n"] {
        let bytes = head("/healthz", line) + &head("/#", close);
        let behind = raw(rig.address(), bytes.as_bytes()).await.unwrap();
        assert!(behind.text().contains("HTTP/1.1 400 "), "{line}: {}", behind.text());
    }
    assert_eq!(rig.vendor.received(), [""; 0]);
    let in_a_header = head(IS_PARTNER, "x-a: #\r\nconnection: close\r\n");
    assert_eq!(raw(rig.address(), in_a_header.as_bytes()).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_head_may_have_32_kib_and_not_one_byte_more() {
    let rig = Rig::start().await;
    let padded = |bytes: usize| {
        let rest =
            format!("GET /healthz HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nx-a: \r\n\r\n", rig.address());
        rest.replace("x-a: ", &format!("x-a: {}", "a".repeat(bytes - rest.len())))
    };
    for (bytes, status) in [(32 * 1024, 200), (32 * 1024 + 1, 431), (33 * 1024, 431), (1 << 20, 431)] {
        let head = padded(bytes);
        assert_eq!(head.len(), bytes);
        assert_eq!(raw(rig.address(), head.as_bytes()).await.unwrap().status, status, "{bytes} at once");
        let mut stream = tokio::net::TcpStream::connect(rig.address()).await.unwrap();
        stream.set_nodelay(true).unwrap();
        for part in head.as_bytes().chunks(5_000) {
            let _ = stream.write_all(part).await;
            tokio::task::yield_now().await;
        }
        assert_eq!(raw_on(stream, b"").await.unwrap().status, status, "{bytes} in pieces");
    }
}

#[tokio::test]
async fn a_head_may_have_a_hundred_headers_and_not_one_more() {
    let rig = Rig::start().await;
    for (headers, status) in [(100, 200), (101, 431)] {
        let fillers = "x-a: 1\r\n".repeat(headers - 2);
        let head = format!("GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{fillers}\r\n");
        assert_eq!(raw(rig.address(), head.as_bytes()).await.unwrap().status, status, "{headers}");
    }
}
