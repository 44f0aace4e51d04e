//! What uses a one-time id up, for how long, and whom that can hold up.

use std::net::SocketAddr;
use std::time::Duration;

use keyturn_gateway::start;
use tokio::net::TcpListener;

use crate::client::{Answer, ask};
use crate::rig::{IS_PARTNER, KEY_ID, PARTNER_KEY, Rig, SAME_ORIGIN, config_for, once, provision};
use crate::vendor::Vendor;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn post(address: SocketAddr, lines: &[&str]) -> Answer {
    ask(address, "POST", &provision(), &[&[SAME_ORIGIN, "content-length: 0"], lines].concat()).await
}

/// An address that nobody listens on.
async fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

#[tokio::test]
async fn a_call_that_reached_nobody_gives_its_id_back() {
    let nobody = nobody().await;
    let mut config = config_for(&format!("http://{nobody}"));
    config.limits.request_ids_per_connection = 1;
    config.limits.request_ids_per_peer = 1;
    let gateway = start(config).await.unwrap();
    for number in [1, 2, 3, 1] {
        let answer = post(gateway.address(), &[PARTNER_KEY, &once(number)]).await;
        assert_eq!((answer.status, answer.gateway_error()), (502, ("connect_failed".into(), "no".into())));
    }
    let vendor = Vendor::at(nobody).await;
    assert_eq!(post(gateway.address(), &[PARTNER_KEY, &once(1)]).await.status, 200);
    assert_eq!(post(gateway.address(), &[PARTNER_KEY, &once(1)]).await.gateway_error().0, "used_request_id");
    assert_eq!(vendor.received().len(), 1);
}

#[tokio::test]
async fn a_page_that_was_told_that_its_call_did_not_leave_is_not_made_a_liar_by_a_repeat() {
    let nobody = nobody().await;
    let gateway = start(config_for(&format!("http://{nobody}"))).await.unwrap();
    let key = "x-reply-key: AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let first = post(gateway.address(), &[PARTNER_KEY, &once(1), key]).await;
    assert_eq!(first.gateway_error().0, "connect_failed");
    let vendor = Vendor::at(nobody).await;
    let repeat = post(gateway.address(), &[PARTNER_KEY, &once(1), key]).await;
    assert_eq!((repeat.status, repeat.header("x-keyturn-answer")), (200, Some("parked")));
    assert_eq!(vendor.received(), [""; 0]);
}

#[tokio::test]
async fn refused_calls_use_no_id_up_whatever_they_are_refused_for() {
    let rig = Rig::with(|config| {
        config.limits.request_ids_per_peer = 1;
        config.limits.request_ids_per_connection = 1;
    })
    .await;
    let id = once(1);
    let product = provision();
    for (method, path, lines) in [
        ("POST", product.clone(), vec![SAME_ORIGIN, id.as_str()]),
        ("POST", product.clone(), vec![PARTNER_KEY, &id]),
        ("POST", product.clone(), vec![SAME_ORIGIN, PARTNER_KEY, &id, "x-reply-key: short"]),
        ("POST", product.clone(), vec![SAME_ORIGIN, PARTNER_KEY, &id, "content-length: 5000"]),
        ("POST", product.clone(), vec![SAME_ORIGIN, PARTNER_KEY, &id, "transfer-encoding: chunked"]),
        ("POST", format!("{product}?"), vec![SAME_ORIGIN, PARTNER_KEY, &id]),
        ("PUT", product.clone(), vec![SAME_ORIGIN, PARTNER_KEY, &id]),
        ("DELETE", format!("{product}/{KEY_ID}"), vec![SAME_ORIGIN, PARTNER_KEY, &id]),
        ("POST", product.replace("/sa/", "/nobody/"), vec![SAME_ORIGIN, PARTNER_KEY, &id]),
        ("POST", product.replace("/sa/", "/qs/"), vec![SAME_ORIGIN, PARTNER_KEY, &id]),
        ("GET", IS_PARTNER.to_owned(), vec![SAME_ORIGIN, PARTNER_KEY, &id]),
    ] {
        ask(rig.address(), method, &path, &lines).await;
    }
    assert_eq!(rig.change("POST", &product, &id).await.status, 200);
}

