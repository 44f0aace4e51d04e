//! Locking: nothing stays in this page.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Stands, Vault};
use crate::app::components::{Button, SecretClipboard};
use crate::browser::notices::Notice;
use crate::browser::{left_behind, reload};

/// Milliseconds for the screen to empty and the clipboard to be cleared.
const SOON: u32 = 200;

/// Milliseconds that a last writing may take. What is not written by then is resumed from what is.
const LAST: u32 = 2_000;

/// Locks the vault: what is on screen goes, then everything that this page held. `tell` locks every other tab too.
pub(super) fn lock(vault: Vault, tell: bool) {
    if !vault.is_unlocked() {
        return;
    }
    let clipboard = vault.clipboard.get_value();
    if let Some(clipboard) = clipboard {
        clipboard.clear_if_held();
    }
    vault.stands.set(Stands::Leaving);
    spawn_local(async move {
        TimeoutFuture::new(SOON).await;
        vault.wait_at_most(LAST).await;
        left_behind::on_clipboard(clipboard.is_some_and(SecretClipboard::may_hold_a_key));
        vault.opened.set_value(None);
        vault.watched.set_value(None);
        if tell {
            vault.tell(Notice::Locked);
        }
        reload::reload();
    });
}

impl Vault {
    /// Locks the vault, in every tab.
    pub fn lock(self) {
        lock(self, true);
    }
}

/// Locks the vault; nothing while it is not open.
#[component]
pub fn LockButton() -> impl IntoView {
    let vault = Vault::here();
    let button = move || {
        (vault.is_open() || vault.is_watching())
            .then(|| view! { <Button on_press=move |_| vault.lock()>"Lock"</Button> })
    };
    button.into_any()
}
