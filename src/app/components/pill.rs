//! A short word in a frame.

use leptos::prelude::*;

/// What a word means, said by colour besides the word itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// As it should be.
    Good,
    /// Wants attention.
    Warn,
    /// Wrong.
    Bad,
    /// Where the eye should go.
    Accent,
}

impl Tone {
    /// The variant's class.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "badge",
            Self::Good => "badge badge--good",
            Self::Warn => "badge badge--warn",
            Self::Bad => "badge badge--bad",
            Self::Accent => "badge badge--accent",
        }
    }
}

/// A short word in a frame. The word carries the meaning; the tone underlines it.
#[component]
pub fn Pill(
    /// What the word means.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <span class=tone.class()>{text}</span> }.into_any()
}
