//! Which of the two realms this page is in: the panel's own, or the demo's. They share nothing that is kept: no
//! storage, no lock, no channel between tabs. A page never changes its realm.

use super::mount::document;

/// The query's member that asks for the demo; its value is the story to begin with.
pub(super) const MEMBER: &str = "demo";

/// On the root element where there is nothing but the demo.
const ONLY: &str = "data-demo-only";

thread_local! {
    static DEMO: bool = is_only() || asked();
}

/// Whether this page is the demo. Asked before the panel stands, so that the address is the one it was opened by.
pub fn is_demo() -> bool {
    DEMO.with(|demo| *demo)
}

/// Whether this server has nothing but the demo.
pub fn is_only() -> bool {
    let root = document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute(ONLY))
}

/// What everything that is kept, locked or told between tabs is named by.
pub fn name() -> &'static str {
    if is_demo() { "keyturn-demo" } else { "keyturn" }
}

fn asked() -> bool {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return false };
    let query = location.search().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    path.trim_end_matches('/') == "/demo" || members(&query).any(|(name, _)| name == MEMBER)
}

/// The members of a query, with or without its question mark.
pub(super) fn members(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let members = query.trim_start_matches('?').split('&').filter(|member| !member.is_empty());
    members.map(|member| member.split_once('=').unwrap_or((member, "")))
}
