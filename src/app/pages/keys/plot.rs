//! The ends of the keys in use, drawn along time.

use leptos::prelude::*;

use crate::app::state::AppState;
use keyturn_domain::inventory::{KeyRecord, Life, Standing};
use keyturn_domain::moment::{Expiry, Moment, Nearness, Thresholds, relative};

/// One key's end.
#[derive(Clone, PartialEq)]
struct End {
    title: String,
    at: Moment,
    days: i64,
    words: String,
    nearness: Nearness,
}

/// Where the present stands, in percent of the width; what has ended stands before it.
const NOW: i64 = 5;
const END: i64 = 97;
/// Dots at the same percent, or the next, stand on each other: so many pixels apart.
const STEP: usize = 11;
const FLOOR: usize = 62;

pub(super) fn plot(app: AppState) -> AnyView {
    let ends = Memo::new(move |_| {
        let (now, thresholds) = (app.site.now.get(), app.site.thresholds());
        app.keys.with(|inventory| {
            let keys = inventory.keys().iter();
            let mut ends: Vec<End> = keys.filter_map(|key| end(key, now, thresholds)).collect();
            ends.sort_by_key(|end| end.at);
            ends
        })
    });
    let drawn = move || {
        let ends = ends.get();
        (!ends.is_empty()).then(|| figure(&ends, app.site.thresholds()))
    };
    drawn.into_any()
}

fn end(key: &KeyRecord, now: Moment, thresholds: Thresholds) -> Option<End> {
    let Expiry::At(at) = key.expiry else { return None };
    // A dead key has no end to come.
    let in_use = matches!(key.standing, Standing::Current | Standing::Unverified | Standing::Spare);
    (in_use && key.life != Life::Dead).then(|| End {
        title: key.title().to_owned(),
        at,
        days: (at - now).num_days(),
        words: relative(at, now),
        nearness: key.expiry.nearness(now, thresholds),
    })
}

fn figure(ends: &[End], thresholds: Thresholds) -> AnyView {
    let furthest = ends.last().map_or(0, |end| end.days).clamp(i64::from(thresholds.soon) * 2, 730);
    let place = move |days: i64| NOW + (END - NOW) * days.clamp(0, furthest) / furthest;
    let mut stacks: Vec<(i64, usize)> = Vec::new();
    let dots: Vec<_> = ends
        .iter()
        .map(|end| {
            let across = if end.nearness == Nearness::Expired { NOW / 2 } else { place(end.days) };
            let column = across / 2;
            let height = match stacks.last_mut() {
                Some((last, height)) if *last == column => {
                    *height += 1;
                    *height
                }
                _ => {
                    stacks.push((column, 0));
                    0
                }
            };
            let y = FLOOR.saturating_sub(8 + height * STEP);
            view! { <circle class=class(end.nearness) cx=percent(across) cy=y.to_string() r="5"></circle> }
        })
        .collect();
    let mark = move |days: u16, class: &'static str| {
        let x = percent(place(days.into()));
        view! {
            <line class="plot__mark" x1=x.clone() x2=x.clone() y1="10" y2=FLOOR.to_string()></line>
            <text class=class x=x y="78" text-anchor="middle">{format!("{days} d")}</text>
        }
    };
    let last = format!("{furthest} d");
    view! {
        <figure class="plot">
            <figcaption class="plot__caption">"When keys in use end"</figcaption>
            <svg class="plot__drawing" role="img" aria-label=in_words(ends) width="100%" height="84">
                <line class="plot__axis" x1="0" x2="100%" y1=FLOOR.to_string() y2=FLOOR.to_string()></line>
                <line class="plot__now" x1=percent(NOW) x2=percent(NOW) y1="4" y2=FLOOR.to_string()></line>
                <text class="plot__words" x=percent(NOW) y="78" text-anchor="middle">"now"</text>
                {mark(thresholds.urgent, "plot__words plot__words--near")}
                {mark(thresholds.soon, "plot__words")}
                <text class="plot__words" x="100%" y="78" text-anchor="end">{last}</text>
                {dots}
            </svg>
        </figure>
    }
    .into_any()
}

fn percent(share: i64) -> String {
    [&share.to_string(), "%"].concat()
}

const fn class(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::Expired => "plot__dot plot__dot--expired",
        Nearness::Urgent => "plot__dot plot__dot--urgent",
        Nearness::Soon => "plot__dot plot__dot--soon",
        _ => "plot__dot",
    }
}

fn in_words(ends: &[End]) -> String {
    let each: Vec<String> = ends
        .iter()
        .map(|end| {
            let verb = if end.nearness == Nearness::Expired { " ended " } else { " ends " };
            [end.title.as_str(), verb, &end.words].concat()
        })
        .collect();
    ["When keys in use end: ", &each.join("; "), "."].concat()
}
