//! Copying what is no secret.

use std::time::Duration;

use leptos::prelude::*;

use super::announcer::Announcer;
use super::icon::{Icon, IconName};
use crate::browser::clipboard;

const CONFIRMED: Duration = Duration::from_secs(3);

/// Copies a text that is no secret, such as a key's name. Keys are copied by
/// [`SecretField`](super::secret_field::SecretField), which clears the clipboard afterwards.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, for the button's name: "Copy …".
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let announcer = Announcer::here();
    let label = RwSignal::new("Copy");
    let copy = move |_| {
        let then = move |copied: bool| {
            let said = if copied { "Copied" } else { "Not copied" };
            announcer.announce(said);
            // The button may be gone by now.
            let _ = label.try_set(said);
            let back = move || _ = label.try_set("Copy");
            let _ = set_timeout_with_handle(back, CONFIRMED);
        };
        clipboard::copy(&text.get_untracked(), Box::new(then));
    };
    view! {
        <button type="button" class="button button--quiet button--small" on:click=copy>
            <Icon name=IconName::Copy/>
            {label}
            <span class="visually-hidden">" " {what}</span>
        </button>
    }
    .into_any()
}
