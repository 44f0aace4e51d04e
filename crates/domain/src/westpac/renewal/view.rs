//! The steps of a renewal as the screen shows them.

use std::cmp::Ordering;

use super::{Confirmation, Phase, RenewalResult, RenewalStages, Step};
use crate::run::frame::{PhaseOf, Stages};
use crate::run::step::Status;

impl RenewalStages {
    pub(super) fn status_of(&self, step: Step, phase: &PhaseOf<Self>) -> Status {
        match step.cmp(&self.step(phase)) {
            Ordering::Less => Status::Done,
            Ordering::Greater if self.is_over() => Status::Skipped,
            Ordering::Greater => Status::NotStarted,
            Ordering::Equal => match (phase, self.result()) {
                (Phase::Waiting(..), _) => Status::Running,
                (Phase::Failed(_) | Phase::Unknown(_) | Phase::Refused(_), _) => Status::Failed,
                (Phase::Idle, Some(result)) => closing(result),
                (Phase::Idle, None) if matches!(self, Self::Storing(_)) => Status::Waiting,
                (Phase::Idle, None) => Status::Ready,
            },
        }
    }

    pub(super) fn meaning_of(&self, step: Step, status: Status, phase: &PhaseOf<Self>) -> String {
        if step == self.step(phase) {
            match (phase, self.result()) {
                (_, Some(result)) => return result.words(self.facts().case.vendor),
                (Phase::Refused(refusal), None) => return refusal.words(self.facts().case.vendor),
                (Phase::Failed(_) | Phase::Unknown(_), None) => return failed(step).into(),
                (Phase::Idle | Phase::Waiting(..), None) => {}
            }
        }
        match status {
            Status::NotStarted | Status::Ready => coming(step).into(),
            Status::Running => running(step).into(),
            Status::Waiting => self.waiting(),
            Status::Skipped => "Not needed in this run.".into(),
            Status::Done => self.done(step),
            Status::Failed | Status::Unknown => String::new(),
        }
    }

    fn waiting(&self) -> String {
        let mismatch = match self {
            Self::Storing(run) => run.mismatch(),
            _ => None,
        };
        mismatch.map_or_else(
            || {
                "Save the new key where the application reads it, then read it back from there and paste it here. Do it soon: whether the current key works on meanwhile is for the vendor to say."
                    .into()
            },
            |mismatch| mismatch.words().into(),
        )
    }

    fn done(&self, step: Step) -> String {
        let newer = self.newer().and_then(|newer| newer.name.as_ref());
        match step {
            Step::Preflight if self.facts().asker().is_some() => {
                "The vendor rejects the current key, and accepts the newer one that it handed out before."
                    .into()
            }
            Step::Preflight => {
                let name = self.facts().current_name();
                let facility = self.facts().community();
                match (name, facility) {
                    (Some(name), Some(facility)) => {
                        format!("The vendor knows this key as {}, for facility {facility}.", name.as_str())
                    }
                    (Some(name), None) => format!("The vendor knows this key as {}.", name.as_str()),
                    (None, _) => "The vendor accepts the current key.".into(),
                }
            }
            Step::AskLatest => "The vendor named the key to use from now on.".into(),
            Step::Compare => match newer {
                Some(name) => format!("A newer key is available: {}.", name.as_str()),
                None => "A newer key is available.".into(),
            },
            Step::Test => "The vendor accepts the new key.".into(),
            Step::Store => "The new key was read back from its store, and the vendor accepts it.".into(),
            Step::Confirm => String::new(),
        }
    }
}

const fn closing(result: &RenewalResult) -> Status {
    match result {
        RenewalResult::Unchanged { .. }
        | RenewalResult::Switched { confirmation: Confirmation::Confirmed, .. } => Status::Done,
        RenewalResult::Switched {
            confirmation: Confirmation::Another { .. } | Confirmation::OldAgain,
            ..
        } => Status::Failed,
        RenewalResult::Switched { confirmation: Confirmation::NotAsked, .. }
        | RenewalResult::Abandoned { .. } => Status::Skipped,
    }
}

/// What a failure leaves standing; its own words stand beside the fault.
const fn failed(step: Step) -> &'static str {
    match step {
        Step::Confirm => "This step did not come off. The new key is stored and proven; the old one is kept.",
        _ => "This step did not come off. The current key stays in place.",
    }
}

const fn coming(step: Step) -> &'static str {
    match step {
        Step::Preflight => "Asks the vendor who the current key is. Changes nothing.",
        Step::AskLatest => "Asks the vendor which key to use from now on. Usually it is the current one.",
        Step::Compare => "Compares the two keys. The same key ends the run here, with nothing to do.",
        Step::Test => "Tries the new key before anything is changed.",
        Step::Store => "You save the new key and prove it by reading it back.",
        Step::Confirm => "Asks once more with the new key, and expects that same key.",
    }
}

const fn running(step: Step) -> &'static str {
    match step {
        Step::Preflight => "Asking the vendor who the current key is.",
        Step::AskLatest => "Asking the vendor which key to use from now on.",
        Step::Compare => "Comparing the two keys.",
        Step::Test => "Trying the new key.",
        Step::Store => "It is the new key. Trying what was read back.",
        Step::Confirm => "Asking with the new key.",
    }
}
