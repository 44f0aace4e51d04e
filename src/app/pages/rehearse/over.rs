//! The result of a rehearsal, to keep.

use leptos::prelude::*;

use crate::app::components::{CopyButton, TimeText, Tone};
use crate::app::pages::run::ended::Ended;
use crate::app::runs::{About, Runner};
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::moment::iso;
use keyturn_domain::westpac::rehearsal::{Rehearsal, RehearsalResult, Verdict};

pub(super) fn summary(run: Runner<Rehearsal>) -> AnyView {
    let ended = Memo::new(move |_| run.read(|run| run.result().cloned()));
    let summary = move || ended.get().map(|result| kept(&run.about(), result));
    summary.into_any()
}

fn kept(about: &About, result: RehearsalResult) -> AnyView {
    let now = AppState::here().site.now;
    let (tone, word) = match result.verdict {
        Verdict::Passed(_) => (Tone::Good, "passed"),
        Verdict::PanelOnly => (Tone::Warn, "half passed"),
        Verdict::Failed(_) => (Tone::Bad, "failed"),
        Verdict::Abandoned => (Tone::Neutral, "left"),
    };
    let text = record(about, &result);
    let lines: Vec<_> = result
        .evidence
        .into_iter()
        .map(|seen| view! { <li>{seen.text} " " <TimeText at=seen.at now compact=true/></li> })
        .collect();
    view! {
        <Ended tone word title=result.verdict.title() means=result.verdict.words(about.connection.vendor)>
            <ul class="bullets">{lines}</ul>
            <div class="actions">
                <CopyButton text what="the result as text"/>
                <a href=Route::Rehearse.href()>"Rehearse again"</a>
                <a href=Route::Keys.href()>"To the keys"</a>
            </div>
        </Ended>
    }
    .into_any()
}

/// The result as plain text; names and times, never a key.
fn record(about: &About, result: &RehearsalResult) -> String {
    let mut text = format!(
        "Renewal rehearsal on {} ({}), begun {}\nResult: {}\n{}\n",
        about.connection.label,
        about.connection.environment.name(),
        iso(about.began),
        result.verdict.title(),
        result.verdict.words(about.connection.vendor),
    );
    for seen in &result.evidence {
        text += &format!("{}  {}\n", iso(seen.at), seen.text);
    }
    text
}
