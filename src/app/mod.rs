//! The panel.

pub mod attention;
pub mod clock_skew;
pub mod commands;
pub mod components;
mod demo;
pub mod key_status;
pub mod key_summary;
mod lazy;
pub mod look_up;
pub mod missing_file;
pub mod pages;
pub mod register_mode;
pub mod router;
pub mod runs;
pub mod sandbox_keys;
mod second_part;
pub mod state;
pub mod unlock;
pub mod vault;

use std::time::Duration;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::components::{Banner, KnownNames, Layout};
use self::demo::Demo;
use self::lazy::Lazy;
use self::missing_file::MissingFile;
use self::pages::Keys;
use self::pages::startup::{SiteFault, loading};
use self::register_mode::{RegisterMode, needs_no_key};
use self::router::Router;
use self::runs::Runs;
use self::second_part::SECOND_PART;
use self::state::{AppState, SiteState};
use self::vault::Vault;
use crate::browser::has_stored_vault::has_stored_vault;
use crate::browser::{demo_mode, mount, panic_screen};
use crate::route::Route;
use keyturn_domain::vendor::Environment;

/// Puts the panel in the page.
pub fn start() {
    panic_screen::install();
    if let Some(root) = mount::root() {
        mount_to(root, App).forget();
        mount::remove_shell();
    }
}

/// How often "3 minutes ago" is looked at again.
const TICK: Duration = Duration::from_secs(15);

#[component]
fn App() -> impl IntoView {
    let app = AppState::provide();
    KnownNames::provide(move || app.names());
    Router::provide();
    let vault = Vault::provide(app);
    let runs = Runs::provide(app, vault);
    RegisterMode::provide(app, vault);
    let register_mode = RegisterMode::here();
    let lazy = Lazy::provide(SECOND_PART, vault, runs, MissingFile::provide(app, vault, runs));
    let demo = demo_mode::is_demo().then(|| Demo::open(app, vault, runs, lazy));
    if demo.is_none() {
        spawn_local(async move { if has_stored_vault().await { lazy.load() } else { vault.is_absent() } });
        spawn_local(async move {
            app.site.load().await;
            lazy.load_soon();
        });
    }
    let beside = demo.map(|demo| ViewFn::from(move || demo.panel()));
    keep_time(app);
    view! {
            <Layout
                nav=move || register_mode.pages()
                banner=Signal::derive(move || if register_mode.is_on() { Banner::Register } else { banner(app, vault) })
                tools=ViewFn::from(move || lazy.lock_button())
                beside
            >
                {move || clock_skew::banner(app)}
                {lazy.vault_notices()}
                {page(app, vault, lazy, register_mode)}
                {dialogs(app, vault, lazy)}
            </Layout>
    }
}

/// The present moves on; and whoever comes back to the page may have moved the sandbox's clock meanwhile.
fn keep_time(app: AppState) {
    let clock = set_interval_with_handle(move || app.site.tick(), TICK);
    let back = window_event_listener(leptos::ev::focus, move |_| {
        if untrack(|| app.site.sandbox()).is_some() {
            spawn_local(async move { app.site.read_clock().await });
        }
    });
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
        back.remove();
    });
}

/// What is on screen. What does not change it must not make it anew: somebody may be typing there.
#[derive(Clone, PartialEq)]
enum Screen {
    Gate,
    NotReady,
    Page(Route),
    /// Shown, and nothing on it can be used: another tab works with the vault.
    Watched(Route),
    /// What a register says of the keys, where there are none.
    RegisterKeys,
    NeedsKeys(Route),
}

/// Nothing can be asked for while the vault is locked.
fn dialogs(app: AppState, vault: Vault, lazy: Lazy) -> AnyView {
    let usable = Memo::new(move |_| vault.stands().lets_in() && !vault.is_watching());
    let shown = move || usable.get().then(|| lazy.dialogs(app));
    shown.into_any()
}

fn page(app: AppState, vault: Vault, lazy: Lazy, register_mode: RegisterMode) -> AnyView {
    let router = Router::here();
    let screen = Memo::new(move |_| {
        let route = router.route();
        // What is promised may be read by anybody.
        if route == Route::Security {
            return Screen::Page(route);
        }
        if !vault.stands().lets_in() {
            return Screen::Gate;
        }
        match app.site.is_ready() {
            true if register_mode.is_on() => match route {
                Route::Keys => Screen::RegisterKeys,
                route if needs_no_key(route) => Screen::Page(route),
                route => Screen::NeedsKeys(route),
            },
            true if vault.is_watching() => Screen::Watched(route),
            true => Screen::Page(route),
            false => Screen::NotReady,
        }
    });
    let shown = move || match screen.get() {
        Screen::Gate => lazy.gate(),
        Screen::NotReady => not_ready(app),
        Screen::Page(route) => of(route, lazy),
        Screen::RegisterKeys => lazy.register_keys(),
        Screen::NeedsKeys(route) => lazy.needs_keys(route),
        Screen::Watched(route) => {
            view! { <fieldset class="untouchable" disabled>{of(route, lazy)}</fieldset> }.into_any()
        }
    };
    shown.into_any()
}

fn of(route: Route, lazy: Lazy) -> AnyView {
    match route {
        Route::Keys => view! { <Keys/> }.into_any(),
        route => lazy.page(route),
    }
}

fn not_ready(app: AppState) -> AnyView {
    app.site.with(|site| match site {
        SiteState::Failed(fault) => view! { <SiteFault fault=fault.clone()/> }.into_any(),
        SiteState::Loading | SiteState::Ready(_) => loading(),
    })
}

/// Real keys are said to be real, even where simulated vendors stand beside them.
fn banner(app: AppState, vault: Vault) -> Banner {
    if demo_mode::is_demo() {
        return Banner::Demo;
    }
    app.site.with(|site| match site {
        SiteState::Ready(config)
            if config.connections.iter().all(|one| one.environment == Environment::Sandbox) =>
        {
            Banner::Sandbox
        }
        _ if vault.is_open() || vault.is_watching() => Banner::Vault,
        _ => Banner::MemoryOnly,
    })
}
