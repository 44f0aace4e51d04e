//! One view of one page.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time;

use crate::Outcome;
use crate::browser::Browser;
use crate::conditions::Conditions;
use crate::pages::Page;
use crate::traffic::{Part, Traffic};
use crate::webdriver::Session;

/// How long a page may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// A page that asks for nothing for this long asks for nothing more.
const QUIET: Duration = Duration::from_millis(600);
/// Shown first, so that the browser's own start, its fonts included, is not in the figures.
const WARM_UP: &str =
    "data:text/html,<p style='font-family:system-ui'>Ready <b>to</b> <button>measure</button>";
/// What one view showed.
pub(crate) struct View {
    /// Milliseconds to the first text or picture on screen.
    pub(crate) content: f64,
    /// Milliseconds to the first control's answer.
    pub(crate) usable: f64,
    /// Bytes over the wire by part.
    pub(crate) bytes: BTreeMap<Part, u64>,
    pub(crate) requests: u64,
}

#[derive(Deserialize)]
struct Moments {
    content: f64,
    usable: f64,
}

/// Views a page once.
pub(crate) async fn measure(page: Page, url: &str, conditions: Conditions) -> Outcome<View> {
    let browser = Browser::open().await?;
    let view = look(&browser.session, page, url, conditions).await;
    browser.close().await?;
    view
}

async fn look(session: &Session, page: Page, url: &str, conditions: Conditions) -> Outcome<View> {
    session.go(WARM_UP).await?;
    session.command("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": probe(page) })).await?;
    for (command, parameters) in conditions.commands(false) {
        session.command(command, &parameters).await?;
    }
    time::sleep(QUIET).await;
    session.go(url).await?;
    let Moments { content, usable } = moments(session).await?;
    let traffic = traffic(session, url).await?;
    let bytes = Part::ALL.into_iter().map(|part| (part, traffic.bytes(part))).collect();
    Ok(View { content, usable, bytes, requests: traffic.requests() })
}

fn probe(page: Page) -> String {
    let controls = include_str!("controls.js").trim_end();
    include_str!("probe.js").replace("= CONTROLS[\"PAGE\"];", &format!("= {controls}[\"{}\"];", page.name()))
}

/// Waits in the page, not by asking again and again: every question would slow the page down.
async fn moments(session: &Session) -> Outcome<Moments> {
    let limit = PATIENCE.as_millis();
    let first = format!("Promise.race([firstView, new Promise((end) => setTimeout(end, {limit}))])");
    let wait = json!({ "expression": first, "awaitPromise": true, "returnByValue": true });
    let answer = session.command("Runtime.evaluate", &wait).await?;
    Moments::deserialize(&answer["result"]["value"]).map_err(|_| {
        let seconds = PATIENCE.as_secs();
        format!("its control did not answer within {seconds} s; bench/src/controls.js says which it is")
            .into()
    })
}

/// Everything that was asked for until the page fell silent.
async fn traffic(session: &Session, origin: &str) -> Outcome<Traffic> {
    let begun = Instant::now();
    let mut traffic = Traffic::default();
    loop {
        let events = session.events().await?;
        events.iter().for_each(|event| traffic.note(event, origin));
        let silent = !events.iter().any(is_of_the_network);
        if silent && traffic.is_complete() {
            return Ok(traffic);
        }
        if begun.elapsed() > PATIENCE {
            return Err("it never stopped to ask its server".into());
        }
        time::sleep(QUIET).await;
    }
}

fn is_of_the_network(event: &Value) -> bool {
    event["method"].as_str().is_some_and(|method| method.starts_with("Network."))
}
