//! The simulated vendors behind the very same forwarder, and the page that steers them.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyturn_gateway::{Config, Server, start};
use serde_json::{Value, json};

use crate::client::{Answer, ask, raw, request};
use crate::rig::{SAME_ORIGIN, once};

struct Sandbox(Server);

impl Sandbox {
    async fn start() -> Self {
        let mut config = Config::sandbox("no-page-here".into(), "127.0.0.1:0".parse().unwrap());
        // What hangs is waited for so long; what does not has to come through on a busy machine.
        config.limits.exchange = Duration::from_secs(3);
        Self(start(config).await.unwrap())
    }

    async fn get(&self, path: &str) -> Answer {
        ask(self.0.address(), "GET", path, &[]).await
    }

    async fn post(&self, path: &str, lines: &[&str], body: &str) -> Answer {
        let length = format!("content-length: {}", body.len());
        let lines = [lines, &[length.as_str()]].concat();
        let mut bytes = request(self.0.address(), "POST", path, &lines);
        bytes.extend_from_slice(body.as_bytes());
        raw(self.0.address(), &bytes).await.unwrap()
    }

    async fn order(&self, order: Value) -> Answer {
        let answer = self.post("/sandbox/order", &[], &order.to_string()).await;
        assert_eq!(answer.status, 200, "{order}: {}", answer.text());
        answer
    }

    /// The first starter key of this kind.
    async fn key(&self, kind: &str) -> String {
        let keys = self.get("/sandbox/keys").await.json();
        let key = keys.as_array().unwrap().iter().find(|key| key["kind"] == kind).unwrap();
        assert!(
            key["what"].as_str().unwrap().len() > 10
                && key["connection"].as_str().unwrap().ends_with("-sandbox")
        );
        key["text"].as_str().unwrap().to_owned()
    }

    async fn latest(&self) -> Answer {
        let basic = STANDARD.encode(format!("{}:", self.key("secret").await));
        let line = format!("x-vendor-authorization: Basic {basic}");
        ask(self.0.address(), "GET", "/vendor/quickstream-sandbox/api-keys/latest", &[SAME_ORIGIN, &line])
            .await
    }

    async fn state(&self) -> Value {
        self.get("/sandbox/state").await.json()
    }
}

#[tokio::test]
async fn a_renewal_and_a_mint_work_through_the_forwarder() {
    let sandbox = Sandbox::start().await;
    let latest = sandbox.latest().await;
    assert_eq!(latest.status, 200);
    assert_eq!(latest.json()["key"], sandbox.key("secret").await.as_str());
    let product = sandbox.state().await["superapi"]["products"][0]["id"].as_str().unwrap().to_owned();
    let partner = format!("x-api-key: {}", sandbox.key("partner").await);
    let path = format!("/vendor/superapi-sandbox/api/v1/partner/product/{product}/product-api-key");
    let minted = sandbox.post(&path, &[SAME_ORIGIN, &partner, &once(1)], "").await;
    let key = format!("x-api-key: {}", minted.json()["data"]["api_key"].as_str().unwrap());
    let whose =
        ask(sandbox.0.address(), "GET", "/vendor/superapi-sandbox/api/v1/product", &[SAME_ORIGIN, &key])
            .await;
    assert_eq!(whose.json()["data"]["id"], product.as_str());
    assert!(!whose.text().contains("webhook_signing_token"));
}

#[tokio::test]
async fn ordered_faults_arrive_as_they_would_from_a_real_host() {
    let sandbox = Sandbox::start().await;
    for (fault, status, code) in [
        (json!("dropped-before"), 502, "reply_lost"),
        (json!("dropped-after"), 502, "reply_lost"),
        (json!("truncated"), 502, "reply_lost"),
        (json!("hang"), 504, "timeout"),
        (json!("huge"), 502, "reply_too_large"),
        (json!("redirect"), 502, "redirect"),
        (json!({"status": {"code": 407}}), 502, "company_proxy"),
    ] {
        sandbox.order(json!({"do": "arm", "vendor": "quickstream", "fault": fault})).await;
        let answer = sandbox.latest().await;
        assert_eq!((answer.status, answer.gateway_error().0.as_str()), (status, code), "{fault}");
    }
    sandbox.order(json!({"do": "arm", "vendor": "quickstream", "fault": {"status": {"code": 401}}})).await;
    let refused = sandbox.latest().await;
    assert_eq!((refused.status, refused.header("x-keyturn-answer")), (401, Some("vendor")));
    assert_eq!(refused.header("www-authenticate"), None);
    assert_eq!(sandbox.latest().await.status, 200);
    assert_eq!(sandbox.state().await["log"].as_array().unwrap().len(), 9, "each was received once");
}

#[tokio::test]
async fn every_answer_carries_the_sandboxs_time() {
    let sandbox = Sandbox::start().await;
    sandbox.order(json!({"do": "set-clock", "to": "2031-03-04T05:06:00Z"})).await;
    for answer in [
        sandbox.get("/config.json").await,
        sandbox.get("/").await,
        sandbox.latest().await,
        sandbox.get("/vendor/x").await,
    ] {
        let date = answer.header("date").unwrap();
        assert!(date.starts_with("Tue, 04 Mar 2031 05:0"), "{date}");
    }
}

#[tokio::test]
async fn another_site_cannot_steer_the_sandbox() {
    let sandbox = Sandbox::start().await;
    let own = format!("origin: http://{}", sandbox.0.address());
    let order = json!({"do": "advance", "seconds": 60}).to_string();
    for (lines, status) in [
        (&["sec-fetch-site: cross-site"][..], 403),
        (&["sec-fetch-site: none"], 403),
        (&["origin: https://evil.example"], 403),
        (&["origin: null"], 403),
        (&[SAME_ORIGIN], 200),
        (&[own.as_str()], 200),
        (&[], 200),
    ] {
        assert_eq!(sandbox.post("/sandbox/order", lines, &order).await.status, status, "{lines:?}");
    }
    assert_eq!(sandbox.state().await["offset_seconds"], 180);
}

#[tokio::test]
async fn an_order_that_cannot_be_obeyed_says_so() {
    let sandbox = Sandbox::start().await;
    for (order, status) in [("{}", 400), ("no JSON", 400), (r#"{"do":"revoke-key","key":"nobody"}"#, 404)] {
        let answer = sandbox.post("/sandbox/order", &[], order).await;
        assert_eq!((answer.status, &answer.json()["error"]["origin"]), (status, &json!("sandbox")));
    }
}

#[tokio::test]
async fn the_control_page_works_without_script_and_shows_hostile_names_as_text() {
    let sandbox = Sandbox::start().await;
    let back = sandbox
        .post("/sandbox/form", &[SAME_ORIGIN], "do=arm&target=superapi%2Fprovision&fault=%22hang%22&times=2")
        .await;
    assert_eq!((back.status, back.header("location")), (303, Some("/sandbox/")));
    let armed = sandbox.state().await["armed"].clone();
    assert_eq!(armed, json!([{"vendor": "superapi", "route": "provision", "fault": "hang", "times": 2}]));
    let page = sandbox.get("/sandbox/").await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self';") && policy.contains("form-action 'self'")
    );
    let text = page.text();
    assert!(text.contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Sons&quot;"));
    assert!(!text.contains("<img") && !text.contains("<script"));
    assert!(text.contains("&quot;hang&quot;") && text.contains(&sandbox.key("partner").await));
    assert_eq!(
        sandbox.get("/sandbox/control.css").await.header("content-type"),
        Some("text/css; charset=utf-8")
    );
}
