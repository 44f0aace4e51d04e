//! Where a file is chosen.

use leptos::prelude::*;

use super::field::{Ids, frame, invalid};
use crate::browser::files::ChosenFile;

/// A field for one file. It is read only when its owner asks for its text.
#[component]
pub fn FileField(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The file.
    chosen: RwSignal<Option<ChosenFile>, LocalStorage>,
    /// What helps to find it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = Ids::new();
    let control = view! {
        <input
            class="field__control"
            type="file"
            accept=".json,application/json"
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=invalid(error)
            on:change=move |event| chosen.set(ChosenFile::of(&event))
        />
    };
    frame(ids, label, hint, error, control.into_any())
}
