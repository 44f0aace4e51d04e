//! What the panel does differently for each machine.

use std::sync::Arc;

use leptos::prelude::*;

use super::about::About;
use super::run::RunOf;
use super::runner::Runner;
use crate::app::state::AppState;
use keyturn_domain::run::probe::Verdict;
use keyturn_domain::superapi::rotation::{Ending, Rotation};
use keyturn_domain::westpac::rehearsal::Rehearsal;
use keyturn_domain::westpac::renewal::{Renewal, RenewalResult};
use keyturn_vault::act_codec::Journalled;

/// A machine that the panel knows how to show and to end.
pub trait RunKind: Journalled + Send + Sync + 'static {
    /// A run of this machine.
    fn run(runner: Runner<Self>) -> RunOf;
    /// The runner of a run of this machine.
    fn runner(run: RunOf) -> Option<Runner<Self>>;
    /// What the list of keys learns from its end.
    fn settle(&self, about: &About, app: AppState);
    /// What its probes said, where they give a verdict.
    fn verdict(&self) -> Option<Verdict> {
        None
    }
    /// How it ended, in a few words.
    fn ending(&self) -> Option<String>;
}

impl RunKind for Rotation {
    fn run(runner: Runner<Self>) -> RunOf {
        RunOf::Rotation(runner, RwSignal::default())
    }

    fn runner(run: RunOf) -> Option<Runner<Self>> {
        if let RunOf::Rotation(runner, _) = run { Some(runner) } else { None }
    }

    fn settle(&self, about: &About, app: AppState) {
        settle_rotation(self, about, app);
    }

    fn verdict(&self) -> Option<Verdict> {
        self.probes().map(|(old, new)| Verdict::of(old, new))
    }

    fn ending(&self) -> Option<String> {
        Some(match self.outcome()?.ending {
            Ending::Judged(verdict) => verdict.title().to_owned(),
            Ending::Abandoned(_) => "The run was left".to_owned(),
        })
    }
}

impl RunKind for Renewal {
    fn run(runner: Runner<Self>) -> RunOf {
        RunOf::Renewal(runner)
    }

    fn runner(run: RunOf) -> Option<Runner<Self>> {
        if let RunOf::Renewal(runner) = run { Some(runner) } else { None }
    }

    fn settle(&self, about: &About, app: AppState) {
        settle_renewal(self, about, app);
    }

    fn ending(&self) -> Option<String> {
        self.result().map(|result| result.words(self.case().vendor))
    }
}

impl RunKind for Rehearsal {
    fn run(runner: Runner<Self>) -> RunOf {
        RunOf::Rehearsal(runner)
    }

    fn runner(run: RunOf) -> Option<Runner<Self>> {
        if let RunOf::Rehearsal(runner) = run { Some(runner) } else { None }
    }

    fn settle(&self, _: &About, _: AppState) {}

    fn ending(&self) -> Option<String> {
        self.result().map(|result| result.verdict.title().to_owned())
    }
}

fn settle_rotation(machine: &Rotation, about: &About, app: AppState) {
    if let (Some(outcome), Some(key)) = (machine.outcome(), about.key) {
        app.keys.finish_rotation(key, &outcome);
    }
}

fn settle_renewal(machine: &Renewal, about: &About, app: AppState) {
    let (Some(key), Some(newer)) = (about.key, machine.newer()) else { return };
    if let Some(RenewalResult::Switched { name, expiry, .. }) = machine.result() {
        app.keys.finish_renewal(key, Arc::clone(&newer.key), name.clone(), *expiry);
    }
}
