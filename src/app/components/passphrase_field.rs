//! Where a passphrase is typed or pasted.

use leptos::prelude::*;

use super::field::{Ids, frame, line};

/// A field for a passphrase: masked, and open to pasting and to password managers.
#[component]
pub fn PassphraseField(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The text, both ways. Empty it once it is read.
    value: RwSignal<String>,
    /// Whether a new one is asked for, which password managers are told.
    #[prop(optional)]
    new: bool,
    /// What helps to choose or to find it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = Ids::new();
    let autocomplete = if new { "new-password" } else { "current-password" };
    let control = line(&ids, value, error, "password", autocomplete);
    frame(ids, label, hint, error, control)
}
