//! Runs that ended while nobody was there: an answer that was on its way when the vault was locked, or the page died, was
//! fetched after it was unlocked, and led to the end.

use leptos::prelude::*;

use crate::app::runs::Runs;
use crate::app::runs::{Runner, Unseen};
use crate::route::Route;
use keyturn_vault::act_codec::Journalled;

/// Says so on the run's own page.
pub(super) fn by_itself<M: Journalled + Send + Sync>(runner: Runner<M>) -> AnyView {
    let unseen = runner.unseen();
    Effect::new(move || {
        if unseen.get() == Unseen::New {
            runner.mark_seen();
        }
    });
    let words = move || {
        (unseen.get() != Unseen::No).then(|| {
            view! {
                <section class="card" aria-label="Finished while you were away">
                    <h2>"Finished while you were away"</h2>
                    <p>
                        "An answer was on its way when this run stood still. It was fetched after the vault was unlocked, and led to the end: nothing was asked of you, and nothing was sent twice. How it ended stands below."
                    </p>
                </section>
            }
        })
    };
    words.into_any()
}

/// The runs that ended so and that nobody has looked at; nothing while there is none.
#[component]
pub fn FinishedRuns() -> impl IntoView {
    let runs = Runs::here();
    let rows = move || {
        let news: Vec<_> = runs.all().into_iter().filter(|run| run.is_news()).collect();
        (!news.is_empty()).then(|| {
            let rows: Vec<_> = news
                .into_iter()
                .map(|run| {
                    let about = run.about();
                    view! {
                        <li>
                            <a href=Route::Run(about.id).href()>{about.title.clone()}</a> ": " {run.ending()}
                        </li>
                    }
                })
                .collect();
            view! {
                <section class="card" aria-label="Finished while you were away">
                    <h2>"Finished while you were away"</h2>
                    <ul class="stack stack--tight">{rows}</ul>
                </section>
            }
        })
    };
    rows.into_any()
}
