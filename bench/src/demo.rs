//! From the click on “Open the demo” to its keys on screen, on this computer without any brake.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time;

use crate::Outcome;
use crate::browser::Browser;
use crate::webdriver::Session;

/// How long anything here may take.
const PATIENCE: Duration = Duration::from_secs(60);
const AGAIN: Duration = Duration::from_millis(50);
/// As the demo may take, in milliseconds.
pub(crate) const MOST: f64 = 1000.0;

/// In every page: when the first key of the demo was on screen.
const WATCH: &str = "\
    globalThis.demoReady = new Promise((ready) => { \
        const look = () => (location.search.startsWith('?demo') && document.querySelector('main tbody tr') \
            ? ready(Date.now()) : requestAnimationFrame(look)); \
        requestAnimationFrame(look); \
    });";
/// When it was pressed; nothing while it is not there.
const PRESS: &str = "\
    (() => { \
        const link = [...document.querySelectorAll('a')].find((it) => it.textContent.includes('Open the demo')); \
        link?.click(); \
        return link ? Date.now() : 0; \
    })()";
const READY: &str = "location.search.startsWith('?demo') ? demoReady : 0";

/// Milliseconds from the click to the first key, in a browser that has seen the panel's first view and nothing else.
pub(crate) async fn measure(url: &str) -> Outcome<f64> {
    let browser = Browser::open().await?;
    let session = &browser.session;
    session.command("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH })).await?;
    session.go(url).await?;
    let pressed = until(session, PRESS).await?;
    let ready = until(session, READY).await?;
    browser.close().await?;
    Ok(ready - pressed)
}

/// Asks until there is an answer. A page that is being left has none.
async fn until(session: &Session, expression: &str) -> Outcome<f64> {
    let question = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let answer = session.command("Runtime.evaluate", &question).await;
        let number = answer.ok().and_then(|answer| answer["result"]["value"].as_f64());
        match number {
            Some(number) if number > 0.0 => return Ok(number),
            _ => time::sleep(AGAIN).await,
        }
    }
    Err("the demo did not open".into())
}
