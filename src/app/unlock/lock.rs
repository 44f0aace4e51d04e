//! Locking: nothing stays in this page.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::components::{Button, SecretClipboard};
use crate::app::vault::{Stands, Vault};
use crate::browser::tab_channel::TabMessage;
use crate::browser::{back_forward_cache, clipboard_reminder, clock, reload};

/// Milliseconds for the screen to empty and the clipboard to be cleared.
const SOON: u32 = 200;

/// Milliseconds that a last writing may take. What is not written by then is resumed from what is.
const LAST: u32 = 2_000;

/// Milliseconds after which no answer is waited for any more: longer than the gateway can be told to give a call.
pub(super) const LONGEST: f64 = 305_000.0;

/// Milliseconds between two looks at whether an answer was written.
pub(super) const LOOK: u32 = 50;

/// Locks the vault: what is on screen goes, then everything that this page held, as soon as no answer is lost by that.
/// `tell` locks every other tab too.
pub(super) fn lock(vault: Vault, tell: bool) {
    // A tab that only looks on takes no answer along.
    leave(vault, tell, vault.is_open_untracked());
}

/// Locks a tab from which another one took the vault: nothing can be written here any more, so no answer is waited for.
pub(super) fn taken_over(vault: Vault) {
    leave(vault, false, false);
}

fn leave(vault: Vault, tell: bool, hears_out: bool) {
    if !vault.is_unlocked() {
        return;
    }
    let clipboard = vault.clipboard.get_value();
    if let Some(clipboard) = clipboard {
        clipboard.clear_if_held();
    }
    vault.stands.set(Stands::Leaving);
    if tell {
        vault.tell(TabMessage::Locked);
    }
    spawn_local(async move {
        TimeoutFuture::new(SOON).await;
        let own_up = || clipboard_reminder::set(clipboard.is_some_and(SecretClipboard::may_hold_a_key));
        // The page may be loaded anew by hand while it waits.
        own_up();
        if hears_out && !vault.is_heard_out() {
            vault.stands.set(Stands::HearingOut);
            vault.hear_out().await;
        }
        vault.wait_at_most(LAST).await;
        own_up();
        vault.opened.set_value(None);
        vault.watched.set_value(None);
        reload::reload();
    });
}

/// Whoever leaves the page for another address may come back to it: a browser may keep the page as it was, and nobody
/// knows who sits there by then. The screen is covered when the page is left, because what a browser keeps is what is
/// there at that moment; if it is shown again, it is loaded anew, which drops everything that it held. A browser that
/// says nothing when the page is left still has to say that it is back. Keys that are in memory only are left alone:
/// there is no lock that could open them again.
pub(super) fn watch_leaving(vault: Vault) {
    let left = move || {
        if vault.is_unlocked() {
            let clipboard = vault.clipboard.get_value();
            if let Some(clipboard) = clipboard {
                clipboard.clear_if_held();
            }
            clipboard_reminder::set(clipboard.is_some_and(SecretClipboard::may_hold_a_key));
            vault.stands.set(Stands::Leaving);
        }
    };
    let back = move || {
        // One that still hears an answer out shows nothing, and loads itself anew afterwards.
        let stays = |stands: &Stands| matches!(stands, Stands::MemoryOnly | Stands::HearingOut);
        if !vault.stands.with_untracked(stays) {
            vault.stands.set(Stands::Leaving);
            reload::reload();
        }
    };
    back_forward_cache::watch(left, back);
}

impl Vault {
    /// Locks the vault, in every tab.
    pub fn lock(self) {
        lock(self, true);
    }

    /// Whether an answer is still to come, or to be written, that only this page can receive.
    pub fn hears_an_answer_out(self) -> bool {
        !self.is_heard_out()
    }

    /// Whether the page that works with the vault may go without taking an answer along that nobody else keeps.
    pub(super) fn is_heard_out(self) -> bool {
        !self.app.keys.is_awaiting_reply()
            && !self.holds_unsealed()
            && self.runs.with_value(|runs| runs.as_ref().is_none_or(|runs| runs.are_heard_out()))
    }

    /// Whether a key that came in an answer could not be sealed, and is in this page's memory only. It is tried again.
    fn holds_unsealed(self) -> bool {
        let unsealed = self.app.keys.has_unsaved_reply();
        if unsealed && !self.sealing.get_value() {
            spawn_local(async move {
                // Whatever stands in the way is said already.
                let _ = self.save_keys().await;
            });
        }
        unsealed
    }

    /// Waits until it may, for as long as a call can take.
    async fn hear_out(self) {
        let end = clock::millis() + LONGEST;
        while !self.is_heard_out() && clock::millis() < end {
            TimeoutFuture::new(LOOK).await;
        }
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
