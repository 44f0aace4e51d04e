//! One out of a list.

use leptos::prelude::*;

use super::field::{Ids, frame, invalid};
use keyturn_domain::machine_text::has_machine_text;

/// A field that takes one out of a list.
#[component]
pub fn SelectField(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The value of the chosen option, both ways.
    value: RwSignal<String>,
    /// The options: value and words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = Ids::new();
    let choices = move || {
        options
            .get()
            .into_iter()
            .map(|(id, words)| {
                let chosen = id.clone();
                // An option has no elements in it: with a name in it, all of it is left as it is.
                let translate = has_machine_text(&words).then_some("no");
                let chosen = move || value.with(|value| *value == chosen);
                view! { <option value=id translate=translate prop:selected=chosen>{words}</option> }
            })
            .collect::<Vec<_>>()
    };
    let control = view! {
        <select
            class="field__control"
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=invalid(error)
            on:change=move |event| value.set(event_target_value(&event))
        >
            {choices}
        </select>
    };
    frame(ids, label, hint, error, control.into_any())
}
