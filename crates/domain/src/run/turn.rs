//! What one act or one answer leads to.

use std::borrow::Cow;

use super::frame::{Asking, PhaseOf, Stages};
use super::machine::{Effect, failed, record};
use super::phase::Phase;
use super::step::{MachineStep, StepId};
use crate::activity::EntryKind;
use crate::call::Call;
use crate::fault::Fault;
use crate::moment::Moment;

/// Where a run stands after one act or one answer, and what is to be recorded and asked before the next.
pub struct Turn<S: Stages> {
    pub(super) stages: S,
    pub(super) phase: PhaseOf<S>,
    pub(super) said: Option<Cow<'static, str>>,
    pub(super) touched: Vec<S::Step>,
    pub(super) records: Vec<Record>,
    pub(super) call: Option<(S::Wait, Call, u32)>,
}

/// An entry for the activity list, still without its time.
pub(super) struct Record {
    kind: EntryKind,
    step: StepId,
    text: Cow<'static, str>,
}

impl Record {
    pub(super) fn at(self, now: Moment) -> Effect {
        record(now, self.kind, self.step, self.text)
    }
}

impl<S: Stages> Turn<S> {
    /// To these stages, where the operator is next.
    pub fn to(stages: S) -> Self {
        Self::unchanged(stages, Phase::Idle)
    }

    /// Nothing changes.
    pub fn unchanged(stages: S, phase: PhaseOf<S>) -> Self {
        Self { stages, phase, said: None, touched: Vec::new(), records: Vec::new(), call: None }
    }

    /// Where the run stands now.
    pub fn step(&self) -> S::Step {
        self.stages.step(&self.phase)
    }

    /// Records what came of the call, with its exchange.
    #[must_use]
    pub fn said(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.said = Some(text.into());
        self
    }

    /// Something changed at this step.
    #[must_use]
    pub fn touch(mut self, step: S::Step) -> Self {
        self.touched.push(step);
        self
    }

    /// Records something at a step.
    #[must_use]
    pub fn record(self, kind: EntryKind, step: S::Step, text: impl Into<Cow<'static, str>>) -> Self {
        self.record_at(kind, step.id(), text)
    }

    /// Records what the operator decided at a step.
    #[must_use]
    pub fn decided(self, step: S::Step, text: impl Into<Cow<'static, str>>) -> Self {
        self.record(EntryKind::Decision, step, text)
    }

    /// Records something of the run as a whole.
    #[must_use]
    pub fn decided_of_run(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.record_at(EntryKind::Decision, StepId::RUN, text)
    }

    fn record_at(mut self, kind: EntryKind, step: StepId, text: impl Into<Cow<'static, str>>) -> Self {
        self.records.push(Record { kind, step, text: text.into() });
        self
    }

    /// Makes this call next.
    #[must_use]
    pub fn call(self, wait: S::Wait, call: Call) -> Self {
        self.call_after(0, wait, call)
    }

    /// Makes this call after so many milliseconds.
    #[must_use]
    pub fn call_after(mut self, after_ms: u32, wait: S::Wait, call: Call) -> Self {
        self.call = Some((wait, call, after_ms));
        self
    }

    /// The call brought no answer to go on with.
    #[must_use]
    pub fn failed(mut self, fault: Fault) -> Self {
        self.phase = Phase::Failed(Box::new(fault));
        self
    }

    /// Nobody can say what the call did.
    #[must_use]
    pub fn unknown(mut self, fault: Fault) -> Self {
        self.phase = Phase::Unknown(Box::new(fault));
        self
    }

    /// A check of the machine's own was not passed.
    #[must_use]
    pub fn refused(mut self, refusal: S::Refusal) -> Self {
        self.phase = Phase::Refused(refusal);
        self
    }
}

impl<S: Asking> Turn<S> {
    /// Asks what the stage begins with, if anything.
    #[must_use]
    pub fn ask(self) -> Self {
        let Some(call) = self.stages.call() else { return self };
        let step = self.stages.step(&Phase::Idle);
        let turn = self.touch(step);
        let turn = if let Call::WestpacLatest(..) = call {
            turn.record(EntryKind::Intent, step, S::INTENT)
        } else {
            turn
        };
        turn.call((), call)
    }

    /// Likewise, unless the step did not succeed, or it is the operator who leads on from this stage.
    #[must_use]
    pub fn ask_if(self, goes_on: impl FnOnce(&S) -> bool) -> Self {
        if self.phase.is_idle() && goes_on(&self.stages) { self.ask() } else { self }
    }

    /// The operator decided something at the current step, and the stage's question follows.
    #[must_use]
    pub fn decide_and_ask(self, text: &'static str) -> Self {
        let step = self.step();
        self.decided(step, text).ask()
    }

    /// The call failed: says so.
    #[must_use]
    pub fn failed_with(self, fault: Fault) -> Self {
        self.said(failed(&fault)).failed(fault)
    }
}
