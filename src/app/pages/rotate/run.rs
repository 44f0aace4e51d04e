//! A rotation under way.

use leptos::prelude::*;

use super::{controls, over, verdict};
use crate::app::components::{EnvironmentBadge, RealityBadge};
use crate::app::pages::run::abandon::Abandon;
use crate::app::pages::run::frame::Frame;
use crate::app::runs::Consumer;
use crate::app::runs::Runner;
use keyturn_domain::key::KeyKind;
use keyturn_domain::run::machine::Machine;
use keyturn_domain::run::step::StepView;
use keyturn_domain::superapi::rotation::{Act, Ask, Purpose, Rotation};

/// The page.
pub fn page(run: Runner<Rotation>, consumers: RwSignal<Vec<Consumer>>) -> AnyView {
    let about = run.about();
    let environment = about.connection.environment;
    let reality = Memo::new(move |_| run.read(|run| run.product().map(|product| product.reality)));
    let reality = move || reality.get().map(|reality| view! { <RealityBadge reality/> });
    let badges = view! { <EnvironmentBadge environment/> {reality} };
    let judged = verdict::standing(run);
    let above = view! { {verdict::panel(run, judged)} {over::summary(run)} };
    let abandon = Abandon {
        possible: Memo::new(move |_| run.read(can_be_left)).into(),
        busy: run.busy(),
        consequences: Signal::derive(move || run.read(consequences)),
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
        above: above.into_any(),
        folded: Signal::derive(move || judged.get().is_some()),
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

fn consequences(run: &Rotation) -> String {
    let (made, stored, orphans) = (run.new_key().is_some(), run.is_stored(), run.orphans() > 0);
    let old = match (run.deactivations(), run.case().purpose) {
        (0, _) if !made && !orphans => "Nothing was changed at SuperAPI, and the old key is left as it is.",
        (0, Purpose::Replace) => "The old key is left as it is.",
        (0, Purpose::Leak) => "The leaked key works on, for whoever has it.",
        (0, Purpose::Rotate) => "The old key works on.",
        _ => "A request to deactivate has gone out already: check this product's keys from the list of keys.",
    };
    let new = match (made, stored) {
        (false, _) => None,
        (true, true) => Some("The new key is proven to be stored and is kept in the list of keys as well."),
        (true, false) => Some(
            "The new key is not deactivated and is kept in the list of keys as unverified; if it was not stored, it is lost when this tab closes.",
        ),
    };
    let orphans =
        orphans.then_some("A key that nobody received may be alive at SuperAPI; it is counted as orphaned.");
    [Some(old), new, orphans].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
