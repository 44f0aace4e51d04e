//! The sandbox's starter keys, added with one press.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::components::{Announcer, Button, ErrorPanel, Kind};
use super::lazy::Lazy;
use super::state::AppState;
use crate::browser::config;
use keyturn_domain::inventory::{KeyId, NewKey};
use keyturn_wire::config::{ConfigFault, StarterKey};

/// Fetches the starter keys, adds them all and asks the simulated vendors about each.
#[component]
pub fn AddSandboxKeys(
    /// Where the list is.
    list: String,
) -> impl IntoView {
    let app = AppState::here();
    let announcer = Announcer::here();
    let lazy = Lazy::here();
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<ConfigFault>);
    let add = move |_| {
        let list = list.clone();
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            if let Err(why) = lazy.add_sandbox_keys(app, list, announcer).await {
                // The page may have been left by now.
                let _ = fault.try_set(Some(why));
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

/// Fetches the keys, adds them and asks about each.
pub(super) async fn add_all(app: AppState, list: String, announcer: Announcer) -> Result<(), ConfigFault> {
    let ids = keep(app, config::starter_keys(&list).await?);
    announcer.confirm(format!("{} sandbox keys added.", ids.len()));
    app.checks.check_keys(ids).await;
    Ok(())
}

/// Adds the keys whose connection there is. What a key shows, up to the first colon, becomes its label.
fn keep(app: AppState, keys: Vec<StarterKey>) -> Vec<KeyId> {
    let mut ids = Vec::new();
    for key in keys {
        let Some(connection) = untrack(|| app.site.connection(&key.connection)) else { continue };
        let label = key.what.split(':').next().unwrap_or_default().trim_end_matches('.').to_owned();
        let secret = Arc::new(key.text);
        let new = NewKey { connection: connection.id, vendor: connection.vendor, secret, label };
        ids.push(app.keys.add_key(new).unwrap_or_else(|known| known));
    }
    ids
}
