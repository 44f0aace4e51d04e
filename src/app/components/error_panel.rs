//! Whose fault it is and what to do next.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::words::words;
use keyturn_domain::explain::Explanation;
use keyturn_domain::fault::Fault;

/// Explains a fault: what happened, whose fault it is, what it may be, what to do next.
#[component]
pub fn ErrorPanel(
    /// The fault in words.
    explanation: Explanation,
    /// The fault itself, for the details that a vendor's support asks for.
    #[prop(optional, into)]
    details: Option<Fault>,
    /// Whether it is read out at once. For what cannot wait only.
    #[prop(optional)]
    alarm: bool,
) -> impl IntoView {
    let Explanation { happened, owner, causes, next } = explanation;
    let causes = match causes.as_slice() {
        [] => None,
        [only] => Some(view! { <p>{words(only)}</p> }.into_any()),
        _ => Some(list_of(causes)),
    };
    view! {
        <div class="error" role=alarm.then_some("alert")>
            <p class="error__happened">
                <Icon name=IconName::Warning/>
                <span>{words(happened)}</span>
            </p>
            <p>
                <span class="error__label">"Whose fault: "</span>
                {words(owner)}
            </p>
            {causes}
            <p class="error__next">
                <span class="error__label">"What to do: "</span>
                {words(next)}
            </p>
            {details.and_then(details_of)}
        </div>
    }
    .into_any()
}

fn list_of(causes: Vec<String>) -> AnyView {
    view! {
        <p class="error__label">"It may be one of these:"</p>
        <ul class="error__causes">
            {causes.into_iter().map(|cause| view! { <li>{words(cause)}</li> }).collect_view()}
        </ul>
    }
    .into_any()
}

fn details_of(fault: Fault) -> Option<AnyView> {
    let rows: Vec<_> = [
        ("HTTP status", fault.status.map(|status| status.to_string())),
        ("Their words", fault.words),
        ("Trace code for support", fault.trace),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .map(|(name, value)| {
        view! {
            <dt>{name}</dt>
            <dd>{words(value)}</dd>
        }
    })
    .collect();
    if rows.is_empty() {
        return None;
    }
    let view = view! {
        <details class="details">
            <summary>"Details"</summary>
            <dl class="facts">{rows}</dl>
        </details>
    };
    Some(view.into_any())
}
