//! What the present step offers.

use leptos::prelude::*;

use super::{deactivate, provision, roll_out, store, verdict};
use crate::app::pages::run::wanted::{one_act, wanted};
use crate::app::runs::Runner;
use crate::app::runs::{Consumer, Runs};
use keyturn_domain::superapi::rotation::{Act, Ask, Rotation};

#[derive(Clone, PartialEq)]
enum Want {
    Check,
    Provision { again: bool },
    TestAgain,
    Store,
    RollOut,
    Deactivate { to_type: Option<String> },
    Probe,
}

fn want(run: &Rotation) -> Option<Want> {
    Some(match run.ask() {
        // A verdict stands above the steps, with what can be done about it.
        Ask::Nothing | Ask::Over | Ask::Decide(_) => return None,
        Ask::Check => Want::Check,
        Ask::Provision { again } => Want::Provision { again },
        Ask::TestAgain => Want::TestAgain,
        Ask::Store { .. } => Want::Store,
        Ask::RollOut => Want::RollOut,
        Ask::Deactivate { to_type, .. } => Want::Deactivate { to_type },
        Ask::Probe => Want::Probe,
    })
}

pub(super) fn controls(run: Runner<Rotation>, consumers: RwSignal<Vec<Consumer>>) -> ViewFn {
    let wanted = wanted(run, want);
    ViewFn::from(move || {
        move || match wanted.get() {
            None => ().into_any(),
            Some(Want::Check) => check(run),
            Some(Want::Provision { again }) => provision::controls(run, again),
            Some(Want::TestAgain) => one_act(run, "Test the new key again", || Act::Test),
            Some(Want::Store) => store::controls(run),
            Some(Want::RollOut) => roll_out::controls(run, consumers),
            Some(Want::Deactivate { to_type }) => deactivate::controls(run, to_type),
            Some(Want::Probe) => view! { <div class="actions">{verdict::test_again(run)}</div> }.into_any(),
        }
    })
}

fn check(run: Runner<Rotation>) -> AnyView {
    let runs = Runs::here();
    one_act(run, "Check", move || {
        let about = run.about();
        let other_run_open = about.product.is_some_and(|product| runs.other_run_open(product, about.id));
        Act::Check { other_run_open }
    })
}
