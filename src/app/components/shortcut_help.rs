//! The keyboard, explained.

use leptos::prelude::*;

use super::modal::{Modal, focus_on};
use crate::browser::focus;

/// One shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// The keys, such as `Ctrl K`; each word is one key.
    pub keys: &'static str,
    /// What they do.
    pub does: &'static str,
}

/// The list of shortcuts. `?` opens it from anywhere but a field.
#[component]
pub fn ShortcutHelp(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// The shortcuts.
    shortcuts: Vec<Shortcut>,
) -> impl IntoView {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "?" && !focus::is_typing(&event) {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || listener.remove());
    let close = NodeRef::<leptos::html::Button>::new();
    let rows: Vec<_> = shortcuts
        .into_iter()
        .map(|Shortcut { keys, does }| {
            let keys: Vec<_> = keys.split(' ').map(|key| view! { <kbd>{key}</kbd> }).collect();
            view! {
                <dt>{does}</dt>
                <dd>{keys}</dd>
            }
        })
        .collect();
    view! {
        <Modal open title="Keyboard shortcuts" first=focus_on(close)>
            <dl class="shortcuts">{rows}</dl>
            <div class="actions actions--end">
                <button type="button" class="button" node_ref=close on:click=move |_| open.set(false)>
                    "Close"
                </button>
            </div>
        </Modal>
    }
    .into_any()
}
