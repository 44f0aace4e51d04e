//! A rotation under way.

use leptos::prelude::*;

use super::{controls, over};
use crate::app::components::{EnvironmentBadge, RealityBadge};
use crate::app::pages::run::abandon::Abandon;
use crate::app::pages::run::frame::Frame;
use crate::app::runner::Runner;
use crate::app::runs::Consumer;
use crate::domain::key::KeyKind;
use crate::domain::machine::Machine;
use crate::domain::rotation::{Act, Ask, Rotation};
use crate::domain::step::StepView;

/// The page.
pub fn page(run: Runner<Rotation>, consumers: RwSignal<Vec<Consumer>>) -> AnyView {
    let about = run.about();
    let environment = about.connection.environment;
    let reality = Memo::new(move |_| run.read(|run| run.product().map(|product| product.reality)));
    let reality = move || reality.get().map(|reality| view! { <RealityBadge reality/> });
    let badges = view! { <EnvironmentBadge environment/> {reality} };
    let abandon = Abandon {
        possible: Memo::new(move |_| run.read(can_be_left)).into(),
        busy: run.busy(),
        consequences: Signal::derive(move || run.read(|run| consequences(run).to_owned())),
        with_reason: true,
        leave: Callback::new(move |reason| run.act(Act::Abandon { reason })),
    };
    Frame {
        about,
        badges: badges.into_any(),
        label: "Rotation progress",
        steps: run.steps(),
        key_of,
        controls: controls::controls(run, consumers),
        above: over::summary(run),
        abandon,
    }
    .view()
}

/// Once the request to deactivate is out, only the probes lead on.
fn can_be_left(run: &Rotation) -> bool {
    let verifying = run.steps().last().is_some_and(|step| step.current);
    !run.is_over() && !verifying && !matches!(run.ask(), Ask::Probe | Ask::Decide(_))
}

fn key_of(step: &StepView) -> KeyKind {
    let by_partner = step.exchanges.last().is_some_and(|exchange| exchange.path.contains("/partner"));
    if by_partner { KeyKind::SuperApiPartner } else { KeyKind::SuperApiProduct }
}

fn consequences(run: &Rotation) -> &'static str {
    match (run.new_key(), run.orphans()) {
        (Some(_), _) => {
            "The old key works on. The new key stays alive at SuperAPI as well and is kept in the list of keys as unverified; if it was not stored, it is lost when this tab closes."
        }
        (None, 0) => "Nothing was changed at SuperAPI, and the old key is left as it is.",
        (None, _) => {
            "The old key is left as it is. A key that nobody received may be alive at SuperAPI; it is counted as orphaned."
        }
    }
}
