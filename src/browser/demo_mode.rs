//! Whether this page is the panel or the demo. The two share no storage, no lock and no channel between tabs, and a page
//! never changes from one to the other.

use super::mount::document;

/// The query parameter that asks for the demo; its value is the story to begin with.
pub(super) const PARAMETER: &str = "demo";

/// An attribute of the root element on a server that has nothing but the demo.
const ONLY: &str = "data-demo-only";

thread_local! {
    static DEMO: bool = is_demo_only() || is_asked_for();
}

/// Whether this page is the demo. Answered from the address that the page was opened with.
pub fn is_demo() -> bool {
    DEMO.with(|demo| *demo)
}

/// Whether this server has nothing but the demo.
pub fn is_demo_only() -> bool {
    let root = document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute(ONLY))
}

/// The name, or the beginning of the name, of every database, lock and channel.
pub fn storage_name() -> &'static str {
    if is_demo() { "keyturn-demo" } else { "keyturn" }
}

fn is_asked_for() -> bool {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return false };
    let query = location.search().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    path.trim_end_matches('/') == "/demo" || query_parameters(&query).any(|(name, _)| name == PARAMETER)
}

/// The parameters of a query, with or without its question mark.
pub(super) fn query_parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let parameters = query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
    parameters.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}
