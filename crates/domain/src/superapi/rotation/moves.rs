//! How a rotation moves: one act or one answer at a time, and never two calls at once.

use std::sync::Arc;

use super::stages::{Deactivated, Judged, Provisioned, RotationAt};
use super::{Act, Ending, Phase, Refusal, RotationStages, State, Step, Wait};
use crate::activity::EntryKind;
use crate::call::Call;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::run::frame::{PhaseOf, Stages, Unanswered};
use crate::run::machine::{Reply, failed};
use crate::run::probe::Verdict;
use crate::run::step::Status;
use crate::run::turn::Turn;

/// Pauses before a fresh key is tried again, in milliseconds: whether a new key works at once is not
/// documented, so a rejection right after minting is not believed at first.
pub(super) const PATIENCE: [u32; 4] = [500, 1_000, 2_000, 4_000];

pub(super) type Moved = Turn<RotationStages>;

impl Stages for RotationStages {
    type Step = Step;
    type Act = Act;
    type Wait = Wait;
    type Refusal = Refusal;

    fn step(&self, phase: &PhaseOf<Self>) -> Step {
        match &self.state {
            State::Draft(_) => Step::Preflight,
            State::Checked(_) => Step::Provision,
            State::Provisioned(_) => Step::Test,
            State::Tested(_) => Step::Store,
            State::Stored(_) => Step::RollOut,
            State::RolledOut(_) => Step::Deactivate,
            State::Deactivated(_) if matches!(phase, Phase::Waiting(_, Wait::Deletion)) => Step::Deactivate,
            State::Deactivated(_) | State::Judged(_) => Step::Verify,
        }
    }

    fn is_over(&self) -> bool {
        self.ledger.ending.is_some()
    }

    fn act(self, act: Act, phase: PhaseOf<Self>, now: Moment) -> Moved {
        if phase.is_waiting() {
            return Turn::unchanged(self, phase);
        }
        let Self { state, ledger } = self;
        ledger.act(state, act, phase, now)
    }

    fn answer(self, wait: Wait, reply: Reply, _: Moment) -> Result<Moved, Unanswered<Self>> {
        self.take(wait, reply)
    }

    fn status(&self, step: Step, phase: &PhaseOf<Self>) -> Status {
        self.status_of(step, phase)
    }

    fn means(&self, step: Step, status: Status, phase: &PhaseOf<Self>) -> String {
        self.meaning_of(step, status, phase)
    }

    fn fault<'run>(&'run self, step: Step, phase: &'run PhaseOf<Self>) -> Option<&'run Fault> {
        if step == self.step(phase) {
            phase.fault()
        } else if step == Step::Deactivate && self.status_of(step, phase) != Status::NotStarted {
            self.refused()
        } else {
            None
        }
    }
}

/// What a run carries through every stage.
#[derive(Default)]
pub(super) struct Ledger {
    /// When the request for the new key left.
    pub(super) made_at: Option<Moment>,
    pub(super) orphans: u32,
    /// DELETEs for new keys that the run has begun again without.
    pub(super) earlier: u32,
    /// What came back to the last DELETE in place of a success.
    pub(super) refused: Option<Box<Fault>>,
    /// How the run ended.
    pub(super) ending: Option<Ending>,
}

impl Ledger {
    /// To this state; the operator is next, unless something else is said.
    pub(super) fn to(self, state: State) -> Moved {
        Turn::to(RotationStages { state, ledger: self })
    }

    /// Nothing changes.
    pub(super) fn ignore(self, state: State, phase: PhaseOf<RotationStages>) -> Moved {
        Turn::unchanged(RotationStages { state, ledger: self }, phase)
    }

    pub(super) fn fail(self, state: State, fault: Fault) -> Moved {
        self.to(state).said(format!("This step {}.", failed(&fault))).failed(fault)
    }

    pub(super) fn refuse(self, state: State, step: Step, refusal: Refusal) -> Moved {
        let words = refusal.words();
        self.to(state).touch(step).record(EntryKind::Outcome, step, words).refused(refusal)
    }

    pub(super) fn end(self, state: State, ending: Ending) -> Moved {
        Self { ending: Some(ending), ..self }.to(state)
    }

    pub(super) fn test(self, run: RotationAt<Provisioned>, tries: u8) -> Moved {
        let call = Call::Product(Arc::clone(&run.stage.0.new));
        let past = tries.checked_sub(1).and_then(|past| PATIENCE.get(usize::from(past)));
        let after_ms = past.copied().unwrap_or(0);
        self.to(State::Provisioned(run)).call_after(after_ms, Wait::NewKey { tries }, call)
    }

    pub(super) fn probe(self, run: RotationAt<Deactivated>) -> Moved {
        let call = Call::Product(Arc::clone(&run.case.old));
        self.to(State::Deactivated(run)).call(Wait::ProbeOld, call)
    }

    pub(super) fn judge(self, run: RotationAt<Judged>) -> Moved {
        let verdict = run.verdict();
        let kind = if verdict.is_alarm() { EntryKind::Alarm } else { EntryKind::Outcome };
        let turn = if verdict == Verdict::Complete {
            self.end(State::Judged(run), Ending::Judged(verdict))
        } else {
            self.to(State::Judged(run))
        };
        turn.record(kind, Step::Verify, format!("{}.", verdict.title()))
    }
}
