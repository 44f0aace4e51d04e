//! From a register alone to a vault.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::Button;
use crate::app::register_mode::RegisterMode;
use crate::app::router::Router;
use crate::app::vault::detect;
use crate::browser::reload;
use crate::route::Route;

/// The one way on for whoever looks after the keys; nothing while they are here already.
#[component]
pub fn UnlockButton() -> impl IntoView {
    let register_mode = RegisterMode::here();
    let router = Router::here();
    let go = move |_| {
        spawn_local(async move {
            // Without a key there is nothing that a reload could lose.
            if detect::has_vault().await {
                reload::reload();
            } else {
                register_mode.leave();
                router.go(Route::Connections);
            }
        });
    };
    let button = move || {
        register_mode
            .is_on()
            .then(|| view! { <span class="header__way"><Button on_press=go>"Unlock or make a vault"</Button></span> })
    };
    button.into_any()
}
