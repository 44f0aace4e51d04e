//! What of a body comes back.

use crate::rig::{IS_PARTNER, LATEST, Rig};

const JSON_200: &str = "200 OK\r\ncontent-type: application/json";
const PRODUCT: &str = "/vendor/sa/api/v1/product";

#[tokio::test]
async fn a_body_without_secrets_to_remove_comes_back_byte_for_byte() {
    let rig = Rig::start().await;
    for (head, body) in [
        (JSON_200, "{ \"key\" : 1 }"),
        ("200 OK\r\ncontent-type: text/html", "<html>"),
        ("204 No Content", ""),
    ] {
        rig.vendor.next_reply(head, body);
        let answer = rig.get(LATEST).await;
        assert_eq!(answer.text(), body);
        assert_eq!(answer.header("x-keyturn-answer"), Some("vendor"));
    }
}

#[tokio::test]
async fn what_a_vendor_sends_is_json_or_plain_text_and_runs_nowhere() {
    let rig = Rig::start().await;
    let json = "application/json";
    let text = "text/plain; charset=utf-8";
    for (head, body, kind) in [
        ("200 OK\r\ncontent-type: text/html", "<script>alert(1)</script>", Some(text)),
        ("404 Not Found\r\ncontent-type: text/html; charset=utf-7", "+ADw-script+AD4-", Some(text)),
        ("200 OK\r\ncontent-type: application/xhtml+xml", "<html/>", Some(text)),
        ("200 OK\r\ncontent-type: image/svg+xml", "<svg onload='alert(1)'/>", Some(text)),
        ("200 OK\r\ncontent-type: text/xml", "<?xml version='1.0'?><a/>", Some(text)),
        ("200 OK\r\ncontent-type: text/javascript", "alert(1)", Some(text)),
        ("200 OK\r\ncontent-type: multipart/x-mixed-replace; boundary=a", "--a\r\n\r\n<html>", Some(text)),
        ("200 OK\r\ncontent-type: application/json\r\ncontent-type: text/html", "<html>", Some(text)),
        ("200 OK\r\ncontent-type: application/json, text/html", "<html>", Some(text)),
        ("200 OK", "<html>", Some(text)),
        ("200 OK\r\ncontent-type:", "<html>", Some(text)),
        ("200 OK\r\ncontent-type: text/html", "{\"key\": 1}", Some(json)),
        ("200 OK\r\ncontent-type: Application/JSON; charset=UTF-8", "{\"cut", Some(json)),
        ("200 OK", "[]", Some(json)),
        ("204 No Content\r\ncontent-type: text/html", "", None),
    ] {
        for path in [LATEST, IS_PARTNER] {
            rig.vendor.next_reply(head, body);
            let answer = rig.get(path).await;
            assert_eq!((answer.text(), answer.header("content-type")), (body, kind), "{head}");
            assert_eq!(answer.header("content-security-policy"), Some("sandbox"), "{head}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{head}");
        }
    }
}

#[tokio::test]
async fn signing_tokens_are_removed_at_any_depth() {
    let rig = Rig::start().await;
    for path in [PRODUCT, "/vendor/sa/api/v1/partner/product"] {
        rig.vendor.next_reply(
            JSON_200,
            r#"{"data":[{"id":"1","webhook_signing_token":"FAKE","deep":{"webhook_signing_token":["FAKE"]}}]}"#,
        );
        let answer = rig.get(path).await;
        assert_eq!(answer.json(), serde_json::json!({"data": [{"id": "1", "deep": {}}]}), "{path}");
    }
}

#[tokio::test]
async fn the_request_log_comes_without_headers_and_bodies() {
    let rig = Rig::start().await;
    rig.vendor.next_reply(
        JSON_200,
        r#"{"data":[{"status":200,"request_headers":{"x-api-key":"FAKE"},"request_body":"FAKE",
            "response_headers":[],"response_body":"FAKE","api_key_short_token":"ab"}],"offset":0}"#,
    );
    let answer = rig.get("/vendor/sa-id/api/v1/api-requests").await;
    assert_eq!(
        answer.json(),
        serde_json::json!({"data": [{"status": 200, "api_key_short_token": "ab"}], "offset": 0})
    );
}

#[tokio::test]
async fn a_reply_that_might_hide_a_secret_is_kept_back() {
    let rig = Rig::start().await;
    for (head, body) in [
        (JSON_200, r#"{"webhook_signing_token":"FA"#),
        ("200 OK\r\ncontent-type: text/html", "<html>"),
        ("500 Oops\r\ncontent-type: text/html", "<pre>webhook_signing_token: FAKE</pre>"),
        ("200 OK\r\ncontent-encoding: gzip", "\u{1f}gz"),
    ] {
        rig.vendor.next_reply(head, body);
        let answer = rig.get(PRODUCT).await;
        assert_eq!(
            (answer.status, answer.gateway_error()),
            (502, ("unreadable_reply".into(), "maybe".into())),
            "{body}"
        );
    }
    rig.vendor.next_reply("502 Bad Gateway\r\ncontent-type: text/html", "<html>");
    let answer = rig.get(PRODUCT).await;
    assert_eq!((answer.status, answer.text()), (502, "<html>"));
}

#[tokio::test]
async fn a_compressed_reply_that_nobody_asked_for_is_kept_back() {
    let rig = Rig::start().await;
    rig.vendor.next_reply("200 OK\r\ncontent-encoding: br", "x");
    assert_eq!(rig.get(IS_PARTNER).await.gateway_error().0, "unreadable_reply");
}

#[tokio::test]
async fn every_status_of_the_vendor_is_kept() {
    let rig = Rig::start().await;
    for status in [200, 201, 202, 400, 401, 403, 404, 405, 422, 429, 500, 502, 503, 504] {
        rig.vendor.next_reply(&format!("{status} X"), "{}");
        assert_eq!(rig.get(IS_PARTNER).await.status, status);
    }
}
