//! A browser that dies after the vendor answered still gets the answer, and nobody else does.

use std::sync::Arc;
use std::time::Duration;

use keyturn_vault::error::VaultError;
use keyturn_vault::parked::{ReplyKey, unpark};
use keyturn_wire::http::Reply;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::client::{Answer, ask, raw, request};
use crate::rig::{PARTNER_KEY, Rig, SAME_ORIGIN, once, provision};
use crate::vendor::{Act, Gate, reply};

const SECRET: &str = "superapiproduct_FAKE";
const HEAD: &str = "201 Created\r\ncontent-type: application/json\r\nset-cookie: a=b\r\n\
                    date: Sun, 22 Nov 2026 01:02:03 GMT";

fn minted() -> Vec<u8> {
    reply(HEAD, format!("{{\"data\":{{\"api_key\":\"{SECRET}\"}}}}"))
}

fn reply_key(number: u8) -> ReplyKey {
    ReplyKey::new(Zeroizing::new([number; 32]))
}

fn line(key: &ReplyKey) -> String {
    format!("x-reply-key: {}", *key.to_header())
}

fn resume(connection: &str, number: u128) -> String {
    format!("/vendor/{connection}/parked/{}", Uuid::from_u128(number))
}

/// A change that asks for its reply to be parked, over the connection in its path.
async fn change(rig: &Rig, method: &str, path: &str, number: u128, key: &ReplyKey) -> Answer {
    let lines = [SAME_ORIGIN, PARTNER_KEY, &once(number), &line(key), "content-length: 0"];
    ask(rig.address(), method, path, &lines).await
}

async fn resumed(rig: &Rig, connection: &str, number: u128) -> Answer {
    ask(rig.address(), "GET", &resume(connection, number), &[SAME_ORIGIN]).await
}

fn opened(answer: &Answer, number: u128, key: &ReplyKey) -> Reply {
    assert_eq!(
        (answer.status, answer.header("x-keyturn-answer")),
        (200, Some("parked")),
        "{}",
        answer.text()
    );
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(!answer.text().contains(SECRET));
    let wrong = unpark(&reply_key(0), Uuid::from_u128(number), answer.text());
    assert_eq!(wrong.err(), Some(VaultError::Forged));
    unpark(key, Uuid::from_u128(number), answer.text()).ok().unwrap()
}

fn assert_gone(repeat: &Answer, resumed: &Answer) {
    assert_eq!((repeat.status, repeat.gateway_error()), (409, ("used_request_id".into(), "maybe".into())));
    assert_eq!((resumed.status, resumed.gateway_error()), (404, ("not_parked".into(), "maybe".into())));
}

#[tokio::test]
async fn a_browser_that_went_right_after_sending_gets_the_reply_both_ways() {
    let rig = Rig::start().await;
    let gate = Arc::new(Gate::default());
    rig.vendor.next(Act::Wait(Arc::clone(&gate), minted()));
    let key = reply_key(1);
    let mut browser = TcpStream::connect(rig.address()).await.unwrap();
    let lines = [SAME_ORIGIN, PARTNER_KEY, &once(1), &line(&key), "content-length: 0"];
    browser.write_all(&request(rig.address(), "POST", &provision(), &lines)).await.unwrap();
    gate.arrived.notified().await;
    drop(browser);
    for _ in 0..2 {
        assert_eq!(ask(rig.address(), "GET", "/healthz", &[]).await.status, 200);
    }
    gate.release.notify_one();
    let answers = [
        resumed(&rig, "sa", 1).await,
        change(&rig, "POST", &provision(), 1, &key).await,
        resumed(&rig, "sa", 1).await,
    ];
    for answer in &answers {
        let reply = opened(answer, 1, &key);
        assert_eq!(reply.status, 201);
        assert!(std::str::from_utf8(&reply.body).unwrap().contains(SECRET));
    }
    let received = rig.vendor.received();
    assert_eq!(received.len(), 1);
    assert!(!received[0].contains("x-reply-key") && !received[0].contains(key.to_header().as_str()));
}

#[tokio::test]
async fn what_is_parked_is_what_the_page_received() {
    let rig = Rig::start().await;
    for (number, act, status) in [
        (1, Act::Send(minted()), 201),
        (2, Act::Send(reply("204 No Content", "")), 204),
        (3, Act::Close, 502),
    ] {
        rig.vendor.next(act);
        let key = reply_key(1);
        let page = change(&rig, "DELETE", &provision(), number, &key).await;
        let parked = opened(&resumed(&rig, "sa", number).await, number, &key);
        assert_eq!((page.status, &page.body), (status, &*parked.body));
        assert_eq!(parked.status, status);
        for (name, value) in &parked.headers {
            assert_eq!(page.header(name), Some(value.as_str()));
        }
        // The rest is between this connection's two ends.
        let names: Vec<_> = parked.headers.iter().map(|(name, _)| name.as_str()).collect();
        let framing = ["connection", "content-length", "date"];
        let missing: Vec<_> = page
            .header_names()
            .into_iter()
            .filter(|name| !names.contains(name) && !framing.contains(name))
            .collect();
        assert_eq!(missing, [""; 0]);
        assert!(!names.contains(&"date"), "a vendor's date is not passed on, parked or not");
    }
}

