//! Why this browser's storage did not do what was asked.

use wasm_bindgen::JsValue;

use crate::browser::js::exception_name;
use keyturn_domain::explain::Explanation;

/// What stands in the way. Nothing that was stored before is lost by any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// This browser offers the page no storage.
    Absent,
    /// Another tab holds on to the storage and does not let go.
    Blocked,
    /// The disk, or the share of it that this page may use, is full.
    Quota,
    /// The browser gave the write up: nothing of it was kept.
    Aborted,
    /// Another tab took the writing over.
    Stale,
    /// Something stands already where this was to be written.
    Taken,
    /// The vault or the set is not there any more, or the storage was closed under this page.
    Gone,
    /// A newer Keyturn laid this storage out.
    Newer,
    /// The storage failed in a way that this page does not know, or gave back what Keyturn never writes. What it
    /// was, in the browser's own word; never what is stored.
    Unreadable(String),
}

impl StoreError {
    /// From what the browser threw.
    pub(super) fn thrown(thrown: &JsValue) -> Self {
        Self::named(exception_name(thrown))
    }

    /// From the browser's name for it.
    pub(super) fn named(name: String) -> Self {
        match name.as_str() {
            "QuotaExceededError" => Self::Quota,
            "ConstraintError" => Self::Taken,
            "InvalidStateError" => Self::Gone,
            "VersionError" => Self::Newer,
            "SecurityError" => Self::Absent,
            "AbortError" | "TransactionInactiveError" | "TimeoutError" => Self::Aborted,
            _ => Self::Unreadable(name),
        }
    }

    /// What happened, whose fault it is and what to do next.
    pub fn words(&self) -> Explanation {
        const BROWSER: &str = "This browser";
        const TABS: &str = "Two tabs of Keyturn at once";
        let (happened, owner, next) = match self {
            Self::Absent => (
                "This browser gives the page no storage, so the vault cannot be kept here.",
                BROWSER,
                "Allow this site to store data, or use another browser. You can go on without a vault; then everything is lost when this tab closes.",
            ),
            Self::Blocked => (
                "Another tab holds on to the vault's storage and does not let go.",
                TABS,
                "Close the other Keyturn tabs, then try again.",
            ),
            Self::Quota => (
                "There is no room left to store the record, so it was not written.",
                "This device's disk, or the room that this browser gives the page",
                "Free some space on this device, then try again. No vendor is called while nothing can be written.",
            ),
            Self::Aborted => (
                "The browser gave up writing the record. Nothing of it was kept.",
                BROWSER,
                "Try again. If it happens again, export the vault and go on in another browser.",
            ),
            Self::Stale => (
                "Another tab took this over, so this tab wrote nothing.",
                TABS,
                "Go on in the other tab, or take it over here.",
            ),
            Self::Taken => (
                "Another tab wrote at this place first, so this tab wrote nothing.",
                TABS,
                "Reload this page: it then shows what the other tab wrote.",
            ),
            Self::Gone => (
                "The vault, or this part of it, was removed while this page was open, or the browser closed its storage.",
                "Another tab, or whoever cleared this site's data",
                "Reload this page to see what is there.",
            ),
            Self::Newer => (
                "The vault's storage was laid out by a newer Keyturn.",
                "This page's version",
                "Reload the page to get the newer version. Nothing was changed.",
            ),
            Self::Unreadable(_) => (
                "The browser's storage failed, or gave back something that Keyturn does not write.",
                "This browser's storage",
                "Reload the page. If it stays like this, leave it as it is and go on from a sealed export in another browser.",
            ),
        };
        let causes = match self {
            Self::Unreadable(name) if !name.is_empty() => vec![format!("The browser calls it {name}.")],
            _ => Vec::new(),
        };
        Explanation { happened: happened.into(), owner, causes, next: next.into() }
    }
}
