//! Follows the address bar: links that are clicked, the browser's back and forward, and redirects.

use leptos::prelude::*;

use crate::browser::address;
use crate::route::Route;

/// The panel's router.
#[derive(Clone, Copy)]
pub struct Router {
    path: RwSignal<String>,
    query: RwSignal<String>,
}

impl Router {
    /// Follows the address from now on.
    pub(super) fn provide() -> Self {
        let (path, query) = address::current();
        let router = Self { path: RwSignal::new(path), query: RwSignal::new(query) };
        provide_context(router);
        let back = window_event_listener(leptos::ev::popstate, move |_| router.read_address());
        let link = window_event_listener(leptos::ev::click, move |event| {
            if let Some(href) = address::followed(&event) {
                event.prevent_default();
                router.show(&href, false);
            }
        });
        on_cleanup(move || {
            back.remove();
            link.remove();
        });
        router
    }

    /// This panel's router.
    pub fn here() -> Self {
        expect_context()
    }

    /// Goes to a page.
    pub fn go(self, to: Route) {
        self.show(&to.href(), false);
    }

    /// Gives the page that is shown another query, without a new line in the browser's history.
    pub fn replace_query(self, query: &[(&str, &str)]) {
        self.show(&self.route_untracked().href_with(query), true);
    }

    /// The page that is shown. Tracked.
    pub fn route(self) -> Route {
        self.path.with(|path| Route::parse(path))
    }

    /// The page that is shown. Untracked.
    pub fn route_untracked(self) -> Route {
        untrack(|| self.route())
    }

    /// A parameter of the query; empty if it is not there. Tracked.
    pub fn query(self, name: &str) -> String {
        self.query.with(|query| {
            let mut parameters = query.split('&').filter_map(|parameter| parameter.split_once('='));
            let value = parameters.find(|(parameter, _)| *parameter == name).map(|(_, value)| value);
            value.unwrap_or_default().to_owned()
        })
    }

    fn show(self, href: &str, in_place: bool) {
        address::show(href, in_place);
        self.read_address();
    }

    fn read_address(self) {
        let (path, query) = address::current();
        for (signal, value) in [(self.path, path), (self.query, query)] {
            if signal.with_untracked(|old| *old != value) {
                signal.set(value);
            }
        }
    }
}
