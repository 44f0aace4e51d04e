//! What the present step offers.

use leptos::prelude::*;

use crate::app::pages::run::stored::Storing;
use crate::app::pages::run::wanted::{one_act, wanted};
use crate::app::runs::Runner;
use keyturn_domain::key::Field;
use keyturn_domain::westpac::renewal::{Act, Ask, Renewal};

#[derive(Clone, Copy, PartialEq)]
enum Want {
    Check,
    Store,
    Confirm,
    Retry,
}

fn want(run: &Renewal) -> Option<Want> {
    match run.asks() {
        Ask::Nothing => None,
        Ask::Check => Some(Want::Check),
        Ask::Store { .. } => Some(Want::Store),
        Ask::Confirm => Some(Want::Confirm),
        Ask::Retry => Some(Want::Retry),
    }
}

pub(super) fn controls(run: Runner<Renewal>) -> ViewFn {
    let wanted = wanted(run, want);
    ViewFn::from(move || {
        move || match wanted.get() {
            None => ().into_any(),
            Some(Want::Check) => one_act(run, "Begin", || Act::Check),
            Some(Want::Store) => store(run),
            Some(Want::Confirm) => one_act(run, "Ask once more with the new key", || Act::Confirm),
            Some(Want::Retry) => one_act(run, "Try this step again", || Act::Retry),
        }
    })
}

fn store(run: Runner<Renewal>) -> AnyView {
    let Some(newer) = untrack(|| run.read(|run| run.newer().cloned())) else { return ().into_any() };
    let vendor = run.about().connection.vendor;
    let mismatch = move || {
        run.read(|run| match run.asks() {
            Ask::Store { mismatch, .. } => mismatch.map(|mismatch| mismatch.words().to_owned()),
            _ => None,
        })
    };
    Storing {
        secret: newer.key,
        label: format!("Newer {}", vendor.spec().secret_key),
        field: Field::Secret(vendor),
        mismatch: Signal::derive(mismatch),
        busy: run.busy(),
        prove: Callback::new(move |read| run.act(Act::ProveStored(read))),
    }
    .view()
}
