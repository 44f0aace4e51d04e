//! The end of a run in a few lines.

use leptos::prelude::*;

use crate::app::components::{Pill, TimeText, Tone, words};
use crate::app::state::AppState;
use crate::browser::focus;
use keyturn_domain::moment::Moment;
use keyturn_domain::run::step::StepView;

/// How a run ended. It takes the focus when it appears.
#[component]
pub fn Ended(
    /// How people are to take it.
    tone: Tone,
    /// One word for it.
    #[prop(into)]
    word: String,
    /// The title.
    #[prop(into)]
    title: String,
    /// What it means and what to do next.
    #[prop(into)]
    means: String,
    /// Facts and links.
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H2>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            focus::move_to(&heading);
        }
    });
    view! {
        <section class="card">
            <div class="row">
                <h2 tabindex="-1" node_ref=heading>{words(title)}</h2>
                <Pill tone text=word/>
            </div>
            <p>{words(means)}</p>
            {children()}
        </section>
    }
    .into_any()
}

/// When the run began, and when its last step ended.
pub fn times(began: Moment, steps: Signal<Vec<StepView>>) -> AnyView {
    let now = AppState::here().site.now;
    let last = untrack(|| steps.with(|steps| steps.iter().filter_map(|step| step.at).max()));
    view! {
        <p class="soft small">
            "Begun " <TimeText at=began now compact=true/> ", ended " <TimeText at=last.unwrap_or(began) now compact=true/>
        </p>
    }
    .into_any()
}
