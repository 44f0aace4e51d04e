//! One human confirmation, one call at the vendor.

use std::sync::Arc;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::client::{ask, request};
use crate::rig::{IS_PARTNER, PARTNER_KEY, Rig, SAME_ORIGIN, once, provision};
use crate::vendor::{Act, Gate, reply};

#[tokio::test]
async fn an_id_works_once_whatever_became_of_the_first_call() {
    let rig = Rig::start().await;
    rig.vendor.next(Act::Close);
    let lost = rig.change("POST", &provision(), &once(1)).await;
    assert_eq!((lost.status, lost.gateway_error()), (502, ("reply_lost".into(), "maybe".into())));
    for method in ["POST", "DELETE"] {
        let again = rig.change(method, &provision(), &once(1)).await;
        assert_eq!((again.status, again.gateway_error()), (409, ("used_request_id".into(), "maybe".into())));
    }
    assert_eq!(rig.vendor.received().len(), 1);
    assert_eq!(rig.change("POST", &provision(), &once(2)).await.status, 200);
}

#[tokio::test]
async fn two_at_the_same_time_with_one_id_are_one_call() {
    let rig = Rig::start().await;
    let (path, id) = (provision(), once(1));
    let (first, second) = tokio::join!(rig.change("POST", &path, &id), rig.change("POST", &path, &id));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(rig.vendor.received().len(), 1);
}

#[tokio::test]
async fn a_refused_request_does_not_use_its_id_up() {
    let rig = Rig::start().await;
    let without_key = ask(rig.address(), "POST", &provision(), &[SAME_ORIGIN, &once(1)]).await;
    assert_eq!(without_key.status, 400);
    assert_eq!(rig.change("POST", &provision(), &once(1)).await.status, 200);
}

#[tokio::test]
async fn a_repeat_in_a_hurry_is_not_told_that_nothing_was_sent() {
    let rig = Rig::with(|config| {
        config.limits.per_second = 1;
        config.limits.burst = 1;
    })
    .await;
    assert_eq!(rig.change("POST", &provision(), &once(1)).await.status, 200);
    let again = rig.change("POST", &provision(), &once(1)).await;
    assert_eq!(again.gateway_error(), ("used_request_id".into(), "maybe".into()));
}

#[tokio::test]
async fn a_lost_reply_is_never_asked_for_again() {
    let rig = Rig::start().await;
    assert_eq!(rig.get(IS_PARTNER).await.status, 200);
    rig.vendor.next(Act::Close);
    assert_eq!(rig.get(IS_PARTNER).await.gateway_error(), ("reply_lost".into(), "maybe".into()));
    rig.vendor.next(Act::Close);
    assert_eq!(rig.change("DELETE", &provision(), &once(1)).await.gateway_error().0, "reply_lost");
    assert_eq!(rig.vendor.received().len(), 3);
}

#[tokio::test]
async fn a_change_is_finished_when_the_browser_has_gone_and_stopping_waits_for_it() {
    let rig = Rig::start().await;
    let gate = Arc::new(Gate::default());
    rig.vendor.next(Act::Wait(Arc::clone(&gate), reply("200 OK", "{}")));
    let id = once(1);
    let mut browser = TcpStream::connect(rig.address()).await.unwrap();
    let bytes =
        request(rig.address(), "POST", &provision(), &[SAME_ORIGIN, PARTNER_KEY, &id, "content-length: 0"]);
    browser.write_all(&bytes).await.unwrap();
    gate.arrived.notified().await;
    drop(browser);
    // Two more exchanges on the same runtime: by then the gateway has seen the browser go.
    for _ in 0..2 {
        assert_eq!(ask(rig.address(), "GET", "/healthz", &[]).await.status, 200);
    }
    let mut stopping = tokio::spawn(rig.gateway.shutdown());
    tokio::task::yield_now().await;
    assert!(!stopping.is_finished(), "the exchange is still under way");
    gate.release.notify_one();
    (&mut stopping).await.unwrap();
    assert_eq!(*gate.caller_waits.lock().unwrap(), Some(true), "the gateway waited for the vendor's reply");
    assert_eq!(rig.vendor.received().len(), 1);
}
