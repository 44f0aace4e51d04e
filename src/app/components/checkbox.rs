//! Yes or no.

use leptos::prelude::*;

use super::words::words;

/// A box to tick.
#[component]
pub fn Checkbox(
    /// What ticking it says.
    #[prop(into)]
    label: String,
    /// Whether it is ticked, both ways.
    checked: RwSignal<bool>,
    /// What follows from ticking it.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                prop:checked=checked
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <span>
                {words(label)}
                {hint.map(|hint| view! { <span class="checkbox__hint">{hint}</span> })}
            </span>
        </label>
    }
    .into_any()
}
