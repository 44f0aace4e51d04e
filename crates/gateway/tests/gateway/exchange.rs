//! Time, size and the ways an exchange fails.

use std::time::Duration;

use tokio::net::TcpListener;

use crate::client::ask;
use crate::rig::{BASIC, IS_PARTNER, LATEST, Rig, SAME_ORIGIN, config_for, once, provision};
use crate::vendor::{Act, Vendor, reply};
use keyturn_gateway::start;

#[tokio::test]
async fn a_silent_vendor_ends_in_a_timeout_that_does_not_know_what_was_done() {
    let rig = Rig::with(|config| config.limits.exchange = Duration::from_millis(50)).await;
    rig.vendor.next(Act::Hang);
    let answer = rig.change("POST", &provision(), &once(1)).await;
    assert_eq!((answer.status, answer.gateway_error()), (504, ("timeout".into(), "maybe".into())));
}

#[tokio::test]
async fn a_host_that_refuses_or_never_finishes_connecting_got_nothing() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = (format!("https://{}", silent.local_addr().unwrap()), silent);
    for host in [nobody, silent.0] {
        let mut config = config_for(&host);
        config.limits.connect = Duration::from_millis(50);
        let gateway = start(config).await.unwrap();
        let answer = ask(gateway.address(), "GET", LATEST, &[SAME_ORIGIN, BASIC]).await;
        assert_eq!(
            (answer.status, answer.gateway_error()),
            (502, ("connect_failed".into(), "no".into())),
            "{host}"
        );
    }
}

#[tokio::test]
async fn redirects_are_not_followed_and_not_shown() {
    let rig = Rig::start().await;
    let elsewhere = Vendor::start().await;
    for status in
        ["301 Moved", "302 Found", "303 See Other", "304 Not Modified", "307 Temporary", "308 Permanent"]
    {
        rig.vendor.next_reply(&format!("{status}\r\nlocation: http://{}/", elsewhere.address), "");
        let answer = rig.get(IS_PARTNER).await;
        assert_eq!(
            (answer.status, answer.gateway_error()),
            (502, ("redirect".into(), "maybe".into())),
            "{status}"
        );
        assert_eq!(answer.header("location"), None);
    }
    assert_eq!(elsewhere.received(), Vec::<String>::new());
}

#[tokio::test]
async fn a_407_never_reaches_the_browser() {
    let rig = Rig::start().await;
    rig.vendor.next_reply("407 Proxy Authentication Required\r\nproxy-authenticate: Basic", "<html>");
    let answer = rig.get(LATEST).await;
    assert_eq!((answer.status, answer.gateway_error()), (502, ("company_proxy".into(), "no".into())));
}

#[tokio::test]
async fn an_outbound_proxy_that_wants_a_password_is_named() {
    let proxy = Vendor::start().await;
    proxy.next_reply("407 Proxy Authentication Required\r\nproxy-authenticate: Basic", "");
    let mut config = config_for("https://vendor.invalid");
    config.outbound_proxy = Some(format!("http://{}", proxy.address).parse().unwrap());
    let gateway = start(config).await.unwrap();
    let answer = ask(gateway.address(), "GET", LATEST, &[SAME_ORIGIN, BASIC]).await;
    assert_eq!((answer.status, answer.gateway_error()), (502, ("company_proxy".into(), "no".into())));
    assert!(proxy.received()[0].starts_with("CONNECT vendor.invalid:443 "));
    assert!(!proxy.received()[0].to_lowercase().contains("rkflrv9trunfrkflrto"));
}

#[tokio::test]
async fn a_huge_reply_is_not_read_to_its_end() {
    let rig = Rig::with(|config| config.limits.reply_bytes = 1000).await;
    let fits = "x".repeat(1000);
    rig.vendor.next_reply("200 OK", &fits);
    assert_eq!(rig.get(IS_PARTNER).await.body.len(), 1000);
    let announced = reply("200 OK", format!("{fits}x"));
    let chunks = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3e8\r\n{fits}\r\n1\r\nx\r\n");
    for bytes in [announced, chunks.into_bytes()] {
        rig.vendor.next(Act::Send(bytes));
        let answer = rig.get(IS_PARTNER).await;
        assert_eq!(
            (answer.status, answer.gateway_error()),
            (502, ("reply_too_large".into(), "maybe".into()))
        );
    }
}

#[tokio::test]
async fn half_a_reply_and_no_http_at_all_are_lost_replies() {
    let rig = Rig::start().await;
    for bytes in [
        &b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"a\""[..],
        b"HTTP/1.1 200",
        b"garbage\r\n\r\n",
        b"",
    ] {
        rig.vendor.next(Act::Send(bytes.to_vec()));
        let answer = rig.get(IS_PARTNER).await;
        assert_eq!((answer.status, answer.gateway_error()), (502, ("reply_lost".into(), "maybe".into())));
    }
}

#[tokio::test]
async fn who_hurries_is_held_back_before_anything_is_sent() {
    let rig = Rig::with(|config| {
        config.limits.per_second = 1;
        config.limits.burst = 2;
    })
    .await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(rig.get(IS_PARTNER).await.status);
    }
    assert_eq!(statuses, [200, 200, 503]);
    assert_eq!(rig.get(IS_PARTNER).await.gateway_error(), ("busy".into(), "no".into()));
    assert_eq!(rig.get(LATEST).await.status, 200, "another connection has a rate of its own");
    assert_eq!(rig.vendor.received().len(), 3);
}

#[tokio::test]
async fn a_body_that_never_comes_is_given_up() {
    let rig = Rig::with(|config| config.limits.request = Duration::from_millis(50)).await;
    let id = once(1);
    let lines = [SAME_ORIGIN, crate::rig::PARTNER_KEY, &id, "content-length: 10"];
    let answer = ask(rig.address(), "POST", &provision(), &lines).await;
    assert_eq!((answer.status, answer.gateway_error()), (400, ("bad_request".into(), "no".into())));
    assert_eq!(rig.vendor.received(), Vec::<String>::new());
}
