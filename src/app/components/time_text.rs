//! An instant in words.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use crate::browser::local_time::format_local;
use keyturn_domain::moment::{Moment, iso, relative};

/// An instant: how long ago or ahead, then local time with its zone, then UTC; copied as ISO 8601.
#[component]
pub fn TimeText(
    /// The instant.
    at: Moment,
    /// The present.
    #[prop(into)]
    now: Signal<Moment>,
    /// Whether the exact times are folded away, as in tables and lists.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let utc = iso(at);
    let words = Memo::new(move |_| relative(at, now.get()));
    let near = view! { <time datetime=utc.clone()>{words}</time> };
    let exact = view! {
        <span class="time__exact">
            <span translate="no">{format_local(at)}</span>
            <span translate="no">{utc.clone()}</span>
            <CopyButton text=utc what="the time in UTC"/>
        </span>
    };
    if compact {
        view! {
            <details class="time time--compact">
                <summary>{near}</summary>
                {exact}
            </details>
        }
        .into_any()
    } else {
        view! {
            <span class="time">
                {near}
                {exact}
            </span>
        }
        .into_any()
    }
}
