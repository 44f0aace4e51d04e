//! A rotation's steps in words.

mod here;

use super::{Ending, Phase, Purpose, Refusal, RotationStages, State, Step, Wait};
use crate::fault::Fault;
use crate::product::Product;
use crate::run::frame::{PhaseOf, Stages};
use crate::run::probe::Verdict;
use crate::run::step::Status;

impl RotationStages {
    pub(super) fn status_of(&self, step: Step, phase: &PhaseOf<Self>) -> Status {
        let at = self.step(phase);
        if step == at { self.status_here(phase) } else { self.status_elsewhere(step, at) }
    }

    pub(super) fn meaning_of(&self, step: Step, status: Status, phase: &PhaseOf<Self>) -> String {
        if step == self.step(phase) { self.means_here(phase) } else { self.means_elsewhere(step, status) }
    }

    fn status_elsewhere(&self, step: Step, at: Step) -> Status {
        let purpose = self.case().purpose;
        let not_deactivated = step == Step::Deactivate
            && (at == Step::Verify || purpose == Purpose::Replace)
            && self.state.sent() == 0;
        let not_rolled_out = step == Step::RollOut && step < at && purpose == Purpose::Leak;
        if not_deactivated || not_rolled_out {
            Status::Skipped
        } else if step == Step::Deactivate && step < at && self.ledger.refused.is_some() {
            self.status_of_refused()
        } else if step < at {
            Status::Done
        } else {
            Status::NotStarted
        }
    }

    /// What came back to the last request to deactivate in place of a success.
    pub(super) fn refused(&self) -> Option<&Fault> {
        self.ledger.refused.as_deref()
    }

    /// What the probes say of a request that no success came back to.
    fn status_of_refused(&self) -> Status {
        match &self.state {
            State::Judged(run) => match run.verdict() {
                Verdict::Complete | Verdict::WrongKeyRemoved | Verdict::BothDead => Status::Done,
                Verdict::OldStillAlive => Status::Failed,
                Verdict::NotKnown => Status::Unknown,
            },
            _ => Status::Unknown,
        }
    }

    fn status_here(&self, phase: &PhaseOf<Self>) -> Status {
        match (phase, &self.state) {
            (Phase::Waiting(..), _) => Status::Running,
            (Phase::Unknown(_), _) => Status::Unknown,
            (_, State::Judged(run)) => match run.verdict() {
                Verdict::Complete => Status::Done,
                Verdict::NotKnown => Status::Unknown,
                Verdict::OldStillAlive | Verdict::WrongKeyRemoved | Verdict::BothDead => Status::Failed,
            },
            _ if self.ledger.ending.is_some() => Status::Skipped,
            (Phase::Refused(Refusal::StillHeld | Refusal::NameNotTyped | Refusal::Mismatch(_)), _) => {
                Status::Waiting
            }
            (Phase::Failed(_) | Phase::Refused(_), _) => Status::Failed,
            (Phase::Idle, State::Draft(_)) => Status::Ready,
            (Phase::Idle, _) => Status::Waiting,
        }
    }

    fn means_elsewhere(&self, step: Step, status: Status) -> String {
        let product = self.product().map_or("the product", Product::in_sentence);
        match (step, status) {
            (Step::Preflight, _) => format!("Everything that can be checked beforehand is good, for {product}."),
            (Step::Provision, Status::Done) => "The new key was made and is in hand.".into(),
            (Step::Provision, _) => "Asks SuperAPI for a new key. SuperAPI shows it once.".into(),
            (Step::Test, Status::Done) => "The new key opens the right product.".into(),
            (Step::Test, _) => "Proves that the new key works and opens this very product.".into(),
            (Step::Store, Status::Done) => "What was stored was read back and works.".into(),
            (Step::Store, _) => "You store the new key; Keyturn proves it by reading it back.".into(),
            (Step::RollOut, Status::Skipped) => {
                "Not waited for: the old key leaked. Switch what uses it as soon as you can.".into()
            }
            (Step::RollOut, _) if self.case().purpose == Purpose::Leak => {
                "Nothing waits for the consumers: the old key leaked, so it goes as soon as the new one is stored.".into()
            }
            (Step::RollOut, Status::Done) => "You confirmed that every consumer uses the new key.".into(),
            (Step::RollOut, _) => "You switch every consumer to the new key and confirm it.".into(),
            (Step::Deactivate, Status::Skipped) => "Not needed: the old key was dead already.".into(),
            (Step::Deactivate, Status::Done | Status::Failed | Status::Unknown) => self.went_out(),
            (Step::Deactivate, _) => "Asks SuperAPI, once, to deactivate the old key.".into(),
            _ => "Probes both keys: the old one must be dead and the new one alive.".into(),
        }
    }

