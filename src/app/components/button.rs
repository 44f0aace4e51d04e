//! The one button.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one next act of a screen or a step.
    Primary,
    /// Another act.
    #[default]
    Secondary,
    /// An act that ends something.
    Danger,
    /// An act at the edge of things.
    Quiet,
}

/// A button. Listen with `on:click`. While busy it stays focusable, says so, and swallows clicks.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    kind: Kind,
    /// Whether its act is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether its act is impossible now. Say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A drawing before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let class = match kind {
        Kind::Primary => "button button--primary",
        Kind::Secondary => "button",
        Kind::Danger => "button button--danger",
        Kind::Quiet => "button button--quiet",
    };
    let drawing = move || {
        let shown = if busy.get() { Some(IconName::Turn) } else { icon };
        shown.map(|name| view! { <Icon name/> })
    };
    view! {
        <button
            type="button"
            class=class
            disabled=disabled
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || busy.get().then_some("true")
            on:click:capture=move |event| {
                if busy.get_untracked() {
                    event.stop_immediate_propagation();
                }
            }
        >
            {drawing}
            {children()}
        </button>
    }
}
