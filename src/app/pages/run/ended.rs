//! The end of a run in a few lines.

use leptos::prelude::*;

use crate::app::components::{Pill, TimeText, Tone};
use crate::app::desk::Desk;
use crate::browser::focus;
use crate::domain::step::StepView;

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
                <h2 tabindex="-1" node_ref=heading>{title}</h2>
                <Pill tone text=word/>
            </div>
            <p>{means}</p>
            {children()}
        </section>
    }
    .into_any()
}

/// When each step last changed, and how it stands.
pub fn times(steps: Signal<Vec<StepView>>) -> AnyView {
    let now = Signal::from(Desk::expect().now);
    let row = |step: StepView| {
        let at = step.at?;
        let view = view! {
            <dt>{step.name}</dt>
            <dd>{step.status.word()} ", " <TimeText at now compact=true/></dd>
        };
        Some(view)
    };
    let rows: Vec<_> = untrack(|| steps.get()).into_iter().filter_map(row).collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
