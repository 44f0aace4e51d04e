//! Where in the panel one is: the address, read and changed. The panel has no other router.

use leptos::prelude::*;

use super::desk::RunId;
use crate::browser::address;
use keyturn_domain::inventory::KeyId;

/// A page, as its address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// `/`
    Keys,
    /// `/keys/…`
    Key(KeyId),
    /// `/keys/…/rotate`
    Rotate(KeyId),
    /// `/keys/…/renew`
    Renew(KeyId),
    /// `/runs/…`
    Run(RunId),
    /// `/keys/…/leak`
    Leak(KeyId),
    /// `/look-up`
    LookUp,
    /// `/rehearse`
    Rehearse,
    /// `/connections`
    Connections,
    /// `/activity`
    Activity,
    /// `/security`
    Security,
    /// Anything else.
    Nowhere,
}

impl Page {
    fn read(path: &str) -> Self {
        let mut parts = path.trim_matches('/').split('/');
        let (first, second, third, fourth) = (parts.next(), parts.next(), parts.next(), parts.next());
        // A number that is none leads to a page that says so.
        let number = second.and_then(|text| text.parse().ok()).unwrap_or_default();
        match (first.unwrap_or_default(), second, third, fourth) {
            ("", None, ..) => Self::Keys,
            ("keys", Some(_), None, None) => Self::Key(KeyId(number)),
            ("keys", Some(_), Some("rotate"), None) => Self::Rotate(KeyId(number)),
            ("keys", Some(_), Some("renew"), None) => Self::Renew(KeyId(number)),
            ("keys", Some(_), Some("leak"), None) => Self::Leak(KeyId(number)),
            ("look-up", None, ..) => Self::LookUp,
            ("runs", Some(_), None, None) => Self::Run(RunId(number)),
            ("rehearse", None, ..) => Self::Rehearse,
            ("connections", None, ..) => Self::Connections,
            ("activity", None, ..) => Self::Activity,
            ("security", None, ..) => Self::Security,
            _ => Self::Nowhere,
        }
    }
}

/// The address.
#[derive(Clone, Copy)]
pub struct Place {
    path: RwSignal<String>,
    query: RwSignal<String>,
}

impl Place {
    /// Follows the address from now on: links that are clicked, and the browser's back and forward.
    pub(super) fn provide() -> Self {
        let (path, query) = address::current();
        let place = Self { path: RwSignal::new(path), query: RwSignal::new(query) };
        provide_context(place);
        let back = window_event_listener(leptos::ev::popstate, move |_| place.read());
        let link = window_event_listener(leptos::ev::click, move |event| {
            if let Some(to) = address::followed(&event) {
                event.prevent_default();
                place.go(&to);
            }
        });
        on_cleanup(move || {
            back.remove();
            link.remove();
        });
        place
    }

    /// Where this panel is.
    pub fn here() -> Self {
        expect_context()
    }

    /// Goes to an address of the panel.
    pub fn go(self, to: &str) {
        address::show(to, false);
        self.read();
    }

    /// Changes the address of the page that is shown.
    pub fn rename(self, to: &str) {
        address::show(to, true);
        self.read();
    }

    /// The page.
    pub fn page(self) -> Page {
        self.path.with(|path| Page::read(path))
    }

    /// Whether the address is exactly this path.
    pub fn is(self, path: &str) -> bool {
        self.path.with(|here| here == path)
    }

    /// A member of the query, as it stands there; empty if there is none.
    pub fn member(self, name: &str) -> String {
        self.query.with(|query| {
            let mut members = query.split('&').filter_map(|member| member.split_once('='));
            members.find(|(member, _)| *member == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
        })
    }

    fn read(self) {
        let (path, query) = address::current();
        for (signal, value) in [(self.path, path), (self.query, query)] {
            if signal.with_untracked(|old| *old != value) {
                signal.set(value);
            }
        }
    }
}
