//! The views that the second part brings, or what stands in their place until it is here.

use leptos::prelude::*;

use super::{Lazy, LazyView, Loading};
use crate::app::components::PageHeading;
use crate::app::state::AppState;
use crate::route::Route;

const MISSING: &str = "This part of the panel did not load";

impl Lazy {
    /// What stands before everything while a vault is looked for, or is not open.
    pub(in crate::app) fn gate(self) -> AnyView {
        let view = move || match self.loading.get() {
            Loading::Here => (self.part.view)(LazyView::Gate),
            Loading::Failed => Some(self.page_failed()),
            Loading::NotAsked | Loading::Arriving => Some(page_opening()),
        };
        view.into_any()
    }

    /// The button that locks an open vault, or leads to one.
    pub(in crate::app) fn lock_button(self) -> AnyView {
        self.once_here(LazyView::LockButton)
    }

    /// What the vault has to say on every page.
    pub(in crate::app) fn vault_notices(self) -> AnyView {
        self.once_here(LazyView::VaultNotices)
    }

    /// The button that asks about every key.
    pub(in crate::app) fn check_all(self) -> AnyView {
        self.once_here(LazyView::CheckAll)
    }

    /// A page.
    pub(in crate::app) fn page(self, route: Route) -> AnyView {
        self.whole_page(LazyView::Page(route))
    }

    /// The keys, where a register is all there is.
    pub(in crate::app) fn register_keys(self) -> AnyView {
        self.whole_page(LazyView::RegisterKeys)
    }

    /// What stands in place of a page that needs a key.
    pub(in crate::app) fn needs_keys(self, route: Route) -> AnyView {
        self.whole_page(LazyView::NeedsKeys(route))
    }

    /// Everything about the keys there are.
    pub(in crate::app) fn key_list(self) -> AnyView {
        let view = move || match self.loading.get() {
            Loading::Here => (self.part.view)(LazyView::KeyList),
            Loading::Failed => Some(self.part_failed()),
            Loading::NotAsked | Loading::Arriving => Some(self.awaited()),
        };
        view.into_any()
    }

    /// The dialogs. One that was asked for before it is here is waited for in its place.
    pub(in crate::app) fn dialogs(self, app: AppState) -> AnyView {
        let view = move || match self.loading.get() {
            Loading::Here => (self.part.view)(LazyView::Dialogs),
            Loading::Failed => app.add_key_open.get().then(|| self.part_failed()),
            Loading::NotAsked | Loading::Arriving => app.add_key_open.get().then(|| self.awaited()),
        };
        view.into_any()
    }

    fn once_here(self, part: LazyView) -> AnyView {
        let view = move || (self.loading.get() == Loading::Here).then(|| (self.part.view)(part));
        view.into_any()
    }

    fn whole_page(self, page: LazyView) -> AnyView {
        let view = move || match self.loading.get() {
            Loading::Here => (self.part.view)(page),
            Loading::Failed => Some(self.page_failed()),
            Loading::NotAsked | Loading::Arriving => {
                self.load_unless_asked();
                Some(page_opening())
            }
        };
        view.into_any()
    }

    fn awaited(self) -> AnyView {
        self.load_unless_asked();
        opening()
    }

    fn page_failed(self) -> AnyView {
        view! { <PageHeading title=MISSING/> {self.failed()} }.into_any()
    }

    fn part_failed(self) -> AnyView {
        view! { <h2>{MISSING}</h2> {self.failed()} }.into_any()
    }

    fn failed(self) -> AnyView {
        self.missing_file.in_place(move || self.load())
    }
}

/// A page has a heading at any moment: it is how people who hear the page find their way.
fn page_opening() -> AnyView {
    view! { <h1 class="visually-hidden">"Opening"</h1> {opening()} }.into_any()
}

fn opening() -> AnyView {
    view! { <p class="soft" role="status">"Opening…"</p> }.into_any()
}
