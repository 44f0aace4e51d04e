//! A line of text.

use leptos::prelude::*;

use super::field::{Ids, frame, invalid};

/// A field for a line of text that is no secret.
#[component]
pub fn TextField(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The text, both ways.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The `type` of the input: `text`, `search`, `number` and the like.
    #[prop(optional, into)]
    kind: Option<&'static str>,
) -> impl IntoView {
    let ids = Ids::new();
    let control = view! {
        <input
            class="field__control"
            type=kind.unwrap_or("text")
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=invalid(error)
            autocomplete="off"
            spellcheck="false"
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    frame(ids, label, hint, error, control.into_any())
}
