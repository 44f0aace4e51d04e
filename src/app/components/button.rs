//! The one button.

use leptos::ev::MouseEvent;
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

/// A button. While busy it stays focusable, says so, and swallows clicks.
///
/// Give it `on_press`, never `on:click`: a listener that is put on a component from outside is lost as soon as
/// the component is made anew in place.
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
    /// Whether it is held down, for a button that switches something.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// The act.
    #[prop(into)]
    on_press: UnsyncCallback<MouseEvent>,
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
            aria-pressed=move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" })
            on:click=move |event| {
                if !busy.get_untracked() {
                    on_press.run(event);
                }
            }
        >
            {drawing}
            {children()}
        </button>
    }
}
