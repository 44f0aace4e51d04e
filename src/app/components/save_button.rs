//! Saving, so that everybody sees what came of it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Saves what was changed, and says so beside itself. While nothing is changed it can be reached and does nothing: a
/// button that went dead under the finger would take the keyboard's place with it.
#[component]
pub fn SaveButton(
    /// The words, such as "Save the label".
    label: &'static str,
    /// Whether anything differs from what is kept.
    #[prop(into)]
    changed: Signal<bool>,
    /// Saves; whether it was saved.
    #[prop(into)]
    save: UnsyncCallback<(), bool>,
) -> impl IntoView {
    let saved = RwSignal::new(false);
    Effect::new(move || {
        if changed.get() {
            saved.set(false);
        }
    });
    let press = move |_| {
        if changed.get_untracked() {
            saved.set(save.run(()));
        }
    };
    let said = move || {
        (saved.get() && !changed.get()).then(|| {
            view! {
                <span class="saved">
                    <Icon name=IconName::Tick/>
                    "Saved"
                </span>
            }
        })
    };
    view! {
        <span class="row">
            <button
                type="button"
                class="button"
                aria-disabled=move || (!changed.get()).then_some("true")
                on:click=press
            >
                {label}
            </button>
            {said}
        </span>
    }
    .into_any()
}
