//! What a view moved over the wire, from the browser's own network events.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a file is to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Html,
    Css,
    Js,
    Wasm,
    Other,
    /// The heads of all responses.
    Heads,
}

impl Part {
    pub(crate) const ALL: [Self; 6] = [Self::Html, Self::Css, Self::Js, Self::Wasm, Self::Other, Self::Heads];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Css => "css",
            Self::Js => "js",
            Self::Wasm => "wasm",
            Self::Other => "other",
            Self::Heads => "heads",
        }
    }

    fn of(mime: &str) -> Self {
        match mime {
            "text/html" => Self::Html,
            "text/css" => Self::Css,
            "application/wasm" => Self::Wasm,
            _ if mime.ends_with("javascript") => Self::Js,
            _ => Self::Other,
        }
    }
}

/// The responses of one view.
#[derive(Default)]
pub(crate) struct Traffic {
    open: BTreeMap<String, Option<Response>>,
    done: Vec<Response>,
}

struct Response {
    part: Part,
    head: u64,
    /// Head and body as they came, still encoded.
    whole: u64,
}

impl Traffic {
    /// Takes one event in; only requests to `origin` count.
    pub(crate) fn note(&mut self, event: &Value, origin: &str) {
        let told = &event["params"];
        let id = told["requestId"].as_str().unwrap_or_default();
        match event["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent"
                if told["request"]["url"].as_str().is_some_and(|url| url.starts_with(origin)) =>
            {
                self.open.insert(id.to_owned(), None);
            }
            "Network.responseReceived" => {
                if let Some(open) = self.open.get_mut(id) {
                    let head = told["response"]["encodedDataLength"].as_u64().unwrap_or_default();
                    let part = Part::of(told["response"]["mimeType"].as_str().unwrap_or_default());
                    *open = Some(Response { part, head, whole: head });
                }
            }
            "Network.loadingFinished" => {
                if let Some(Some(mut response)) = self.open.remove(id) {
                    let whole = told["encodedDataLength"].as_f64().unwrap_or_default();
                    response.whole = response.head.max(whole as u64);
                    self.done.push(response);
                }
            }
            // It came from the browser's memory: nothing went over the wire.
            "Network.requestServedFromCache" => drop(self.open.remove(id)),
            "Network.loadingFailed" => {
                self.done.extend(self.open.remove(id).flatten());
            }
            _ => {}
        }
    }

    /// Whether every request has been answered.
    pub(crate) fn is_complete(&self) -> bool {
        self.open.is_empty()
    }

    pub(crate) fn requests(&self) -> u64 {
        self.done.len() as u64
    }

    /// Bytes of one part.
    pub(crate) fn bytes(&self, part: Part) -> u64 {
        if part == Part::Heads {
            return self.done.iter().map(|response| response.head).sum();
        }
        let of_it = self.done.iter().filter(|response| response.part == part);
        of_it.map(|response| response.whole - response.head).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(method: &str, id: &str, more: Value) -> Value {
        let mut params = more;
        params["requestId"] = id.into();
        json!({ "method": method, "params": params })
    }

    fn noted(events: &[Value]) -> Traffic {
        let mut traffic = Traffic::default();
        for event in events {
            traffic.note(event, "http://127.0.0.1:1/");
        }
        traffic
    }

    fn asked(id: &str, url: &str) -> Value {
        event("Network.requestWillBeSent", id, json!({ "request": { "url": url } }))
    }

    fn received(id: &str, mime: &str) -> Value {
        let response = json!({ "mimeType": mime, "encodedDataLength": 100 });
        event("Network.responseReceived", id, json!({ "response": response }))
    }

    #[test]
    fn heads_and_bodies_are_counted_apart() {
        let finished = event("Network.loadingFinished", "1", json!({ "encodedDataLength": 350 }));
        let traffic =
            noted(&[asked("1", "http://127.0.0.1:1/a.js"), received("1", "text/javascript"), finished]);
        assert_eq!((traffic.bytes(Part::Js), traffic.bytes(Part::Heads), traffic.requests()), (250, 100, 1));
        assert!(traffic.is_complete());
    }

    #[test]
    fn what_comes_from_elsewhere_or_from_memory_does_not_count() {
        let remembered = event("Network.requestServedFromCache", "2", json!({}));
        let finished = event("Network.loadingFinished", "3", json!({ "encodedDataLength": 9 }));
        let traffic =
            noted(&[asked("2", "http://127.0.0.1:1/b.css"), remembered, asked("3", "data:,"), finished]);
        assert_eq!((traffic.requests(), traffic.is_complete()), (0, true));
    }
}
