//! What the vault has to say on every page, and locking it when nobody is there.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::damaged::damaged;
use super::lock;
use crate::app::components::{Button, ErrorPanel, Icon, IconName, Kind, SecretClipboard};
use crate::app::missing_file::missing_file_notice;
use crate::app::vault::{Vault, VaultAccessError};
use crate::browser::clipboard_reminder;
use crate::browser::tab_channel::TabMessage;
use keyturn_domain::idle;

const SECOND: Duration = Duration::from_secs(1);

/// The warning before the vault locks itself, keys that could not be sealed, and journals that cannot be read.
#[component]
pub fn VaultNotices() -> impl IntoView {
    let vault = Vault::here();
    let clipboard = SecretClipboard::here();
    vault.clipboard.set_value(Some(clipboard));
    if clipboard_reminder::is_set() {
        clipboard.remember();
    }
    let rules = Memo::new(move |_| vault.rest.with(|rest| rest.rules()));
    Effect::new(move || {
        let rules = rules.get();
        vault.idle.with_value(|idle| {
            if let Some(idle) = idle {
                idle.rule(rules);
            }
        });
    });
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
                idle.touch();
            }
        });
        left.set(None);
    };
    let warning = move || {
        warned.get().then(|| {
            view! {
                <div class="message" role="alert">
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
            let _ = vault.save_keys().await;
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
    view! {
        {warning}
        {renewed(vault)}
        {watching(vault)}
        {unkept}
        {damaged(vault)}
        {missing_file_notice()}
    }
    .into_any()
}

fn renewed(vault: Vault) -> AnyView {
    let message = move || {
        vault.renewed.get().then(|| {
            view! {
                <div class="message" role="status">
                    <Icon name=IconName::Info/>
                    <p class="notice__words">
                        "The vault's passphrase was changed in another tab. The new one is needed from the next unlocking on."
                    </p>
                    <Button on_press=move |_| vault.renewed.set(false)>"Close"</Button>
                </div>
            }
        })
    };
    message.into_any()
}

/// What a tab that only looks on says of itself.
fn watching(vault: Vault) -> AnyView {
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<VaultAccessError>);
    let waits = RwSignal::new(false);
    let enough = RwSignal::new(false);
    let take_over = move |_| {
        busy.set(true);
        fault.set(None);
        enough.set(false);
        waits.set(!vault.is_heard_out());
        spawn_local(async move {
            let _ =
                fault.try_set(vault.take_over(move || enough.try_get_untracked() != Some(false)).await.err());
            let _ = waits.try_set(false);
            let _ = busy.try_set(false);
        });
    };
    let waiting = move || {
        waits.get().then(|| {
            view! {
                <p role="status">
                    "The other tab waits for a vendor's answer that no other can receive. This one takes over as soon as it is written there, after five minutes at the latest."
                </p>
            }
        })
    };
    let hurry = move || {
        waits.get().then(|| {
            view! {
                <Button kind=Kind::Danger on_press=move |_| enough.set(true)>
                    "Do not wait: its answer is lost, and the outcome unknown"
                </Button>
            }
        })
    };
    let watching = Memo::new(move |_| vault.is_watching());
    let card = move || {
        watching.get().then(|| {
            view! {
                <section class="card" aria-label="Only looking on">
                    <h2>"Another tab works with the vault"</h2>
                    <p>
                        "This tab shows everything as it happens there, and changes nothing: no vendor is asked from here and nothing is written. Taking over locks the other tab; a request that is under way there is not made again."
                    </p>
                    {waiting}
                    {move || fault.get().map(|fault| view! { <ErrorPanel explanation=fault.words() alarm=true/> })}
                    <div class="actions">
                        <Button kind=Kind::Primary busy on_press=take_over>"Take over: go on here, lock there"</Button>
                        {hurry}
                    </div>
                </section>
            }
        })
    };
    card.into_any()
}

/// Seconds that are left, once they are few. Locks when there are none.
pub(super) fn watch(vault: Vault) -> Option<u32> {
    if !vault.is_unlocked() {
        return None;
    }
    let (stands, touched) = vault.idle.with_value(|idle| {
        let idle = idle.as_ref()?;
        Some((idle.stands(), idle.was_touched()))
    })?;
    if touched {
        vault.tell(TabMessage::Touched);
    }
    match stands {
        idle::Stands::Here => None,
        idle::Stands::Leaving(left) => Some(left),
        idle::Stands::Gone => {
            // A tab that only looks on has nothing to take away from the one that works.
            lock::lock(vault, vault.is_open_untracked());
            None
        }
    }
}
