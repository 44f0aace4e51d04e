//! What stands around every page.

use leptos::prelude::*;

use super::announcer::{Announcer, LiveRegion};
use super::icon::{Icon, IconName};
use super::page_heading::Arrived;
use super::secret_clipboard::{ClipboardNotice, SecretClipboard};
use super::theme_toggle::ThemeToggle;
use crate::app::router::Router;
use crate::browser::focus;
use crate::route::Route;

/// A link of the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Where it leads.
    pub route: Route,
    /// What it says.
    pub label: &'static str,
}

/// What people must know of where they are, on every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Banner {
    /// The keys are real and live in this page's memory only.
    #[default]
    MemoryOnly,
    /// The vendors are simulated.
    Sandbox,
    /// The vendors are simulated in this page, and nothing leaves it.
    Demo,
    /// The keys are real and kept in the vault.
    Vault,
    /// There is no key; what is known comes from a register.
    Register,
}

/// Skip link, header with navigation, banner, main part and footer. It also brings the [`Announcer`] and the
/// [`SecretClipboard`] into being for all pages. It must stand where the router is provided.
#[component]
pub fn Layout<N: Fn() -> &'static [NavLink] + Send + 'static>(
    /// The main navigation.
    nav: N,
    /// What people must know of where they are.
    #[prop(into)]
    banner: Signal<Banner>,
    /// What stands beside the navigation.
    #[prop(optional, into)]
    tools: ViewFn,
    /// What stands beside every page.
    #[prop(optional_no_strip)]
    beside: Option<ViewFn>,
    /// What stands at the foot of every page.
    #[prop(optional, into)]
    footer: ViewFn,
    /// The page.
    children: Children,
) -> impl IntoView {
    Announcer::here();
    SecretClipboard::here();
    Arrived::provide();
    let router = Router::here();
    let main = NodeRef::<leptos::html::Main>::new();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            focus::move_to(&main);
        }
    };
    let page = view! { <main class="main" id="main" tabindex="-1" node_ref=main>{children()}</main> };
    let frame = match beside {
        Some(beside) => view! { <div class="frame">{page} {beside.run()}</div> }.into_any(),
        None => page.into_any(),
    };
    let links = move || nav().iter().map(|link| nav_link(router, *link)).collect::<Vec<_>>();
    view! {
        <a class="skip-link" href="#main" on:click=skip>"Skip to the page"</a>
        <header class="header">
            <span class="header__name">
                <Icon name=IconName::Key/>
                "Keyturn"
            </span>
            <nav class="header__nav" aria-label="Main">{links}</nav>
            {tools.run()}
            <ThemeToggle/>
        </header>
        {move || banner_of(banner.get())}
        {frame}
        <footer class="footer">{footer.run()}</footer>
        <ClipboardNotice/>
        <LiveRegion/>
    }
    .into_any()
}

fn nav_link(router: Router, NavLink { route, label }: NavLink) -> AnyView {
    let current = move || (router.route() == route).then_some("page");
    view! { <a href=route.href() aria-current=current>{label}</a> }.into_any()
}

fn banner_of(banner: Banner) -> AnyView {
    let (class, icon, strong, rest) = match banner {
        Banner::Sandbox => (
            "banner banner--sandbox",
            IconName::Cube,
            "Sandbox",
            "The vendors are simulated. No real key works here and none is made here.",
        ),
        Banner::Demo => (
            "banner banner--sandbox",
            IconName::Cube,
            "Demo",
            "All vendors are simulated inside this page and no request leaves it. No real key works here; do not paste one.",
        ),
        Banner::Vault => (
            "banner",
            IconName::Info,
            "Keys are kept in this browser's vault",
            "They are real. Store every new key in your own secret store too.",
        ),
        Banner::Register => (
            "banner",
            IconName::Info,
            "Opened with a register",
            "It says what is known of the keys and holds none. No vendor is asked from here.",
        ),
        Banner::MemoryOnly => (
            "banner",
            IconName::Info,
            "Keys live in this page's memory only",
            "Reloading or closing it forgets them. Store every new key elsewhere first.",
        ),
    };
    view! {
        <aside class=class aria-label="Where you are">
            <Icon name=icon/>
            <span>
                <b>{strong}</b>
                ". "
                {rest}
            </span>
        </aside>
    }
    .into_any()
}
