//! What the browser complains of, and what it was seen to request.

use serde::Deserialize;
use serde_json::Value;

use crate::engine::Engine;
use crate::must;
use crate::page::Page;

/// All that a walk's browser has logged so far.
#[derive(Default)]
pub(crate) struct Heard {
    console: Vec<String>,
    requests: Vec<Asked>,
}

/// A request that the page made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `GET`, `POST` or `DELETE`.
    pub method: String,
    /// The whole address.
    pub url: String,
}

#[derive(Deserialize)]
struct Envelope {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    method: String,
    #[serde(default)]
    params: Value,
}

impl Page {
    /// Takes in the browser's logs, which empties them at the driver.
    pub(crate) async fn listen(&self, heard: &mut Heard) {
        if self.browser.engine == Engine::Chromium {
            self.listen_to_logs(heard).await;
        }
        let violations: Vec<String> =
            self.ask("return globalThis.__walk?.seen.violations.splice(0) ?? []", &[]).await;
        heard.console.extend(violations.into_iter().map(|violation| format!("[policy] {violation}")));
        let headless: Vec<String> =
            self.ask("return globalThis.__walk?.seen.headless.splice(0) ?? []", &[]).await;
        heard.console.extend(headless.into_iter().map(|moment| format!("[SEVERE page] {moment}")));
    }

    /// Other drivers have no logs to give.
    async fn listen_to_logs(&self, heard: &mut Heard) {
        let session = &self.browser.session;
        let console = must("the console cannot be read", session.get_log("browser").await);
        heard.console.extend(console.into_iter().map(|entry| {
            format!("[{} {}] {}", entry.level, entry.source.unwrap_or_default(), entry.message)
        }));
        let traffic = must("the traffic cannot be read", session.get_log("performance").await);
        heard.requests.extend(traffic.iter().filter_map(|entry| request(&entry.message)));
    }
}

fn request(entry: &str) -> Option<Asked> {
    if !entry.contains("Network.requestWillBeSent\"") {
        return None;
    }
    let Envelope { message } = serde_json::from_str(entry).ok()?;
    let asked = &message.params["request"];
    let url = asked["url"].as_str().unwrap_or_default().to_owned();
    // What starts so stands in the page's own memory: a worker's script, or a file to save.
    let travels = !url.starts_with("blob:");
    let by_page = !message.params["documentURL"].as_str().unwrap_or_default().starts_with("chrome:");
    (by_page && travels && message.method == "Network.requestWillBeSent")
        .then(|| Asked { method: asked["method"].as_str().unwrap_or_default().to_owned(), url })
}

impl Heard {
    /// The requests so far, oldest first.
    pub(crate) fn requests(&self) -> &[Asked] {
        &self.requests
    }

    /// Everything of it in one text.
    pub(crate) fn all(&self) -> String {
        let asked = self.requests.iter().map(|asked| format!("{} {}", asked.method, asked.url));
        self.console.iter().cloned().chain(asked).collect::<Vec<_>>().join("\n")
    }

    /// What no walk may cause. A failed load is no fault of the page: vendors that refuse are what is walked here.
    pub(crate) fn faults(&self, origin: &str, keys: &[String]) -> Vec<String> {
        let harmless = |entry: &&String| entry.contains(" network] ") && !names_policy(entry);
        let console = self.console.iter().filter(|entry| entry.starts_with("[SEVERE") || names_policy(entry));
        let console = console.filter(|entry| !harmless(entry)).map(|entry| format!("console: {entry}"));
        let foreign = self.requests.iter().filter(|asked| !is_own(&asked.url, origin));
        let foreign = foreign.map(|asked| format!("a request to elsewhere: {} {}", asked.method, asked.url));
        let leaks = keys.iter().flat_map(|key| {
            let spoken = self.console.iter().filter(move |entry| entry.contains(key.as_str()));
            let sent = self.requests.iter().filter(move |asked| asked.url.contains(key.as_str()));
            spoken
                .map(|_| "a key stands in the console".to_owned())
                .chain(sent.map(|asked| format!("a key stands in the address of a {}", asked.method)))
        });
        console.chain(foreign).chain(leaks).collect()
    }
}

fn names_policy(entry: &str) -> bool {
    ["[policy]", "Content Security Policy", "TrustedHTML", "Trusted Type", "Permissions policy"]
        .iter()
        .any(|words| entry.contains(words))
}

/// Addresses of the page's own origin, and those that never leave the browser.
fn is_own(url: &str, origin: &str) -> bool {
    url.starts_with(&format!("{origin}/"))
        || ["data:", "blob:", "about:"].iter().any(|scheme| url.starts_with(scheme))
}
