//! The panel.

pub mod checks;
pub mod components;
pub mod desk;
pub mod pages;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::desk::Desk;
use crate::browser::{mount, stopped};

/// Puts the panel in the page.
pub fn start() {
    stopped::say_so_on_panic();
    if let Some(root) = mount::root() {
        mount_to(root, App).forget();
        mount::drop_shell();
    }
}

#[component]
fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    spawn_local(async move { desk.load_site().await });
    view! { <p>"Keyturn"</p> }
}
