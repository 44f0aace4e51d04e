//! The program itself: what it prints, how it ends, and that no secret is in what it prints.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::process::{Output, Stdio};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::client::{ask, raw};
use crate::rig::{IS_PARTNER, PRODUCT, SAME_ORIGIN, once};
use crate::vendor::{Act, Vendor};

const CANARY: &str = "CANARYnotARealKey";
/// A reply key that spells its name: 32 bytes in base64.
const CANARY_REPLY_KEY: &str = "CANARYnotARealReplyKeyCANARYnotARealReplyKA=";
/// `CANARYnotARealKey:` in base64.
const CANARY_BASIC: &str = "Q0FOQVJZbm90QVJlYWxLZXk6";

pub(crate) fn program(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keyturn-gateway"));
    command
        .args(words)
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

pub(crate) async fn output(words: &[&str]) -> (Output, String) {
    let output = program(words).output().await.unwrap();
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    (output, errors)
}

/// Starts it and reads the address off its first line.
pub(crate) async fn started(words: &[&str]) -> (Child, BufReader<tokio::process::ChildStdout>, SocketAddr) {
    let mut child = program(words).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    lines.read_line(&mut first).await.unwrap();
    let address = first.split("http://").nth(1).unwrap().trim_end().trim_end_matches('/').parse().unwrap();
    (child, lines, address)
}

/// Asks it to end as a service manager does; what it printed until then.
pub(crate) async fn ended(child: Child, mut lines: BufReader<tokio::process::ChildStdout>) -> String {
    let pid = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
    let mut printed = String::new();
    while lines.read_line(&mut printed).await.unwrap() > 0 {}
    let rest = child.wait_with_output().await.unwrap();
    assert!(rest.status.success());
    printed + &String::from_utf8(rest.stderr).unwrap()
}

#[tokio::test]
async fn no_secret_is_printed_whatever_happens() {
    let vendor = Vendor::start().await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("keyturn.toml");
    let mut config = "listen = \"127.0.0.1:0\"\n".to_owned();
    for (id, whose, base) in [
        ("qs", "quickstream", vendor.address),
        ("sa", "superapi", vendor.address),
        ("gone", "superapi", "127.0.0.1:1".parse().unwrap()),
    ] {
        config += &format!(
            "[[connection]]\nid = \"{id}\"\nvendor = \"{whose}\"\nenvironment = \"test\"\nlabel = \"{id}\"\nbase_url = \"http://{base}\"\n"
        );
    }
    fs::write(&file, config).unwrap();
    let (child, lines, address) = started(&["--config", file.to_str().unwrap()]).await;

    let key = format!("x-api-key: {CANARY}");
    let basic = format!("x-vendor-authorization: Basic {CANARY_BASIC}");
    let secret_reply = format!("{{\"key\":\"{CANARY}\"}}");
    let get = async |path: &str| ask(address, "GET", path, &[SAME_ORIGIN, &key, &basic]).await;
    for head in
        ["200 OK", "401 Unauthorized", "500 Oops", "302 Found\r\nlocation: /CANARYnotARealKey", "407 Proxy"]
    {
        vendor.next_reply(&format!("{head}\r\nx-echo: {CANARY}"), &secret_reply);
        get("/vendor/qs/api-keys/latest").await;
    }
    for act in [
        Act::Close,
        Act::Send(CANARY.into()),
        Act::Send(format!("HTTP/1.1 200 {CANARY}\r\ncontent-length: 9\r\n\r\n{CANARY}").into()),
    ] {
        vendor.next(act);
        get(IS_PARTNER).await;
    }
    get("/vendor/gone/api/v1/partner").await;
    get(&format!("/vendor/{CANARY}/api/v1/partner")).await;
    get(&format!("/vendor/sa/{CANARY}")).await;
    get(&format!("{IS_PARTNER}?key={CANARY}")).await;
    get(&format!("/keys/{CANARY}")).await;
    ask(address, "GET", IS_PARTNER, &[SAME_ORIGIN, &format!("x-api-key: {CANARY} {CANARY}")]).await;
    let path = format!("/vendor/sa/api/v1/partner/product/{PRODUCT}/product-api-key");
    ask(
        address,
        "POST",
        &path,
        &[SAME_ORIGIN, &key, &format!("x-request-id: {CANARY}"), "content-length: 0"],
    )
    .await;
    ask(address, "POST", &path, &[SAME_ORIGIN, &key, &once(0x1234_5678_9abc), "content-length: 0"]).await;
    let reply_key = format!("x-reply-key: {CANARY_REPLY_KEY}");
    let (parking, resume) =
        (once(0x2345_6789_abcd), format!("/vendor/sa/parked/{}", uuid::Uuid::from_u128(0x2345_6789_abcd)));
    for key_line in [&reply_key, &reply_key, &format!("{reply_key}{CANARY}")] {
        vendor.next_reply("200 OK", &secret_reply);
        ask(address, "POST", &path, &[SAME_ORIGIN, &key, &parking, key_line, "content-length: 0"]).await;
        ask(address, "GET", &resume, &[SAME_ORIGIN]).await;
    }
    raw(address, format!("GET /{CANARY} NOT-HTTP\r\n{key}\r\n\r\n").as_bytes()).await;

    let printed = ended(child, lines).await;
    for secret in [CANARY, CANARY_BASIC, CANARY_REPLY_KEY, PRODUCT] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert!(printed.contains(" qs WestpacLatest GET 200 vendor "), "{printed}");
    assert!(printed.contains(" sa SuperApiPartner GET 502 reply_lost "), "{printed}");
    assert!(printed.contains(" gone SuperApiPartner GET 502 connect_failed "), "{printed}");
    assert!(printed.contains(" sa - - 404 no_route "), "{printed}");
    assert!(printed.contains(" sa SuperApiProvision POST 200 vendor "), "{printed}");
    assert!(printed.contains(" sa SuperApiProvision POST 200 parked "), "{printed}");
    assert!(printed.contains(" sa SuperApiProvision POST 400 bad_reply_key "), "{printed}");
    assert_eq!(printed.matches(" sa Parked GET 200 parked ").count(), 3, "{printed}");
    assert!(printed.contains("once=00000000\n") && !printed.contains("123456789abc"), "{printed}");
    assert_eq!(printed.lines().filter(|line| line.contains("once=")).count(), 21, "{printed}");
}

#[tokio::test]
async fn a_port_in_use_is_named_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (output, errors) = output(&["--listen", &address]).await;
    assert!(!output.status.success());
    assert!(errors.contains("in use") && errors.contains("--listen 127.0.0.1:0"), "{errors}");
}

#[tokio::test]
async fn the_sandbox_stays_on_this_machine() {
    let (output, errors) = output(&["--listen", "0.0.0.0:0"]).await;
    assert!(!output.status.success());
    assert!(errors.contains("this machine only"), "{errors}");
}

#[tokio::test]
async fn a_wrong_word_is_answered_with_the_usage() {
    let (output, errors) = output(&["--port", "1"]).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("'--port'") && errors.contains("Usage:"), "{errors}");
}

#[tokio::test]
async fn help_and_the_version_are_no_errors() {
    for (option, words) in
        [("--help", "127.0.0.1:8080"), ("-h", "Usage:"), ("--version", "keyturn-gateway 0.")]
    {
        let (output, errors) = output(&[option]).await;
        assert!(output.status.success() && errors.is_empty(), "{errors}");
        assert!(String::from_utf8(output.stdout).unwrap().contains(words), "{option}");
    }
}
