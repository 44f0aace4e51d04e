//! Old and new of a roll-out side by side.

use leptos::prelude::*;

use super::plot;
use crate::app::components::Card;
use crate::app::look_up::LookUp;
use keyturn_domain::lookup::{self, Answer, grouped};
use keyturn_domain::moment::Moment;

/// What is shown of one side.
#[derive(Clone, PartialEq)]
struct Side {
    label: String,
    total: u64,
    span: Option<(Moment, Moment)>,
    counts: Vec<(Moment, u64)>,
}

impl Side {
    fn of(answer: &Answer) -> Self {
        Self {
            label: answer.label.clone(),
            total: answer.total,
            span: answer.span(),
            counts: answer.over_time.clone(),
        }
    }
}

pub(super) fn changes(look_up: LookUp) -> AnyView {
    let found = Memo::new(move |_| {
        let (answers, known) = (look_up.answers(), look_up.known());
        let side = |at: usize| answers.get(at).map(|answer| Side::of(answer));
        let sides = lookup::changes(&answers, &known);
        sides.into_iter().filter_map(|it| Some((side(it.old)?, side(it.new)?))).collect::<Vec<_>>()
    });
    let cards = move || found.get().into_iter().map(|(old, new)| card(look_up, old, new)).collect::<Vec<_>>();
    cards.into_any()
}

fn card(look_up: LookUp, old: Side, new: Side) -> AnyView {
    let words = match (old.span, new.span) {
        (Some((_, last)), Some((first, _))) if last < first => format!(
            "The old one last stands at {}, the new one first at {}: the switch lies between them.",
            look_up.moment(last),
            look_up.moment(first)
        ),
        (Some((_, last)), Some((first, _))) => format!(
            "The new one first stands at {}, and the old one still at {}: not everything was switched by then.",
            look_up.moment(first),
            look_up.moment(last)
        ),
        _ => "The lines have no times, so their order in time is not known.".to_owned(),
    };
    let moments = || old.counts.iter().chain(&new.counts).map(|(at, _)| *at);
    let (from, to) = (moments().min(), moments().max());
    let row = |name: &'static str, side: &Side| {
        let drawn = from.zip(to).map(|(from, to)| {
            plot::plot(&side.counts, from, to, plot::in_words(name, &side.counts, |at| look_up.moment(at)))
        });
        view! {
            <div class="pair__row">
                <p><b>{name}</b> " " <code translate="no">{side.label.clone()}</code> " " <span class="soft">{times(side.total)}</span></p>
                {drawn}
            </div>
        }
        .into_any()
    };
    let (old, new) = (row("Old", &old), row("New", &new));
    let axis = from.zip(to).map(|(from, to)| {
        view! { <p class="small soft">{look_up.moment(from)} " – " {look_up.moment(to)}</p> }
    });
    view! {
        <Card title="Old and new side by side">
            <p>{words}</p>
            <div class="pair">
                {old}
                {new}
            </div>
            {axis}
        </Card>
    }
    .into_any()
}

fn times(total: u64) -> String {
    if total == 1 { "once".to_owned() } else { format!("{} times", grouped(total)) }
}
