//! Activity: what happened, newest first.

use leptos::prelude::*;

use crate::app::components::{EmptyState, PageHeading, SelectField, TextField, Timeline};
use crate::app::state::{ActivityLine, AppState};
use crate::app::vault::Vault;
use crate::route::Route;
use keyturn_domain::activity::{Entry, EntryKind};

const KINDS: [EntryKind; 4] = [EntryKind::Intent, EntryKind::Outcome, EntryKind::Decision, EntryKind::Alarm];

/// Everything that this panel asked, was answered and was told since the page was opened.
#[component]
pub fn Activity() -> impl IntoView {
    let app = AppState::here();
    let vault = Vault::here();
    let text = RwSignal::new(String::new());
    let kind = RwSignal::new(String::new());
    let options: Vec<(String, String)> = std::iter::once((String::new(), "Everything".to_owned()))
        .chain(KINDS.map(|kind| (kind.word().to_owned(), [kind.word(), "s only"].concat())))
        .collect();
    let shown = Signal::derive(move || {
        let (text, kind) = (text.get().to_lowercase(), kind.get());
        app.activity.with(|lines| {
            lines.iter().rev().filter(|line| passes(line, &text, &kind)).map(entry).collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| (shown.with(Vec::len), app.activity.with(Vec::len)));
    let any = Memo::new(move |_| count.get().1 > 0);
    let body = move || {
        if !any.get() {
            return view! {
                <EmptyState
                    title="Nothing has happened yet"
                    body="Every question to a vendor, every answer and every decision of a run will stand here, without any key in it."
                >
                    <a href=Route::Keys.href()>"Go to the keys"</a>
                </EmptyState>
            }
            .into_any();
        }
        view! { <Timeline entries=shown now=app.site.now label="Activity"/> }.into_any()
    };
    view! {
        <PageHeading title="Activity"/>
        <p class="soft">
            {move || {
                if vault.is_open() || vault.is_watching() {
                    "Newest first. What happened in runs is kept in the vault; checks of single keys are kept until the page is left. Keys stand in it as masks."
                } else {
                    "Kept in this page's memory only, newest first. Keys stand in it as masks."
                }
            }}
        </p>
        <div class="toolbar" hidden=move || !any.get()>
            <TextField label="Search" value=text kind="search"/>
            <SelectField label="Show" value=kind options/>
            <p class="soft small toolbar__count" role="status">
                {move || {
                    let (shown, all) = count.get();
                    format!("{shown} of {all}")
                }}
            </p>
        </div>
        {body}
    }
    .into_any()
}

fn passes(line: &ActivityLine, text: &str, kind: &str) -> bool {
    let entry = &line.entry;
    (kind.is_empty() || entry.kind.word() == kind)
        && text.split_whitespace().all(|word| {
            [line.subject.as_str(), entry.step.label(), &entry.text]
                .iter()
                .any(|part| part.to_lowercase().contains(word))
        })
}

/// The line with its subject before it.
fn entry(line: &ActivityLine) -> Entry {
    let text = [line.subject.as_str(), ": ", &line.entry.text].concat();
    Entry { text, ..line.entry.clone() }
}
