//! The steps of a run.

use leptos::prelude::*;

use super::announcer::Announcer;
use super::badge::StatusBadge;
use super::error_panel::ErrorPanel;
use super::exchange::ExchangeView;
use super::step_fold::Fold;
use super::time_text::TimeText;
use super::words::words;
use crate::browser::focus;
use keyturn_domain::activity::Exchange;
use keyturn_domain::explain::explain;
use keyturn_domain::key::KeyKind;
use keyturn_domain::moment::Moment;
use keyturn_domain::run::step::{Status, StepView};

/// All steps of a run, always whole, so that one sees what is coming. Only the current one shows the controls.
///
/// When another step becomes the current one, the focus moves to its heading; every change of the current step
/// is announced.
#[component]
pub fn StepList(
    /// The steps in order. Their number and names stay the same through a run.
    #[prop(into)]
    steps: Signal<Vec<StepView>>,
    /// What the list is, such as "Rotation progress".
    #[prop(into)]
    label: String,
    /// The present.
    #[prop(into)]
    now: Signal<Moment>,
    /// Which kind of key the calls of a step were made with, for the words on a fault.
    key_of: fn(&StepView) -> KeyKind,
    /// Stands inside the current step. It is made anew when another step becomes current, and only then: what
    /// changes within a step, it must follow by itself.
    #[prop(into)]
    controls: ViewFn,
    /// Whether something above the list matters more than what is finished: then that is one line, until it is asked
    /// for.
    #[prop(optional, into)]
    folded: Signal<bool>,
) -> impl IntoView {
    let count = Memo::new(move |_| steps.with(Vec::len));
    announce_current(steps);
    let fold = Fold::of(steps, folded);
    let rows = move || {
        (0..count.get()).map(|at| row(steps, at, now, key_of, controls.clone(), fold)).collect::<Vec<_>>()
    };
    view! {
        {fold.line()}
        <ol class="steps" aria-label=label>{rows}</ol>
    }
    .into_any()
}

fn announce_current(steps: Signal<Vec<StepView>>) {
    let announcer = Announcer::here();
    let current = Memo::new(move |_| {
        steps.with(|steps| {
            let at = steps.iter().position(|step| step.current)?;
            Some((at + 1, steps.len(), steps[at].step.label(), steps[at].status))
        })
    });
    Effect::new(move |was_shown: Option<()>| {
        if let (Some((at, of, name, status)), Some(())) = (current.get(), was_shown) {
            announcer.announce(format!("Step {at} of {of}: {name} – {}", status.word()));
        }
    });
}

fn row(
    steps: Signal<Vec<StepView>>,
    at: usize,
    now: Signal<Moment>,
    key_of: fn(&StepView) -> KeyKind,
    controls: ViewFn,
    fold: Fold,
) -> AnyView {
    let step = Memo::new(move |_| steps.with(|steps| steps.get(at).cloned()));
    let current = Memo::new(move |_| step.with(|step| step.as_ref().is_some_and(|step| step.current)));
    let name = step.with_untracked(|step| step.as_ref().map_or("", |step| step.step.label()));

    let heading = NodeRef::<leptos::html::H2>::new();
    Effect::new(move |before: Option<bool>| {
        let is = current.get();
        if let (Some(heading), true, Some(false)) = (heading.get_untracked(), is, before) {
            focus::move_to(&heading);
        }
        is
    });

    let status = move || step.with(|step| step.as_ref().map(|step| key(step.status)));
    let controls =
        move || current.get().then(|| view! { <div class="step__controls">{controls.run()}</div> });
    view! {
        <li
            class="step"
            data-status=status
            aria-current=move || current.get().then_some("step")
            hidden=move || step.with(|step| step.as_ref().is_some_and(|step| fold.hides(step)))
        >
            <span class="step__number" aria-hidden="true">{(at + 1).to_string()}</span>
            <div class="step__body">
                <h2 class="step__name" tabindex="-1" node_ref=heading>{name}</h2>
                {move || step.get().map(|step| seen(step, now, key_of))}
                {controls}
                {move || step.with(|step| exchanges_of(step.as_ref()?.exchanges.clone(), now))}
            </div>
        </li>
    }
    .into_any()
}

/// What is known of a step. Made anew at every change of it; the page's elements stay.
fn seen(step: StepView, now: Signal<Moment>, key_of: fn(&StepView) -> KeyKind) -> AnyView {
    let kind = key_of(&step);
    let StepView { status, means, at, fault, .. } = step;
    view! {
        <div class="step__head">
            <StatusBadge status/>
            {at.map(|at| view! { <TimeText at now compact=true/> })}
        </div>
        <p class="step__means">{words(means)}</p>
        {fault.map(|fault| view! { <ErrorPanel explanation=explain(&fault, kind) details=fault/> })}
    }
    .into_any()
}

/// What the stylesheet tells the marker by.
const fn key(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not-started",
        Status::Ready => "ready",
        Status::Running => "running",
        Status::Waiting => "waiting",
        Status::Done => "done",
        Status::Failed => "failed",
        Status::Unknown => "unknown",
        Status::Skipped => "skipped",
    }
}

fn exchanges_of(exchanges: Vec<Exchange>, now: Signal<Moment>) -> Option<AnyView> {
    let summary = match exchanges.len() {
        0 => return None,
        1 => "1 request".to_owned(),
        count => format!("{count} requests"),
    };
    let rows: Vec<_> =
        exchanges.into_iter().map(|exchange| view! { <li><ExchangeView exchange now/></li> }).collect();
    let view = view! {
        <details class="details">
            <summary>{summary}</summary>
            <ol class="exchanges">{rows}</ol>
        </details>
    };
    Some(view.into_any())
}
