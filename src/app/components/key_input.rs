//! Where a key is pasted.

use leptos::prelude::*;

use super::button::Button;
use super::field::{Ids, frame, invalid};
use super::icon::IconName;
use keyturn_domain::key::{Field, KeyKind, PasteFault, read_pasted};

/// A field for a key: masked, out of reach of autofill, spelling services and password managers' save prompts.
/// It says as one types what kind of key it takes the text for.
#[component]
pub fn KeyInput(
    /// What it is.
    #[prop(into)]
    label: String,
    /// Which key it takes.
    field: Field,
    /// The text, both ways. Empty it once the key is read.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to find the key.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let ids = Ids::new();
    let input = NodeRef::<leptos::html::Input>::new();
    let shown = RwSignal::new(false);
    let trimmed = RwSignal::new(false);
    let read = move |event| {
        let text = event_target_value(&event);
        let kept = text.trim();
        if kept.len() != text.len()
            && let Some(input) = input.get_untracked()
        {
            input.set_value(kept);
        }
        trimmed.set(kept.len() != text.len());
        value.set(kept.to_owned());
    };
    let kind = Memo::new(move |_| {
        value.with(|text| {
            let wrong = matches!(read_pasted(text, field), Err(PasteFault::WrongKind(_)));
            (!text.is_empty()).then(|| (KeyKind::of(text), wrong))
        })
    });
    let looks = move || {
        kind.get().map(|(kind, wrong)| {
            let (name, fit) = match wrong {
                true => (kind.name(), ", which this field does not take."),
                false => (kind.name_at(field.vendor()), "."),
            };
            ["Looks like a ", name, fit].concat()
        })
    };
    let control = view! {
        <div class="key-input">
            <input
                class="field__control key-input__control"
                type=move || if shown.get() { "text" } else { "password" }
                id=ids.control.clone()
                aria-describedby=ids.described_by.clone()
                aria-invalid=invalid(error)
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                data-1p-ignore="true"
                data-lpignore="true"
                data-bwignore="true"
                node_ref=input
                prop:value=value
                on:input=read
            />
            <Button
                icon=IconName::Eye
                pressed=shown
                on_press=move |_| shown.update(|shown| *shown = !*shown)
            >
                "Show"
                <span class="visually-hidden">" what is typed"</span>
            </Button>
        </div>
        <p class="field__hint" aria-live="polite">
            {looks}
            {move || trimmed.get().then_some(" Spaces around the key were taken off.")}
        </p>
    };
    frame(ids, label, hint, error, control.into_any())
}
