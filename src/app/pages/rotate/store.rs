//! Storing the new key, and proving it.

use leptos::prelude::*;

use crate::app::pages::run::stored::Storing;
use crate::app::runs::Runner;
use keyturn_domain::key::Field;
use keyturn_domain::superapi::rotation::{Act, Refusal, Rotation};

pub(super) fn controls(run: Runner<Rotation>) -> AnyView {
    let Some(secret) = untrack(|| run.read(|run| run.new_key().cloned())) else { return ().into_any() };
    let mismatch = move || {
        run.read(|run| match run.refusal() {
            Some(refusal @ Refusal::Mismatch(_)) => Some(refusal.words().into_owned()),
            _ => None,
        })
    };
    Storing {
        secret,
        label: "New product key".into(),
        field: Field::SuperApiProduct,
        mismatch: Signal::derive(mismatch),
        busy: run.busy(),
        prove: Callback::new(move |pasted| run.act(Act::ProveStored { pasted })),
    }
    .view()
}
