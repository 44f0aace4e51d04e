//! Finished steps in one line.

use leptos::prelude::*;

use keyturn_domain::run::step::{Status, StepView};

/// Whether a run's finished steps are one line. Whoever wants to see them opens it.
#[derive(Clone, Copy)]
pub(super) struct Fold {
    finished: Memo<usize>,
    wanted: Signal<bool>,
    opened: RwSignal<bool>,
}

impl Fold {
    /// The fold of these steps, while it is wanted.
    pub(super) fn of(steps: Signal<Vec<StepView>>, wanted: Signal<bool>) -> Self {
        let finished =
            Memo::new(move |_| steps.with(|steps| steps.iter().filter(|step| is_finished(step)).count()));
        Self { finished, wanted, opened: RwSignal::new(false) }
    }

    /// Whether the step is not shown now. Tracked.
    pub(super) fn hides(self, step: &StepView) -> bool {
        self.wanted.get() && !self.opened.get() && is_finished(step)
    }

    /// The line that stands for them, which opens and closes them.
    pub(super) fn line(self) -> AnyView {
        let line = move || {
            let finished = self.finished.get();
            (self.wanted.get() && finished > 0).then(|| {
                let words =
                    if finished == 1 { "1 step done".into() } else { format!("{finished} steps done") };
                view! {
                    <button
                        type="button"
                        class="steps__fold"
                        aria-expanded=move || if self.opened.get() { "true" } else { "false" }
                        on:click=move |_| self.opened.update(|opened| *opened = !*opened)
                    >
                        {words}
                    </button>
                }
            })
        };
        line.into_any()
    }
}

fn is_finished(step: &StepView) -> bool {
    !step.current && matches!(step.status, Status::Done | Status::Skipped)
}
