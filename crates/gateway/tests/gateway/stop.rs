//! The gateway ends within ten seconds of being told to, whatever is half sent.
#![cfg(unix)]

use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::{parse, request};
use crate::program::{ended, started};
use crate::rig::{BASIC, PARTNER_KEY, SAME_ORIGIN, once, provision};
use crate::vendor::{Act, Gate, Vendor, reply};

struct Started {
    child: tokio::process::Child,
    lines: tokio::io::BufReader<tokio::process::ChildStdout>,
    address: SocketAddr,
    _folder: TempDir,
}

/// The program with `sa` and `qs` at this vendor.
async fn program_for(vendor: &Vendor) -> Started {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("keyturn.toml");
    let connection = |id: &str, whose: &str| {
        format!(
            "[[connection]]\nid = \"{id}\"\nvendor = \"{whose}\"\nenvironment = \"test\"\nlabel = \"{id}\"\n\
             base_url = \"http://{}\"\n",
            vendor.address
        )
    };
    let text = format!(
        "listen = \"127.0.0.1:0\"\n{}{}",
        connection("sa", "superapi"),
        connection("qs", "quickstream")
    );
    fs::write(&file, text).unwrap();
    let (child, lines, address) = started(&["--config", file.to_str().unwrap()]).await;
    Started { child, lines, address, _folder: folder }
}

async fn sent(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream
}

fn change(address: SocketAddr, number: u128) -> Vec<u8> {
    request(address, "POST", &provision(), &[SAME_ORIGIN, PARTNER_KEY, &once(number), "content-length: 0"])
}

#[tokio::test]
async fn half_sent_heads_and_bodies_and_idle_connections_hold_nothing_up() {
    let vendor = Vendor::start().await;
    let program = program_for(&vendor).await;
    let address = program.address;
    let idle = format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\n\r\n");
    let half_body =
        request(address, "POST", &provision(), &[SAME_ORIGIN, PARTNER_KEY, &once(1), "content-length: 9"]);
    let mut held = vec![
        sent(address, b"").await,
        sent(address, b"GET /heal").await,
        sent(address, format!("{idle}GET /heal").as_bytes()).await,
        sent(address, &half_body).await,
        sent(address, &[half_body.clone(), b"1234".to_vec()].concat()).await,
    ];
    let mut idle = sent(address, idle.as_bytes()).await;
    let mut byte = [0];
    idle.read_exact(&mut byte).await.unwrap();
    held.push(idle);
    let begun = Instant::now();
    ended(program.child, program.lines).await;
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_vendor_that_hangs_and_a_reader_that_reads_nothing_hold_it_up_for_ten_seconds_at_most() {
    let vendor = Vendor::start().await;
    let program = program_for(&vendor).await;
    let address = program.address;
    for _ in 0..2 {
        vendor.next(Act::Hang);
    }
    let mut hanging = sent(address, &change(address, 0xabcdef)).await;
    let question = request(address, "GET", "/vendor/qs/", &[SAME_ORIGIN, BASIC]);
    let _question = sent(address, &question).await;
    while vendor.received().len() < 2 {
        tokio::task::yield_now().await;
    }
    let config = format!("GET /config.json HTTP/1.1\r\nhost: {address}\r\n\r\n");
    let mut greedy = sent(address, config.as_bytes()).await;
    greedy.readable().await.unwrap();
    let reader = tokio::spawn(async move { while greedy.write_all(config.as_bytes()).await.is_ok() {} });
    let begun = Instant::now();
    let printed = ended(program.child, program.lines).await;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    reader.abort();
    // The page is told that the outcome is unknown, as it is.
    let mut answer = Vec::new();
    hanging.read_to_end(&mut answer).await.unwrap();
    let answer = parse(&answer).unwrap();
    assert_eq!((answer.status, answer.gateway_error()), (502, ("reply_lost".into(), "maybe".into())));
    assert!(answer.text().contains("was stopped before"), "{}", answer.text());
    assert!(printed.contains(" sa SuperApiProvision POST 502 reply_lost "), "{printed}");
}

#[tokio::test]
async fn a_change_under_way_is_given_its_time() {
    let vendor = Vendor::start().await;
    let program = program_for(&vendor).await;
    let gate = Arc::new(Gate::default());
    vendor.next(Act::Wait(Arc::clone(&gate), reply("201 Created", "{\"api_key\":\"FAKE\"}")));
    let mut page = sent(program.address, &change(program.address, 1)).await;
    gate.arrived.notified().await;
    let ending = tokio::spawn(ended(program.child, program.lines));
    // It has been told to stop as soon as it takes no more connections.
    while TcpStream::connect(program.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    gate.release.notify_one();
    let mut answer = Vec::new();
    page.read_to_end(&mut answer).await.unwrap();
    assert_eq!(parse(&answer).unwrap().status, 201);
    ending.await.unwrap();
}

/// Whoever reads what the gateway prints has stopped reading, as a hung log collector does.
#[tokio::test]
async fn a_reader_of_the_log_that_reads_no_more_stops_neither_the_service_nor_its_end() {
    let vendor = Vendor::start().await;
    let mut program = program_for(&vendor).await;
    let address = program.address;
    let lines = "GET /vendor/nobody/x HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\n\r\n"
        .repeat(5_000);
    let end = "GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    // A pipe holds a thousand lines, the gateway four thousand.
    let bytes = format!("{lines}{end}");
    let asked = crate::client::raw(address, bytes.as_bytes());
    let answers =
        tokio::time::timeout(Duration::from_secs(60), asked).await.expect("the service goes on").unwrap();
    assert!(answers.text().ends_with("ok"));
    let begun = Instant::now();
    let pid = program.child.id().unwrap().to_string();
    assert!(tokio::process::Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
    assert!(program.child.wait().await.unwrap().success());
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}
