//! The end of a rotation.

use leptos::prelude::*;

use super::facts;
use crate::app::components::{SecretField, Tone};
use crate::app::pages::run::ended::{Ended, times};
use crate::app::runs::Runner;
use crate::app::state::AppState;
use crate::route::Route;
use keyturn_domain::run::probe::Verdict;
use keyturn_domain::superapi::rotation::{Ending, EndingTone, EndingWords, Rotation};

/// The summary, once the run is over.
pub(super) fn summary(run: Runner<Rotation>) -> AnyView {
    let end = Memo::new(move |_| {
        run.read(|run| {
            let outcome = run.outcome()?;
            let words = outcome.words(run.case().purpose);
            Some((outcome.ending, words))
        })
    });
    let summary = move || {
        let (ending, words) = end.get()?;
        let EndingWords { tone, word, title, means, left } = words;
        let left: Vec<_> = left.into_iter().map(|one| view! { <li>{one}</li> }).collect();
        let left = (!left.is_empty()).then(|| view! { <ul class="bullets">{left}</ul> });
        let view = view! {
            <Ended tone=shown(tone) word title means>
                {left}
                {facts::probes(run)}
                {unstored(run, &ending)}
                {times(run.about().began, run.steps())}
                {links(run, &ending)}
            </Ended>
        };
        Some(view.into_any())
    };
    summary.into_any()
}

const fn shown(tone: EndingTone) -> Tone {
    match tone {
        EndingTone::Good => Tone::Good,
        EndingTone::Warn => Tone::Warn,
        EndingTone::Bad => Tone::Bad,
        EndingTone::Neutral => Tone::Neutral,
    }
}

/// A new key that was made and never proven to be stored: the last chance to keep it.
fn unstored(run: Runner<Rotation>, ending: &Ending) -> Option<AnyView> {
    let Ending::Abandoned(_) = ending else { return None };
    let secret = untrack(|| run.read(|run| run.new_key().filter(|_| !run.is_stored()).cloned()))?;
    let view = view! {
        <p>
            "A new key was made in this run, and nobody proved that it is stored. It is in the list of keys"
            {(!run.about().kept).then_some(", in this tab's memory only")} "."
        </p>
        <SecretField secret label="New product key" name="the new key"/>
    };
    Some(view.into_any())
}

fn links(run: Runner<Rotation>, ending: &Ending) -> AnyView {
    let app = AppState::here();
    let old = run.about().key;
    let new = move || {
        let new = app.keys.with(|inventory| inventory.get(old?)?.successor)?;
        Some(view! { <a href=Route::Key(new).href()>"The new key"</a> })
    };
    let replace = old.filter(|_| *ending == Ending::Judged(Verdict::BothDead));
    let replace = replace.map(|old| view! { <a href=Route::Rotate(old).href()>"Make a replacement"</a> });
    let old = old.map(|old| view! { <a href=Route::Key(old).href()>"The old key"</a> });
    view! { <p class="row">{replace} {new} {old} <a href=Route::Keys.href()>"All keys"</a></p> }.into_any()
}
