//! What a machine wants of the operator, held still while a call is on its way.

use leptos::prelude::*;

use crate::app::components::{Button, Kind};
use crate::app::runs::Runner;
use keyturn_domain::fault::Fault;
use keyturn_domain::run::step::StepView;
use keyturn_vault::act_codec::Journalled;

/// What `read` says is wanted. While the step is busy and wants nothing, what it wanted before stays on screen
/// with its buttons busy, so that the focus is not lost.
pub fn wanted<M, W>(runner: Runner<M>, read: fn(&M) -> Option<W>) -> Signal<Option<W>>
where
    M: Journalled + Send + Sync,
    W: Clone + PartialEq + Send + Sync + 'static,
{
    let held = Memo::new(move |before: Option<&(Option<usize>, Option<W>)>| {
        let (at, wants) =
            runner.read(|machine| (machine.steps().iter().position(|step| step.current), read(machine)));
        match (wants, before) {
            (None, Some((before, wanted))) if *before == at => (at, wanted.clone()),
            (wants, _) => (at, wants),
        }
    });
    Memo::new(move |_| held.with(|(_, wants)| wants.clone())).into()
}

/// A step's only button.
pub fn one_act<M>(runner: Runner<M>, label: &'static str, act: impl Fn() -> M::Act + 'static) -> AnyView
where
    M: Journalled + Send + Sync,
{
    let act = Box::new(move || runner.act(act()));
    button(label, runner.steps(), runner.busy(), act)
}

/// A key that was rejected should not be tried again: then the button does not ask for it.
fn button(
    label: &'static str,
    steps: Signal<Vec<StepView>>,
    busy: Signal<bool>,
    act: Box<dyn Fn()>,
) -> AnyView {
    let rejected = untrack(|| {
        steps.with(|steps| {
            let mut faults = steps.iter().filter(|step| step.current).filter_map(|step| step.fault.as_ref());
            faults.any(Fault::is_not_to_be_repeated)
        })
    });
    let kind = if rejected { Kind::Secondary } else { Kind::Primary };
    view! {
        <div class="actions">
            <Button kind busy on_press=move |_| act()>{label}</Button>
        </div>
    }
    .into_any()
}