    fn went_out(&self) -> String {
        let sent = match self.state.sent() {
            1 => "The request to deactivate went out once.".into(),
            sent => format!("{sent} requests to deactivate went out, each after a confirmation of its own."),
        };
        match self.refused() {
            None => sent,
            Some(fault) if fault.came_back().is_some() => {
                let status = fault.came_back().unwrap_or_default();
                format!("{sent} Status {status} came back: what it did to the keys, only the probes tell.")
            }
            Some(_) => format!("{sent} No answer came back: what it did to the keys, only the probes tell."),
        }
    }

    fn means_here(&self, phase: &PhaseOf<Self>) -> String {
        if let Phase::Refused(refusal) = phase {
            return refusal.words().into_owned();
        }
        if let Some(Ending::Abandoned(_)) = self.ledger.ending {
            return match (self.new_key(), self.deactivations()) {
                (Some(_), 0) => "The run was left here. The new key stays alive at SuperAPI and is kept in the list of keys.".into(),
                (None, 0) => "The run was left here. Nothing was changed by it, unless a step above says otherwise.".into(),
                (Some(_), _) => "The run was left here, after a request to deactivate had gone out. Both keys are kept in the list of keys: check them from there.".into(),
                (None, _) => "The run was left here, after a request to deactivate had taken its first new key away. Check the old key from the list of keys.".into(),
            };
        }
        match &self.state {
            State::Draft(_) => self.preflight(phase),
            State::Checked(_) => self.provision(phase),
            State::Provisioned(_) => self.test(phase),
            State::Tested(_) => self.store(phase),
            State::Stored(_) => {
                "Switch every consumer of the old key to the new one. Both keys work, so there is no hurry."
                    .into()
            }
            State::RolledOut(run) => self.deactivate(phase, run.stage.hold_until),
            State::Deactivated(_) => match phase {
                Phase::Waiting(_, Wait::Deletion) => {
                    "The request is on its way. It is sent once and never repeated.".into()
                }
                _ => "Probing both keys to see what SuperAPI really did.".into(),
            },
            State::Judged(run) => match (run.verdict(), self.refused().and_then(Fault::came_back)) {
                (Verdict::OldStillAlive, Some(status)) => format!(
                    "SuperAPI answered the request with status {status}, and both keys are alive. Mend the cause, and probe again after a little while; if both are still alive then, another deactivation can be confirmed."
                ),
                (it, _) => verdict(it).into(),
            },
        }
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Complete => "The old key is dead and the new key is alive. The rotation is proven.",
        Verdict::OldStillAlive => {
            "Both keys are alive: SuperAPI deactivated nothing yet, or some third key. Wait a little and probe again; if it stays like this, contact SuperAPI before asking once more."
        }
        Verdict::WrongKeyRemoved => {
            "SuperAPI removed the new key and left the old one. Put the old key back wherever the new one is in use, now. Then make another new key."
        }
        Verdict::BothDead => {
            "No key of this product that Keyturn knows works any more. Make a replacement now with the partner key and store it."
        }
        Verdict::NotKnown => {
            "At least one probe got no verdict. Keep both keys and probe again; the request to deactivate is not repeated."
        }
    }
}
