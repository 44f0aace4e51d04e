//! The sandbox's starter keys, added with one press.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::checks::check_all;
use super::components::{Announcer, Button, ErrorPanel, Kind};
use super::desk::{Desk, SiteState};
use crate::browser::config;
use crate::domain::inventory::{KeyId, NewKey};
use crate::wire::config::{ConfigFault, SandboxLinks, StarterKey};

/// Where the simulated vendors are, if the proxy hosts them. Tracked.
pub fn links(desk: Desk) -> Option<SandboxLinks> {
    desk.site.with(|site| match site {
        SiteState::Ready(config) => config.sandbox.clone(),
        SiteState::Loading | SiteState::Failed(_) => None,
    })
}

/// Fetches the starter keys, adds them all and asks the simulated vendors about each.
#[component]
pub fn AddSandboxKeys(
    /// Where the list is.
    list: String,
) -> impl IntoView {
    let desk = Desk::expect();
    let announcer = Announcer::here();
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<ConfigFault>);
    let add = move |_| {
        let list = list.clone();
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            match config::starter_keys(&list).await {
                Ok(keys) => {
                    let ids = keep(desk, keys);
                    announcer.announce(format!("{} sandbox keys added.", ids.len()));
                    check_all(desk, ids).await;
                }
                // The page may have been left by now.
                Err(why) => _ = fault.try_set(Some(why)),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <Button kind=Kind::Primary busy on_press=add>"Add the sandbox keys"</Button>
        {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words()/> })}
    }
    .into_any()
}

/// Adds the keys whose connection there is. What a key shows, up to the first colon, becomes its label.
fn keep(desk: Desk, keys: Vec<StarterKey>) -> Vec<KeyId> {
    let now = desk.moment();
    let mut ids = Vec::new();
    for key in keys {
        let Some(connection) = untrack(|| desk.connection(&key.connection)) else { continue };
        let label = key.what.split(':').next().unwrap_or_default().trim_end_matches('.').to_owned();
        let secret = Arc::new(key.text);
        let new = NewKey { connection: connection.id, vendor: connection.vendor, secret, label };
        desk.inventory.update(|inventory| ids.push(inventory.add(new, now).unwrap_or_else(|known| known)));
    }
    ids
}
