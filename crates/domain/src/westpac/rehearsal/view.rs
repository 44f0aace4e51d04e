//! The steps of a rehearsal as the screen shows them.

use std::cmp::Ordering;

use super::{RehearsalStages, Stage, Step, Verdict};
use crate::run::frame::{PhaseOf, Stages};
use crate::run::step::Status;

impl RehearsalStages {
    pub(super) fn status_of(&self, step: Step, phase: &PhaseOf<Self>) -> Status {
        if let Some(result) = self.stage.result() {
            return match (step, step.cmp(&result.at), &result.verdict) {
                (_, Ordering::Less, _) | (_, Ordering::Equal, Verdict::Passed(_)) => Status::Done,
                (Step::Result, _, Verdict::Passed(_) | Verdict::PanelOnly) => Status::Done,
                (Step::Result, _, Verdict::Failed(_)) | (_, Ordering::Equal, Verdict::Failed(_)) => {
                    Status::Failed
                }
                (_, Ordering::Equal, _) if phase.is_stopped() => Status::Failed,
                _ => Status::Skipped,
            };
        }
        match step.cmp(&self.step(phase)) {
            Ordering::Less => Status::Done,
            Ordering::Greater => Status::NotStarted,
            Ordering::Equal if phase.is_waiting() => Status::Running,
            Ordering::Equal if phase.is_stopped() => Status::Failed,
            Ordering::Equal => Status::Waiting,
        }
    }

    pub(super) fn meaning_of(&self, step: Step, status: Status, phase: &PhaseOf<Self>) -> String {
        if let (Step::Result, Some(result)) = (step, self.stage.result()) {
            return result.verdict.words(self.case.vendor);
        }
        if phase.is_stopped() && status == Status::Failed {
            return "This step did not come off. No key was changed.".into();
        }
        match (status, &self.stage) {
            (Status::Waiting, Stage::Gathering(run)) => {
                run.problem().map_or_else(|| self.coming(step), |problem| problem.words(self.case.vendor))
            }
            (Status::Waiting, Stage::Watching(run)) => {
                run.seen().map_or_else(|| self.coming(step), |seen| seen.words().into())
            }
            (Status::Done, _) => done(step).into(),
            (Status::Running, _) => running(step).into(),
            (Status::Skipped, _) => "Not done in this rehearsal.".into(),
            (Status::Failed, Stage::Over(_)) => "This decided the rehearsal; see the result.".into(),
            _ => self.coming(step),
        }
    }

    fn coming(&self, step: Step) -> String {
        let portal = self.case.vendor.spec().portal;
        match step {
            Step::TwoKeys => {
                format!("Make two secret keys in {portal}, one after the other. Set the application to the first. Paste both here.")
            }
            Step::CheckBoth => "Asks the vendor who each key is. Changes nothing.".into(),
            Step::Ask => {
                "Asks with the first key which key to use, as the application does daily. The second should come back.".into()
            }
            Step::Watch => {
                "Look for the second key's name in the application's log, or say whether it switched. You may leave this out.".into()
            }
            Step::Result => "What the rehearsal showed, to keep.".into(),
        }
    }
}

const fn done(step: Step) -> &'static str {
    match step {
        Step::TwoKeys => "Two different keys.",
        Step::CheckBoth => "The vendor accepts both keys.",
        Step::Ask => "Asked with the first key, the vendor named the second.",
        Step::Watch => "The application moved to the second key.",
        Step::Result => "",
    }
}

const fn running(step: Step) -> &'static str {
    match step {
        Step::CheckBoth => "Asking the vendor who each key is.",
        Step::Ask => "Asking with the first key.",
        Step::TwoKeys | Step::Watch | Step::Result => "",
    }
}