#[tokio::test]
async fn who_asks_while_the_call_is_under_way_waits_for_its_end() {
    let rig = Arc::new(Rig::start().await);
    let gate = Arc::new(Gate::default());
    rig.vendor.next(Act::Wait(Arc::clone(&gate), minted()));
    let asking = |resumes: bool| {
        let rig = Arc::clone(&rig);
        tokio::spawn(async move {
            if resumes {
                resumed(&rig, "sa", 1).await
            } else {
                change(&rig, "POST", &provision(), 1, &reply_key(1)).await
            }
        })
    };
    let first = asking(false);
    gate.arrived.notified().await;
    let waiting = [asking(false), asking(true)];
    for _ in 0..2 {
        assert_eq!(ask(rig.address(), "GET", "/healthz", &[]).await.status, 200);
    }
    assert!(!waiting.iter().any(tokio::task::JoinHandle::is_finished));
    assert_eq!(resumed(&rig, "qs", 1).await.gateway_error().0, "not_parked", "others do not wait");
    gate.release.notify_one();
    let first = first.await.unwrap();
    assert_eq!((first.status, first.header("x-keyturn-answer")), (201, Some("vendor")));
    for answer in waiting {
        assert_eq!(*opened(&answer.await.unwrap(), 1, &reply_key(1)).body, first.body);
    }
    assert_eq!(rig.vendor.received().len(), 1);
}

#[tokio::test]
async fn two_at_the_same_time_with_one_id_are_one_call_and_one_reply() {
    let rig = Rig::start().await;
    rig.vendor.next(Act::Send(minted()));
    let (path, key) = (provision(), reply_key(1));
    let (one, other) =
        tokio::join!(change(&rig, "POST", &path, 1, &key), change(&rig, "POST", &path, 1, &key));
    let (plain, parked) = if one.status == 201 { (one, other) } else { (other, one) };
    assert_eq!((plain.status, &plain.body), (201, &*opened(&parked, 1, &key).body));
    assert_eq!(rig.vendor.received().len(), 1);
}

#[tokio::test]
async fn failures_are_parked_too() {
    let rig = Rig::with(|config| config.limits.exchange = Duration::from_millis(50)).await;
    for (number, act, code) in [(1, Act::Hang, "timeout"), (2, Act::Close, "reply_lost")] {
        rig.vendor.next(act);
        let (path, key) = (provision(), reply_key(1));
        let (first, repeat) = tokio::join!(
            change(&rig, "POST", &path, number, &key),
            change(&rig, "POST", &path, number, &key)
        );
        let (plain, parked) = if first.header("x-keyturn-answer") == Some("parked") {
            (repeat, first)
        } else {
            (first, repeat)
        };
        assert_eq!(plain.gateway_error(), (code.into(), "maybe".into()));
        for parked in [parked, resumed(&rig, "sa", number).await] {
            let reply = opened(&parked, number, &key);
            assert_eq!((reply.status, &*reply.body), (plain.status, &plain.body));
            assert_eq!(reply.header("x-keyturn-answer"), Some("gateway"));
        }
    }
    assert_eq!(rig.vendor.received().len(), 2);
}

#[tokio::test]
async fn when_its_time_is_up_a_reply_is_gone() {
    let rig = Rig::with(|config| config.limits.parked_for = Duration::ZERO).await;
    let key = reply_key(1);
    assert_eq!(change(&rig, "POST", &provision(), 1, &key).await.status, 200);
    assert_gone(&change(&rig, "POST", &provision(), 1, &key).await, &resumed(&rig, "sa", 1).await);
    assert_eq!(rig.vendor.received().len(), 1);
}

#[tokio::test]
async fn the_oldest_makes_room() {
    let key = reply_key(1);
    let rig = Rig::with(|config| config.limits.parked_replies = 1).await;
    for number in [1, 2] {
        assert_eq!(change(&rig, "POST", &provision(), number, &key).await.status, 200);
    }
    assert_gone(&change(&rig, "POST", &provision(), 1, &key).await, &resumed(&rig, "sa", 1).await);
    assert_eq!(*opened(&resumed(&rig, "sa", 2).await, 2, &key).body, b"{}");
    let rig = Rig::with(|config| config.limits.parked_bytes = 10).await;
    assert_eq!(change(&rig, "POST", &provision(), 1, &key).await.status, 200);
    assert_gone(&change(&rig, "POST", &provision(), 1, &key).await, &resumed(&rig, "sa", 1).await);
}

