//! What all form fields have in common.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::words::words;

/// The ids that tie a field to its label, its hint and its error.
#[derive(Clone)]
pub(super) struct Ids {
    pub(super) control: String,
    pub(super) described_by: String,
    hint: String,
    error: String,
}

impl Ids {
    pub(super) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
        let control = ["field-", &number].concat();
        let hint = [&control, "-hint"].concat();
        let error = [&control, "-error"].concat();
        let described_by = [&hint, " ", &error].concat();
        Self { control, described_by, hint, error }
    }
}

/// Label, hint, control and error, tied together.
pub(super) fn frame(
    ids: Ids,
    label: String,
    hint: Option<String>,
    error: Signal<Option<String>>,
    control: AnyView,
) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=ids.control>{words(label)}</label>
            <p class="field__hint" id=ids.hint>{hint.map(words)}</p>
            {control}
            {error_line(ids.error, error)}
        </div>
    }
    .into_any()
}

/// A line of text in such a field. `autocomplete` says what a browser and password managers may fill in.
pub(super) fn line(
    ids: &Ids,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    kind: &'static str,
    autocomplete: &'static str,
) -> AnyView {
    view! {
        <input
            class="field__control"
            type=kind
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=invalid(error)
            autocomplete=autocomplete
            spellcheck="false"
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
    .into_any()
}

/// Always in the page, so that what points to it never points nowhere.
fn error_line(id: String, error: Signal<Option<String>>) -> AnyView {
    let wrong =
        move || error.get().map(|wrong| view! { <Icon name=IconName::Warning/> <span>{words(wrong)}</span> });
    view! { <p class="field__error" id=id>{wrong}</p> }.into_any()
}

/// The value of `aria-invalid`.
pub(super) fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Copy {
    move || error.with(Option::is_some).then_some("true")
}
