//! Connections: the vendor environments that the proxy reaches, tests of the way there, settings.

mod card;
mod proxy_test;
mod settings;

use leptos::prelude::*;

use crate::app::components::{Card, PageHeading};
use crate::app::desk::{Desk, SiteState};
use crate::app::sandbox_keys::{AddSandboxKeys, links};
use crate::app::vault::VaultCard;

/// Each connection with its test, and the settings.
#[component]
pub fn Connections() -> impl IntoView {
    let desk = Desk::expect();
    let cards = move || {
        desk.site.with(|site| match site {
            SiteState::Ready(config) => config.connections.iter().cloned().map(card::card).collect(),
            SiteState::Loading | SiteState::Failed(_) => Vec::new(),
        })
    };
    let sandbox = move || {
        links(desk).map(|links| {
            view! {
                <Card title="Sandbox">
                    <p>
                        "Both vendors are simulated here. Move their clock, make and revoke keys, and script faults on the "
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
        {settings::settings(desk)}
        {sandbox}
    }
    .into_any()
}
