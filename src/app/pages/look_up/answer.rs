//! One answer: which key it is, what it was at the lines' times, what it is now, what to do next.

mod head;
mod head_view;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use self::head::head;
use self::head_view::shown;
use super::{occurrences, plot};
use crate::app::look_up::LookUp;
use keyturn_domain::lookup::{Answer, grouped};

pub(super) fn answer(look_up: LookUp, answer: Memo<Option<Arc<Answer>>>) -> AnyView {
    let head = Memo::new(move |_| answer.get().map(|answer| head(look_up, &answer)));
    let over_time = Memo::new(move |_| answer.get().map(|it| it.over_time.clone()).unwrap_or_default());
    let drawn = move || {
        let counts = over_time.get();
        let (from, to) = (counts.first()?.0, counts.last()?.0);
        let words = plot::in_words("Over time", &counts, |at| look_up.moment(at));
        (counts.len() > 1).then(|| {
            view! {
                <figure class="answer__plot">
                    {plot::plot(&counts, from, to, words)}
                    <figcaption class="small soft">{look_up.moment(from)} " – " {look_up.moment(to)}</figcaption>
                </figure>
            }
        })
    };
    view! {
        <article class="card answer" class:answer--leak=move || head.with(|it| it.as_ref().is_some_and(|it| it.leak))>
            {move || head.get().map(shown)}
            {drawn}
            {occurrences::list(look_up, answer)}
        </article>
    }
    .into_any()
}

/// "line 1 204", with the file's name if there are several.
pub(super) fn line(look_up: LookUp, file: u32, line: u64) -> String {
    let names = look_up.names();
    let line = format!("line {}", grouped(line));
    match names.get(file as usize) {
        Some((name, _)) if names.len() > 1 => format!("{line} of {name}"),
        _ => line,
    }
}
