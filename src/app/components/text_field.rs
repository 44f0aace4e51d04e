//! A line of text.

use leptos::prelude::*;

use super::field::{Ids, frame, line};

/// A field for a line of text that is no secret.
#[component]
pub fn TextField(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The text, both ways.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The `type` of the input: `text`, `search`, `number` and the like.
    #[prop(optional, into)]
    kind: Option<&'static str>,
) -> impl IntoView {
    let ids = Ids::new();
    let control = line(&ids, value, error, kind.unwrap_or("text"), "off");
    frame(ids, label, hint, error, control)
}