#[tokio::test]
async fn only_the_same_call_on_the_same_connection_has_it() {
    let rig = Rig::start().await;
    let key = reply_key(1);
    assert_eq!(change(&rig, "POST", &provision(), 1, &key).await.status, 200);
    let elsewhere = provision().replace("/sa/", "/sa-id/");
    let other_product = provision().replace("bffc9067", "bffc9068");
    for (method, path) in [("POST", elsewhere), ("DELETE", provision()), ("POST", other_product)] {
        let repeat = change(&rig, method, &path, 1, &key).await;
        assert_gone(&repeat, &resumed(&rig, "sa-id", 1).await);
    }
    assert_gone(&rig.change("DELETE", &provision(), &once(1)).await, &resumed(&rig, "qs", 1).await);
    opened(&rig.change("POST", &provision(), &once(1)).await, 1, &key);
    assert_eq!(rig.vendor.received().len(), 1);
}

#[tokio::test]
async fn without_a_reply_key_nothing_is_parked() {
    let rig = Rig::start().await;
    assert_eq!(rig.change("POST", &provision(), &once(1)).await.status, 200);
    let late = change(&rig, "POST", &provision(), 1, &reply_key(1)).await;
    assert_gone(&late, &resumed(&rig, "sa", 1).await);
    assert_eq!(resumed(&rig, "sa", 2).await.gateway_error().0, "not_parked", "an id that nobody used");
}

#[tokio::test]
async fn a_malformed_reply_key_sends_nothing_and_uses_no_id_up() {
    let rig = Rig::start().await;
    let good = line(&reply_key(1));
    for bad in [
        "x-reply-key:".to_owned(),
        "x-reply-key: FAKE".to_owned(),
        format!("{good}="),
        format!("{good}\r\n{good}"),
        good.replace('=', "A"),
        good.replace("AQEB", "AQ-B"),
    ] {
        let lines = [SAME_ORIGIN, PARTNER_KEY, &once(1), &bad, "content-length: 0"];
        let answer = ask(rig.address(), "POST", &provision(), &lines).await;
        assert_eq!(
            (answer.status, answer.gateway_error()),
            (400, ("bad_reply_key".into(), "no".into())),
            "{bad}"
        );
    }
    assert_eq!(rig.vendor.received(), Vec::<String>::new());
    assert_eq!(change(&rig, "POST", &provision(), 1, &reply_key(1)).await.status, 200);
}

#[tokio::test]
async fn a_refused_change_parks_nothing_and_leaves_its_id_unused() {
    let rig = Rig::with(|config| {
        config.limits.per_second = 1;
        config.limits.burst = 1;
    })
    .await;
    let key = reply_key(1);
    assert_eq!(change(&rig, "POST", &provision(), 1, &key).await.status, 200);
    assert_eq!(
        change(&rig, "POST", &provision(), 2, &key).await.gateway_error(),
        ("busy".into(), "no".into())
    );
    assert_eq!(resumed(&rig, "sa", 2).await.gateway_error().0, "not_parked");
    opened(&change(&rig, "POST", &provision(), 1, &key).await, 1, &key);
}

#[tokio::test]
async fn asking_for_a_parked_reply_is_guarded_like_a_vendor_call() {
    let rig = Rig::start().await;
    assert_eq!(change(&rig, "POST", &provision(), 1, &reply_key(1)).await.status, 200);
    let path = resume("sa", 1);
    let table = [
        ("GET", path.clone(), vec![], 403, "cross_site"),
        ("GET", path.clone(), vec!["sec-fetch-site: cross-site"], 403, "cross_site"),
        ("GET", path.clone(), vec!["sec-fetch-site: none"], 403, "cross_site"),
        ("POST", path.clone(), vec![SAME_ORIGIN], 405, "method"),
        ("DELETE", path.clone(), vec![SAME_ORIGIN], 405, "method"),
        ("GET", format!("{path}?a=b"), vec![SAME_ORIGIN], 400, "query"),
        ("GET", format!("{path}/"), vec![SAME_ORIGIN], 404, "no_route"),
        ("GET", path.replace('-', ""), vec![SAME_ORIGIN], 404, "no_route"),
        ("GET", "/vendor/sa/parked/".to_owned(), vec![SAME_ORIGIN], 404, "no_route"),
        ("GET", resume("nobody", 1), vec![SAME_ORIGIN], 404, "unknown_connection"),
        ("GET", path.clone(), vec![SAME_ORIGIN, "transfer-encoding: chunked"], 400, "bad_request"),
    ];
    for (method, path, lines, status, code) in table {
        let answer = ask(rig.address(), method, &path, &lines).await;
        assert_eq!(
            (answer.status, answer.gateway_error()),
            (status, (code.into(), "no".into())),
            "{method} {path}"
        );
    }
    let stranger =
        format!("GET {path} HTTP/1.1\r\nhost: evil.example\r\n{SAME_ORIGIN}\r\nconnection: close\r\n\r\n");
    assert_eq!(raw(rig.address(), stranger.as_bytes()).await.unwrap().gateway_error().0, "host");
    assert_eq!(rig.vendor.received().len(), 1);
}

#[tokio::test]
async fn a_gateway_that_parks_nothing_does_not_say_that_it_does() {
    let rig = Rig::with(|config| config.limits.parked_replies = 0).await;
    assert_eq!(rig.get("/config.json").await.json()["parkedReplies"], false);
}
