//! What the vault has to say on every page, and locking it when nobody is there.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Vault, lock};
use crate::app::components::{Button, ErrorPanel, Icon, IconName, Kind, SecretClipboard};

const SECOND: Duration = Duration::from_secs(1);

/// Seconds of warning before the vault is locked.
const WARNING: f64 = 60.0;

/// The warning before the vault locks itself, keys that could not be sealed, and journals that cannot be read.
#[component]
pub fn VaultNotices() -> impl IntoView {
    let vault = Vault::here();
    vault.clipboard.set_value(Some(SecretClipboard::here()));
    let left = RwSignal::new(None::<u32>);
    let clock = set_interval_with_handle(move || left.set(watch(vault)), SECOND);
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
    let warned = Memo::new(move |_| left.get().is_some());
    let stay = move |_| {
        vault.idle.with_value(|idle| {
            if let Some(idle) = idle {
                idle.stay();
            }
        });
        left.set(None);
    };
    let warning = move || {
        warned.get().then(|| {
            view! {
                <div class="notice" role="alert">
                    <Icon name=IconName::Warning/>
                    <p class="notice__words">
                        "Nobody has touched this page for a while. The vault will be locked in "
                        {move || left.get().unwrap_or_default()} " s."
                    </p>
                    <Button kind=Kind::Primary on_press=stay>"Stay unlocked"</Button>
                </div>
            }
        })
    };
    let again = move |_| {
        spawn_local(async move {
            // What still stands in the way is said again.
            let _ = vault.keep().await;
        });
    };
    let unkept = move || {
        vault.unkept.get().map(|why| {
            view! {
                <section class="card" aria-label="Not in the vault">
                    <h2>"The keys as they are now are not in the vault"</h2>
                    <ErrorPanel explanation=why alarm=true/>
                    <div class="actions">
                        <Button kind=Kind::Primary on_press=again>"Seal them again"</Button>
                    </div>
                </section>
            }
        })
    };
    let unreadable = move || {
        let list = vault.unreadable.get();
        (!list.is_empty()).then(|| {
            let items: Vec<_> = list
                .into_iter()
                .map(|(set, why)| {
                    let set = set.to_string();
                    view! {
                        <li>
                            <p class="small">"Record set " <code>{set}</code></p>
                            <ErrorPanel explanation=why/>
                        </li>
                    }
                })
                .collect();
            view! {
                <section class="card" aria-label="Unreadable records">
                    <h2>"Some of the vault cannot be read"</h2>
                    <p>"It is kept as it is. A run that it belongs to may have made a key that is alive at its vendor."</p>
                    <ul class="stack">{items}</ul>
                </section>
            }
        })
    };
    view! {
        {warning}
        {unkept}
        {unreadable}
    }
    .into_any()
}

/// Seconds that are left, once they are few. Locks when there are none.
fn watch(vault: Vault) -> Option<u32> {
    if !vault.is_open_untracked() {
        return None;
    }
    let most = f64::from(vault.rest.with_untracked(|rest| rest.idle_minutes)) * 60.0;
    let (idle, hidden) = vault
        .idle
        .with_value(|idle| idle.as_ref().map_or((0.0, None), |idle| (idle.seconds(), idle.hidden_seconds())));
    let away = hidden.map_or(idle, |hidden| hidden.max(idle));
    if away >= most {
        lock::lock(vault, true);
        return None;
    }
    (most - away <= WARNING && away >= 1.0).then_some((most - away).ceil() as u32)
}
