//! Connections: the vendor environments that the proxy reaches, tests of the way there, settings.

mod card;
mod proxy_test;
mod settings;

use leptos::prelude::*;

use crate::app::components::{Card, PageHeading};
use crate::app::sandbox_keys::AddSandboxKeys;
use crate::app::state::AppState;
use crate::app::unlock::VaultCard;

/// Each connection with its test, and the settings.
#[component]
pub fn Connections() -> impl IntoView {
    let app = AppState::here();
    let cards = move || app.site.connections().into_iter().map(card::card).collect::<Vec<_>>();
    let sandbox = move || {
        app.site.sandbox().map(|links| {
            view! {
                <Card title="Sandbox">
                    <p>
                        "All vendors are simulated here. Move their clock, make and revoke keys, and script faults on the "
                        <a href=links.control target="_blank" rel="external noopener">
                            "sandbox control page"
                            <span class="visually-hidden">" (opens in another tab)"</span>
                        </a>
                        "."
                    </p>
                    <div class="actions">
                        <AddSandboxKeys list=links.keys/>
                    </div>
                </Card>
            }
        })
    };
    view! {
        <PageHeading title="Connections"/>
        <p class="soft">
            "Where keys are sent. The list comes from the proxy's configuration and from nowhere else."
        </p>
        <div class="grid">{cards}</div>
        <VaultCard/>
        {settings::settings(app)}
        {sandbox}
    }
    .into_any()
}
