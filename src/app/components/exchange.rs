//! One request and its answer.

use leptos::prelude::*;

use super::pill::{Pill, Tone};
use super::time_text::TimeText;
use super::words::words;
use keyturn_domain::activity::Exchange;
use keyturn_domain::moment::Moment;

/// One request and its answer: method, path, masked credential, status, duration, words, time.
#[component]
pub fn ExchangeView(
    /// What was asked and answered.
    exchange: Exchange,
    /// The present.
    #[prop(into)]
    now: Signal<Moment>,
) -> impl IntoView {
    let Exchange { at, method, path, credential, status, millis, answer } = exchange;
    let (tone, code) = match status {
        Some(code @ 200..300) => (Tone::Good, code.to_string()),
        Some(code) => (Tone::Bad, code.to_string()),
        None => (Tone::Warn, "no answer".to_owned()),
    };
    view! {
        <div class="exchange">
            <code class="exchange__request" translate="no">
                <b>{method}</b>
                " "
                {path}
            </code>
            <code class="exchange__credential" translate="no">{credential}</code>
            <p class="exchange__answer">
                <Pill tone text=code/>
                <span>{words(answer)}</span>
            </p>
            <div class="exchange__when">
                <span>{[millis.to_string().as_str(), " ms"].concat()}</span>
                <TimeText at now compact=true/>
            </div>
        </div>
    }
    .into_any()
}
