//! How much of a key's life is left.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::time_text::TimeText;
use keyturn_domain::moment::{Expiry, Moment, Nearness, Thresholds};

/// A bar of the life that is left, with words. No bar where there is no end to measure against.
#[component]
pub fn LifetimeBar(
    /// When the key was made, where that is known. Otherwise the bar begins at three times the longer threshold
    /// before the end.
    made: Option<Moment>,
    /// When it ends.
    expiry: Expiry,
    /// The present.
    #[prop(into)]
    now: Signal<Moment>,
    /// When an end counts as near.
    #[prop(optional)]
    thresholds: Thresholds,
) -> impl IntoView {
    let Expiry::At(end) = expiry else {
        let words = if expiry == Expiry::Never { "no expiry date" } else { "expiry not known" };
        return view! { <p class="lifetime lifetime--endless">{words}</p> }.into_any();
    };
    let whole = made.map_or(DAY * 3 * i64::from(thresholds.soon), |made| (end - made).num_seconds());
    let nearness = Memo::new(move |_| expiry.nearness(now.get(), thresholds));
    let left = Memo::new(move |_| percent((end - now.get()).num_seconds(), whole));
    let mark = |days: u16| {
        let at = percent(DAY * i64::from(days), whole);
        view! { <span class="lifetime__mark" style:inset-inline-start=at></span> }
    };
    view! {
        <div class=move || class(nearness.get())>
            <span class="lifetime__track" aria-hidden="true">
                <span class="lifetime__left" style:inline-size=left></span>
                {mark(thresholds.urgent)}
                {mark(thresholds.soon)}
            </span>
            <span class="lifetime__words">
                {move || {
                    let (icon, word) = word(nearness.get());
                    let icon = icon.map(|name| view! { <Icon name/> });
                    view! { {icon} <span>{word}</span> }
                }}
                <TimeText at=end now compact=true/>
            </span>
        </div>
    }
    .into_any()
}

const DAY: i64 = 86_400;

/// A part of a life, as a length in CSS.
fn percent(part: i64, whole: i64) -> String {
    let share = if whole > 0 { part.clamp(0, whole) * 100 / whole } else { 0 };
    [share.to_string().as_str(), "%"].concat()
}

const fn class(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::Expired => "lifetime lifetime--expired",
        Nearness::Urgent => "lifetime lifetime--urgent",
        Nearness::Soon => "lifetime lifetime--soon",
        _ => "lifetime",
    }
}

const fn word(nearness: Nearness) -> (Option<IconName>, &'static str) {
    match nearness {
        Nearness::Expired => (Some(IconName::Cross), "expired"),
        Nearness::Urgent => (Some(IconName::Warning), "expires very soon,"),
        Nearness::Soon => (Some(IconName::Clock), "expires soon,"),
        _ => (None, "expires"),
    }
}
