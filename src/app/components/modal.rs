//! What every dialog has in common.

use leptos::prelude::*;

use super::field::Ids;
use super::words::words;
use crate::browser::{dialog, focus};

/// A modal dialog. Esc closes it, and the focus returns to where it was.
#[component]
pub fn Modal(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it interrupts, as a confirmation does, so that a click beside it does not close it.
    #[prop(optional)]
    alert: bool,
    /// What takes the focus when it opens.
    #[prop(into)]
    first: Callback<()>,
    /// What stands in it. It stays in the page while the dialog is closed.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        let Some(element) = element.get() else { return };
        let open = open.get();
        dialog::set_open(&element, open);
        if open {
            first.run(());
        }
    });
    let id = Ids::new().control;
    let labelled_by = id.clone();
    view! {
        <dialog
            class="modal"
            role=alert.then_some("alertdialog")
            aria-labelledby=labelled_by
            closedby=if alert { "closerequest" } else { "any" }
            node_ref=element
            on:close=move |_| open.set(false)
        >
            <h2 class="modal__title" id=id>{move || title.with(|text| words(text))}</h2>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Moves the focus to a button once it is there.
pub(super) fn focus_on(button: NodeRef<leptos::html::Button>) -> Callback<()> {
    Callback::new(move |()| {
        if let Some(button) = button.get_untracked() {
            focus::move_to(&button);
        }
    })
}
