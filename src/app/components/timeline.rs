//! What happened, line by line.

use leptos::prelude::*;

use super::exchange::ExchangeView;
use super::pill::{Pill, Tone};
use super::time_text::TimeText;
use super::words::words;
use keyturn_domain::activity::{Entry, EntryKind};
use keyturn_domain::moment::Moment;

/// Entries of the journal in the order they are given.
#[component]
pub fn Timeline(
    /// The entries.
    #[prop(into)]
    entries: Signal<Vec<Entry>>,
    /// The present.
    #[prop(into)]
    now: Signal<Moment>,
    /// What the list is, such as "Activity".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let rows = move || entries.get().into_iter().map(|entry| row(entry, now)).collect::<Vec<_>>();
    view! { <ol class="timeline" aria-label=label>{rows}</ol> }.into_any()
}

fn row(entry: Entry, now: Signal<Moment>) -> AnyView {
    let Entry { at, kind, step, text, exchange } = entry;
    let tone = match kind {
        EntryKind::Intent => Tone::Neutral,
        EntryKind::Outcome | EntryKind::Decision => Tone::Accent,
        EntryKind::Alarm => Tone::Bad,
    };
    let exchange = exchange.map(|exchange| {
        view! {
            <details class="details">
                <summary>"1 request"</summary>
                <ExchangeView exchange now/>
            </details>
        }
    });
    view! {
        <li class="timeline__entry">
            <div class="timeline__head">
                <Pill tone text=kind.word()/>
                <b>{words(step.label())}</b>
                <TimeText at now compact=true/>
            </div>
            <p class="timeline__text">{words(text)}</p>
            {exchange}
        </li>
    }
    .into_any()
}
