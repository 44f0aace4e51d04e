//! The panel.

pub mod checks;
pub mod clock_words;
pub mod commands;
pub mod components;
pub mod desk;
pub mod key_facts;
pub mod key_words;
mod learn;
pub mod pages;
pub mod place;
pub mod runner;
pub mod runs;
pub mod sandbox_keys;

use std::time::Duration;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::commands::Commands;
use self::components::{Banner, Layout, NavLink};
use self::desk::{Desk, SiteState};
use self::pages::site::{SiteFault, loading};
use self::pages::{
    Activity, AddKey, Connections, Key, Keys, NotFound, RehearsePage, RenewPage, RotatePage, RunPage,
};
use self::place::{Page, Place};
use self::runs::Runs;
use crate::browser::{mount, stopped};
use crate::domain::vendor::Environment;

/// Puts the panel in the page.
pub fn start() {
    stopped::say_so_on_panic();
    if let Some(root) = mount::root() {
        mount_to(root, App).forget();
        mount::drop_shell();
    }
}

const NAV: [NavLink; 4] = [
    NavLink { href: "/", label: "Keys" },
    NavLink { href: "/rehearse", label: "Rehearse" },
    NavLink { href: "/connections", label: "Connections" },
    NavLink { href: "/activity", label: "Activity" },
];

/// How often "3 minutes ago" is looked at again.
const TICK: Duration = Duration::from_secs(15);

#[component]
fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    Place::provide();
    Runs::provide(desk);
    spawn_local(async move { desk.load_site().await });
    keep_time(desk);
    view! {
            <Layout nav=NAV.to_vec() banner=Signal::derive(move || banner(desk))>
                {move || clock_words::banner(desk)}
                {page(desk)}
            </Layout>
            <AddKey/>
            <Commands/>
    }
}

/// The present moves on; and whoever comes back to the page may have moved the sandbox's clock meanwhile.
fn keep_time(desk: Desk) {
    let clock = set_interval_with_handle(move || desk.tick(), TICK);
    let back = window_event_listener(leptos::ev::focus, move |_| {
        if untrack(|| sandbox_keys::links(desk)).is_some() {
            spawn_local(async move { desk.read_clock().await });
        }
    });
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
        back.remove();
    });
}

fn page(desk: Desk) -> AnyView {
    let place = Place::here();
    let ready = Memo::new(move |_| desk.site.with(|site| matches!(site, SiteState::Ready(_))));
    let page = Memo::new(move |_| place.page());
    let shown = move || if ready.get() { of(page.get()) } else { not_ready(desk) };
    shown.into_any()
}

fn not_ready(desk: Desk) -> AnyView {
    match desk.site.get() {
        SiteState::Failed(fault) => view! { <SiteFault fault/> }.into_any(),
        SiteState::Loading | SiteState::Ready(_) => loading(),
    }
}

fn of(page: Page) -> AnyView {
    match page {
        Page::Keys => view! { <Keys/> }.into_any(),
        Page::Key(id) => view! { <Key id/> }.into_any(),
        Page::Rotate(id) => view! { <RotatePage id/> }.into_any(),
        Page::Renew(id) => view! { <RenewPage id/> }.into_any(),
        Page::Run(id) => view! { <RunPage id/> }.into_any(),
        Page::Rehearse => view! { <RehearsePage/> }.into_any(),
        Page::Connections => view! { <Connections/> }.into_any(),
        Page::Activity => view! { <Activity/> }.into_any(),
        Page::Nowhere => view! { <NotFound/> }.into_any(),
    }
}

/// Real keys are said to be real, even where simulated vendors stand beside them.
fn banner(desk: Desk) -> Banner {
    desk.site.with(|site| match site {
        SiteState::Ready(config)
            if config.connections.iter().all(|one| one.environment == Environment::Sandbox) =>
        {
            Banner::Sandbox
        }
        _ => Banner::MemoryOnly,
    })
}
