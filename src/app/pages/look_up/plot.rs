//! Counts over time, drawn small.

use leptos::prelude::*;

use keyturn_domain::lookup::grouped;
use keyturn_domain::moment::Moment;

/// How high the highest bar is, in pixels.
const HEIGHT: u64 = 36;

/// So many bars at most: neighbours are added up.
const BARS: usize = 60;

/// Counts along the time from `from` to `to`. `words` says the same to whoever does not see it.
pub(super) fn plot(counts: &[(Moment, u64)], from: Moment, to: Moment, words: String) -> AnyView {
    let span = (to - from).num_milliseconds().max(1);
    let mut bars = [0_u64; BARS];
    for (at, count) in counts {
        let place =
            (*at - from).num_milliseconds().clamp(0, span) as u128 * (BARS as u128 - 1) / span as u128;
        if let Some(bar) = bars.get_mut(place as usize) {
            *bar += count;
        }
    }
    let most = bars.iter().copied().max().unwrap_or(0).max(1);
    let drawn: Vec<_> = bars
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(at, count)| {
            // A single line is seen beside a thousand.
            let height = (count * HEIGHT / most).max(2);
            let x = format!("{:.2}%", at as f64 * 100.0 / BARS as f64);
            let width = format!("{:.2}%", 80.0 / BARS as f64);
            view! {
                <rect
                    class="bars__bar"
                    x=x
                    width=width
                    y=(HEIGHT - height).to_string()
                    height=height.to_string()
                ></rect>
            }
        })
        .collect();
    let axis = HEIGHT.to_string();
    view! {
        <svg class="bars" role="img" aria-label=words width="100%" height=(HEIGHT + 1).to_string()>
            <line class="plot__axis" x1="0" x2="100%" y1=axis.clone() y2=axis></line>
            {drawn}
        </svg>
    }
    .into_any()
}

/// The same counts in words.
pub(super) fn in_words(what: &str, counts: &[(Moment, u64)], moment: impl Fn(Moment) -> String) -> String {
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    match (counts.first(), counts.last()) {
        (Some((first, _)), Some((last, _))) => {
            format!("{what}: {} times, from {} to {}", grouped(total), moment(*first), moment(*last))
        }
        _ => what.to_owned(),
    }
}
