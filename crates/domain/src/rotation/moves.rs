//! How a rotation moves: one act or one answer at a time, and never two calls at once.

use std::sync::Arc;

use super::stages::{Deactivated, Judged, Provisioned, Run};
use super::{Act, Ending, Phase, Refusal, Rotation, State, Step, Wait};
use crate::activity::{EntryKind, Exchange};
use crate::call::Call;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::run::log::StepLog;
use crate::run::machine::{Effect, Event, Machine, failed, outcome, record};
use crate::run::probe::Verdict;
use crate::run::step::{MachineStep, StepView};

/// Pauses before a fresh key is tried again, in milliseconds: whether a new key works at once is not
/// documented, so a rejection right after minting is not believed at first.
pub(super) const PATIENCE: [u32; 4] = [500, 1_000, 2_000, 4_000];

pub(super) type Moved = (Rotation, Vec<Effect>);

impl Machine for Rotation {
    type Act = Act;

    fn apply(self, event: Event<Act>, now: Moment) -> Moved {
        match event {
            Event::Act(_) if self.is_busy() || self.is_over() => (self, Vec::new()),
            Event::Act(act) => self.ledger.act(self.state, act, now),
            Event::Answered(answered) => self.ledger.answered(self.state, answered, now),
        }
    }

    fn steps(&self) -> Vec<StepView> {
        self.view()
    }

    fn is_busy(&self) -> bool {
        matches!(self.ledger.phase, Phase::Waiting(..))
    }

    fn is_over(&self) -> bool {
        matches!(self.ledger.phase, Phase::Over(_))
    }
}

/// What a run carries through every stage.
pub(super) struct Ledger {
    pub(super) phase: Phase,
    pub(super) log: StepLog<Step>,
    /// When the request for the new key left.
    pub(super) made_at: Option<Moment>,
    pub(super) orphans: u32,
    /// DELETEs for new keys that the run has begun again without.
    pub(super) earlier: u32,
    /// What came back to the last DELETE in place of a success.
    pub(super) refused: Option<Box<Fault>>,
}

impl Ledger {
    /// Stays at, or moves to, a state in which the operator is next.
    pub(super) fn rest(self, state: State, effects: Vec<Effect>) -> Moved {
        (Rotation { state, ledger: Self { phase: Phase::Idle, ..self } }, effects)
    }

    /// Nothing changes.
    pub(super) fn ignore(self, state: State) -> Moved {
        (Rotation { state, ledger: self }, Vec::new())
    }

    pub(super) fn call(mut self, state: State, wait: Wait, call: Call, mut effects: Vec<Effect>) -> Moved {
        let after_ms = match wait {
            Wait::NewKey { tries } => {
                tries.checked_sub(1).and_then(|past| PATIENCE.get(usize::from(past))).copied().unwrap_or(0)
            }
            _ => 0,
        };
        let ticket = self.log.ticket();
        effects.push(Effect::Call { ticket, call, after_ms });
        (Rotation { state, ledger: Self { phase: Phase::Waiting(ticket, wait), ..self } }, effects)
    }

    pub(super) fn fail(self, state: State, step: Step, fault: Fault, exchange: Exchange) -> Moved {
        let noted = outcome(step.id(), format!("This step {}.", failed(&fault)), exchange);
        (Rotation { state, ledger: Self { phase: Phase::Failed(fault), ..self } }, vec![noted])
    }

    pub(super) fn refuse(mut self, state: State, step: Step, refusal: Refusal, now: Moment) -> Moved {
        self.log.touch(step, now);
        let noted = record(now, EntryKind::Outcome, step.id(), refusal.words());
        (Rotation { state, ledger: Self { phase: Phase::Refused(refusal), ..self } }, vec![noted])
    }

    pub(super) fn end(self, state: State, ending: Ending, effects: Vec<Effect>) -> Moved {
        (Rotation { state, ledger: Self { phase: Phase::Over(ending), ..self } }, effects)
    }

    pub(super) fn test(self, run: Run<Provisioned>, tries: u8, effects: Vec<Effect>) -> Moved {
        let call = Call::Product(Arc::clone(&run.stage.0.new));
        self.call(State::Provisioned(run), Wait::NewKey { tries }, call, effects)
    }

    pub(super) fn probe(self, run: Run<Deactivated>, effects: Vec<Effect>) -> Moved {
        let call = Call::Product(Arc::clone(&run.case.old));
        self.call(State::Deactivated(run), Wait::ProbeOld, call, effects)
    }

    pub(super) fn judge(self, run: Run<Judged>, noted: Effect, now: Moment) -> Moved {
        let verdict = run.verdict();
        let kind = if verdict.is_alarm() { EntryKind::Alarm } else { EntryKind::Outcome };
        let effects = vec![noted, record(now, kind, Step::Verify.id(), format!("{}.", verdict.title()))];
        if verdict == Verdict::Complete {
            self.end(State::Judged(run), Ending::Judged(verdict), effects)
        } else {
            self.rest(State::Judged(run), effects)
        }
    }
}
