//! Every place where it stood.

use std::sync::Arc;

use keyturn_scan::finding::{Context, Finding, Form};
use leptos::prelude::*;

use super::answer::line;
use crate::app::components::{Button, Cell, DataTable, RowHead, words};
use crate::app::look_up::LookUp;
use keyturn_domain::lookup::{Answer, Occurrence, When, grouped};

const COLUMNS: [&str; 4] = ["Where", "When", "The key then", "Text"];

/// So many rows at first.
const FIRST: usize = 5;

/// So many more each time they are asked for. The page stays light whatever the number.
const MORE: usize = 100;

pub(super) fn list(look_up: LookUp, answer: Memo<Option<Arc<Answer>>>) -> AnyView {
    let shown = RwSignal::new(FIRST);
    let told = Memo::new(move |_| answer.get().map_or(0, |answer| answer.occurrences.len()));
    let total = Memo::new(move |_| answer.get().map_or(0, |answer| answer.total));
    let rows = move || {
        let answer = answer.get();
        let all =
            answer.map(|answer| answer.occurrences.iter().take(shown.get()).copied().collect::<Vec<_>>());
        all.unwrap_or_default()
    };
    let more = move || {
        let hidden = told.get().saturating_sub(shown.get());
        (hidden > 0).then(|| {
            let next = hidden.min(MORE);
            view! {
                <div class="actions">
                    <Button on_press=move |_| shown.update(|shown| *shown += MORE)>
                        "Show " {next} " more of " {grouped(total.get())}
                    </Button>
                </div>
            }
        })
    };
    let untold = move || {
        let untold = total.get().saturating_sub(told.get() as u64);
        (untold > 0 && told.get() > 0).then(|| {
            let more = format!(
                "{} further places were counted and are not listed one by one, so that the page stays light.",
                grouped(untold)
            );
            view! { <p class="small soft">{more}</p> }
        })
    };
    view! {
        <DataTable caption="Where it stands" columns=COLUMNS>
            <For each=rows key=|row| *row children=move |row| line_of(look_up, row)/>
        </DataTable>
        {more}
        {untold}
    }
    .into_any()
}

fn line_of(look_up: LookUp, row: Occurrence) -> Option<AnyView> {
    let finding = look_up.finding(row.finding)?;
    let place = line(look_up, finding.file, finding.line);
    let then = row
        .status
        .map_or_else(|| "–".to_owned(), |status| format!("{}, {}", status.place.word(), status.valid.word()));
    let (form, label, context) = (written(finding.form), finding.label.clone(), finding.context.clone());
    let view = view! {
        <tr role="row">
            <RowHead>{words(place)}</RowHead>
            <Cell label="When">{when(look_up, row.when, &finding)}</Cell>
            <Cell label="The key then">{then}</Cell>
            <Cell label="Text">
                {around(context, label)}
                {form.map(|form| view! { <span class="table__under">{words(form)}</span> })}
            </Cell>
        </tr>
    };
    Some(view.into_any())
}

fn when(look_up: LookUp, when: When, finding: &Finding) -> AnyView {
    let at = match when {
        When::At(at) | When::Never(at) => look_up.moment(at),
        When::Twice(one, other) => format!("{} or {}", look_up.moment(one), look_up.moment(other)),
        When::Unknown => return "no time known for this line".into_any(),
    };
    let time = finding.time.as_ref();
    let said = |test: fn(&keyturn_scan::time::LineTime) -> bool| time.is_some_and(test);
    let notes: Vec<&str> = [
        (matches!(when, When::Twice(..)), "the clocks were put back: it was that time twice"),
        (matches!(when, When::Never(_)), "the clocks were put forward: it was never that time"),
        (said(|it| it.ahead.is_none()), "no zone in the line"),
        (said(|it| it.year_guessed), "no year in the line"),
        (said(|it| it.order_guessed), "day and month may be the other way round"),
        (said(|it| it.inherited), "the time is of a line before"),
    ]
    .into_iter()
    .filter_map(|(true_of_it, words)| true_of_it.then_some(words))
    .collect();
    let notes = (!notes.is_empty()).then(|| view! { <span class="table__under">{notes.join("; ")}</span> });
    view! {
        {at}
        {notes}
    }
    .into_any()
}

fn around(context: Context, label: String) -> AnyView {
    let Context { before, cut_before, after, cut_after } = context;
    view! {
        <code class="around" translate="no">
            {cut_before.then_some("…")}
            {before}
            <mark>{label}</mark>
            {after}
            {cut_after.then_some("…")}
        </code>
    }
    .into_any()
}

const fn written(form: Form) -> Option<&'static str> {
    match form {
        Form::Text => None,
        Form::Basic => Some("as Basic credentials, which are base64 and no secret writing"),
        Form::Base64 => Some("in base64, with something else around it"),
        Form::Header => Some("as the value of an x-api-key header"),
    }
}
