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
pub mod runner;
pub mod runs;
pub mod sandbox_keys;

use std::time::Duration;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use self::commands::Commands;
use self::components::{Banner, Layout, NavLink};
use self::desk::{Desk, SiteState};
use self::pages::site::{SiteFault, loading};
use self::pages::{
    Activity, AddKey, Connections, Key, Keys, NotFound, RehearsePage, RenewPage, RotatePage, RunPage,
};
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
    Runs::provide(desk);
    spawn_local(async move { desk.load_site().await });
    keep_time(desk);
    view! {
        <Router>
            <Layout nav=NAV.to_vec() banner=Signal::derive(move || banner(desk))>
                {move || clock_words::banner(desk)}
                {move || page(desk)}
            </Layout>
            <AddKey/>
            <Commands/>
        </Router>
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
    match desk.site.get() {
        SiteState::Loading => loading(),
        SiteState::Failed(fault) => view! { <SiteFault fault/> }.into_any(),
        SiteState::Ready(_) => routes(),
    }
}

fn routes() -> AnyView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/") view=Keys/>
            <Route path=path!("/keys/:id") view=Key/>
            <Route path=path!("/keys/:id/rotate") view=RotatePage/>
            <Route path=path!("/keys/:id/renew") view=RenewPage/>
            <Route path=path!("/runs/:id") view=RunPage/>
            <Route path=path!("/rehearse") view=RehearsePage/>
            <Route path=path!("/connections") view=Connections/>
            <Route path=path!("/activity") view=Activity/>
        </Routes>
    }
    .into_any()
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
