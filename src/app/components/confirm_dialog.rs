//! Say it before you do it.

use leptos::prelude::*;

use super::button::{Button, Kind};
use super::modal::{Modal, focus_on};
use super::text_field::TextField;

/// Says what an act does before it is done. The focus is on the safe button; Esc cancels.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What the confirming button says: the act itself, such as "Deactivate the old key".
    #[prop(into)]
    confirm_label: Signal<String>,
    /// Whether the act ends something.
    #[prop(optional)]
    danger: bool,
    /// What must be typed first, such as a live product's name.
    #[prop(optional, into)]
    typed: Signal<Option<String>>,
    /// The act.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// The consequences: which product and environment, what stops working and when.
    children: Children,
) -> impl IntoView {
    let entered = RwSignal::new(String::new());
    let cancel = NodeRef::<leptos::html::Button>::new();
    let focus_cancel = focus_on(cancel);
    let first = move |()| {
        entered.set(String::new());
        focus_cancel.run(());
    };
    let missing = move || {
        typed.with(|typed| {
            typed.as_ref().is_some_and(|wanted| entered.with(|text| text.trim() != wanted.trim()))
        })
    };
    let confirm = move |_| {
        if missing() {
            return;
        }
        open.set(false);
        on_confirm.run(());
    };
    let must_type = Memo::new(move |_| typed.get());
    let field = move || {
        must_type.get().map(|wanted| {
            let label = format!("Type {wanted} to confirm");
            view! { <TextField label value=entered hint="This acts on something live."/> }
        })
    };
    let kind = if danger { Kind::Danger } else { Kind::Primary };
    view! {
        <Modal open title alert=true first>
            <div class="modal__body">{children()}</div>
            {field}
            <div class="actions actions--end">
                <button type="button" class="button" node_ref=cancel on:click=move |_| open.set(false)>
                    "Cancel"
                </button>
                <Button kind disabled=Signal::derive(missing) on_press=confirm>{confirm_label}</Button>
            </div>
        </Modal>
    }
    .into_any()
}
