//! What to do first, where there is no key yet.

use leptos::prelude::*;

use crate::app::components::{Button, EmptyState, demo_link};
use crate::app::sandbox_keys::AddSandboxKeys;
use crate::app::state::AppState;
use crate::route::Route;

pub(super) fn first_acts(app: AppState) -> AnyView {
    let sandbox = move || app.site.sandbox().map(|links| view! { <AddSandboxKeys list=links.keys/> });
    let control = move || {
        app.site.sandbox().map(|links| {
            view! {
                <p class="small soft">
                    "This is the sandbox: all vendors are simulated. Their clock, their keys and their faults are steered on the "
                    <a href=links.control target="_blank" rel="external noopener">
                        "sandbox control page"
                        <span class="visually-hidden">" (opens in another tab)"</span>
                    </a>
                    "."
                </p>
            }
        })
    };
    view! {
        <EmptyState
            title="No keys yet"
            body="Test that the proxy is reachable, then add a key: paste it once, and Keyturn asks its vendor about it."
        >
            {sandbox}
            <Button on_press=move |_| app.add_key_open.set(true)>"Add a key"</Button>
            <a class="button" href=Route::Connections.href()>"Test the proxy"</a>
            {demo_link()}
        </EmptyState>
        {control}
    }
    .into_any()
}