#[tokio::test]
async fn nobody_locks_out_another_connection_or_another_peer() {
    let rig = Rig::with(|config| {
        config.limits.request_ids_per_connection = 3;
        config.limits.request_ids_per_peer = 2;
    })
    .await;
    for number in [1, 2] {
        assert_eq!(rig.change("POST", &provision(), &once(number)).await.status, 200);
    }
    let own = rig.change("POST", &provision(), &once(3)).await;
    assert_eq!((own.status, own.gateway_error()), (429, ("too_many_changes".into(), "no".into())));
    assert!(own.text().contains("this network address") && own.text().contains("request_ids_per_peer"));
    assert_eq!(rig.change_from_another(&provision(), &once(3)).await.status, 200);
    let all = rig.change_from_another(&provision(), &once(4)).await;
    assert_eq!((all.status, all.gateway_error()), (503, ("too_many_changes".into(), "no".into())));
    assert!(
        all.text().contains("this vendor connection") && all.text().contains("request_ids_per_connection")
    );
    let other = provision().replace("/sa/", "/sa-id/");
    assert_eq!(rig.change("POST", &other, &once(4)).await.status, 200, "another connection");
    assert_eq!(rig.get(IS_PARTNER).await.status, 200, "questions need no id");
    let used = rig.change("POST", &provision(), &once(1)).await;
    assert_eq!(used.gateway_error().0, "used_request_id", "a full memory still knows what it holds");
    assert_eq!(rig.vendor.received().len(), 5);
}

#[tokio::test]
async fn an_id_ends_after_a_day_and_no_sooner() {
    let rig = Rig::with(|config| config.limits.request_ids_per_peer = 1).await;
    let clock = rig.clock.clone();
    assert_eq!(rig.change("POST", &provision(), &once(1)).await.status, 200);
    clock.advance(DAY - Duration::from_secs(60));
    assert_eq!(rig.change("POST", &provision(), &once(1)).await.gateway_error().0, "used_request_id");
    assert_eq!(rig.change("POST", &provision(), &once(2)).await.gateway_error().0, "too_many_changes");
    clock.advance(Duration::from_secs(60));
    assert_eq!(rig.change("POST", &provision(), &once(2)).await.status, 200);
    assert_eq!(rig.vendor.received().len(), 2);
}

#[tokio::test]
async fn an_id_is_the_same_however_it_is_written_and_whoever_brings_it() {
    let rig = Rig::start().await;
    let id = "abcdefab-cdef-4abc-8def-abcdefabcdef";
    assert_eq!(rig.change("POST", &provision(), &format!("x-request-id: {id}")).await.status, 200);
    let upper = format!("X-Request-ID: {}", id.to_uppercase());
    for lines in [[PARTNER_KEY, &upper], ["x-api-key: superapipartner_OTHER", &upper]] {
        assert_eq!(post(rig.address(), &lines).await.gateway_error().0, "used_request_id");
    }
    let elsewhere = provision().replace("/sa/", "/sa-id/");
    assert_eq!(rig.change("POST", &elsewhere, &upper).await.gateway_error().0, "used_request_id");
    assert_eq!(rig.change_from_another(&provision(), &upper).await.gateway_error().0, "used_request_id");
    assert_eq!(rig.vendor.received().len(), 1);
}

#[tokio::test]
async fn the_id_of_a_page_without_chance_is_none() {
    let rig = Rig::start().await;
    assert_eq!(
        rig.change("POST", &provision(), &once(0)).await.gateway_error(),
        ("bad_request_id".into(), "no".into())
    );
    assert_eq!(rig.vendor.received(), [""; 0]);
}
