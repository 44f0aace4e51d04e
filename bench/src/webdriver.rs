//! As much of WebDriver as a measurement takes.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::{Method, Request, header};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use tokio::time;

use crate::Outcome;

/// Longer than anything that a browser in order is told to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser that does what it is told.
pub(crate) struct Session {
    client: Client<HttpConnector, Full<Bytes>>,
    /// Where commands go.
    base: String,
}

impl Session {
    /// Starts a browser with these capabilities.
    pub(crate) async fn open(authority: &str, capabilities: &Value) -> Outcome<Self> {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let mut session = Self { client, base: format!("http://{authority}/session") };
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let opened = session.send(Method::POST, "", Some(&wanted)).await?;
        let id = opened["sessionId"].as_str().ok_or("the driver gave no session")?;
        session.base = format!("{}/{id}", session.base);
        Ok(session)
    }

    /// Goes to a page and comes back when it has loaded.
    pub(crate) async fn go(&self, url: &str) -> Outcome {
        self.send(Method::POST, "/url", Some(&json!({ "url": url }))).await.map(drop)
    }

    /// A DevTools command.
    pub(crate) async fn command(&self, name: &str, parameters: &Value) -> Outcome<Value> {
        let body = json!({ "cmd": name, "params": parameters });
        self.send(Method::POST, "/goog/cdp/execute", Some(&body)).await
    }

    /// The DevTools events since the last time this was asked.
    pub(crate) async fn events(&self) -> Outcome<Vec<Value>> {
        let log = self.send(Method::POST, "/se/log", Some(&json!({ "type": "performance" }))).await?;
        let texts = log.as_array().into_iter().flatten().filter_map(|entry| entry["message"].as_str());
        let events = texts.map(|text| Ok(serde_json::from_str::<Value>(text)?["message"].take()));
        events.collect()
    }

    /// Ends the browser.
    pub(crate) async fn close(self) -> Outcome {
        self.send(Method::DELETE, "", None).await.map(drop)
    }

    async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Outcome<Value> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)))?;
        let response = time::timeout(PATIENCE, self.client.request(request))
            .await
            .map_err(|_| format!("the browser did not answer {path} within {} s", PATIENCE.as_secs()))??;
        let good = response.status().is_success();
        let bytes = response.into_body().collect().await?.to_bytes();
        let mut answer: Value = serde_json::from_slice(&bytes)?;
        if good {
            return Ok(answer["value"].take());
        }
        let why = answer["value"]["message"].as_str().unwrap_or("without a reason");
        Err(format!("the browser refused {path}: {}", why.lines().next().unwrap_or_default()).into())
    }
}
