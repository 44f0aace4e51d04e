//! What the pages of all runs have in common.

use std::sync::Arc;

use leptos::prelude::*;

use super::abandon::Abandon;
use crate::app::components::{PageHeading, StepList, TimeText, exact};
use crate::app::runs::About;
use crate::app::state::AppState;
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::step::StepView;

/// A run's page, put together from what is its own.
pub struct Frame {
    /// What it is about.
    pub about: Arc<About>,
    /// Beside the title.
    pub badges: AnyView,
    /// What the list of steps is called.
    pub label: &'static str,
    /// The steps.
    pub steps: Signal<Vec<StepView>>,
    /// Which kind of key a step's calls were made with.
    pub key_of: fn(&StepView) -> KeyKind,
    /// The present step's controls.
    pub controls: ViewFn,
    /// Stands above the steps: the end of the run, and what must be known meanwhile.
    pub above: AnyView,
    /// Whether what stands above matters more than the finished steps.
    pub folded: Signal<bool>,
    /// How it can be left.
    pub abandon: Abandon,
}

impl Frame {
    /// The page.
    pub fn view(self) -> AnyView {
        let Self { about, badges, label, steps, key_of, controls, above, folded, abandon } = self;
        let now = AppState::here().site.now;
        let left = abandon.possible;
        let kept = about.kept;
        let memory = move || {
            let words = if kept {
                "Every step of this run is in the vault before it happens: after a crash or a lock it goes on where it stands."
            } else {
                "Keys of this run are in this tab's memory only: do not close or reload it."
            };
            left.get().then(|| view! { <p class="soft small">{words}</p> })
        };
        view! {
            <PageHeading title=about.title.clone()>{badges}</PageHeading>
            <p class="soft small">
                {exact(&about.connection.label)} ", begun " <TimeText at=about.began now compact=true/>
            </p>
            {memory}
            {above}
            <StepList steps label now key_of controls folded/>
            {abandon.view()}
        }
        .into_any()
    }
}
