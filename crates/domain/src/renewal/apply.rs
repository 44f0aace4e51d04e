//! The one place where a renewal moves.

use super::answers::Turn;
use super::{Act, Failure, Phase, Renewal, Stage, Step};
use crate::activity::EntryKind;
use crate::call::Call;
use crate::moment::Moment;
use crate::run::machine::{Answered, Effect, Event, Machine, Reply, outcome, record};
use crate::run::step::{MachineStep, StepView};
use crate::secret::Secret;

impl Machine for Renewal {
    type Act = Act;

    fn apply(self, event: Event<Act>, now: Moment) -> (Self, Vec<Effect>) {
        match event {
            Event::Act(act) => self.act(act, now),
            Event::Answered(answered) => self.answered(answered, now),
        }
    }

    fn steps(&self) -> Vec<StepView> {
        self.views()
    }

    fn is_busy(&self) -> bool {
        self.phase.is_waiting()
    }

    fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over(_))
    }
}

impl Renewal {
    fn act(self, act: Act, now: Moment) -> (Self, Vec<Effect>) {
        let idle = self.phase.is_idle();
        match act {
            Act::Check if idle && matches!(self.stage, Stage::Preflight(_)) => {
                self.decided("Renewal started.", now)
            }
            Act::Confirm if idle && matches!(self.stage, Stage::Confirming(_)) => {
                self.decided("Asked to confirm the new key.", now)
            }
            Act::Retry if self.phase.failure().is_some() && !self.is_over() => {
                self.decided("Asked to try this step again.", now)
            }
            Act::ProveStored(read) => self.read_back(read, now),
            Act::Abandon => self.abandon(now),
            Act::Check | Act::Confirm | Act::Retry => (self, Vec::new()),
        }
    }

    fn decided(self, what: &'static str, now: Moment) -> (Self, Vec<Effect>) {
        let mut effects = vec![record(now, EntryKind::Decision, self.step().id(), what)];
        let next = self.ask(now, &mut effects);
        (next, effects)
    }

    /// Sends the present stage's call, if it has one.
    fn ask(mut self, now: Moment, effects: &mut Vec<Effect>) -> Self {
        if let Some(call) = self.stage.call() {
            let ticket = self.log.ticket();
            self.phase = Phase::Waiting(ticket);
            let step = self.step();
            self.log.touch(step, now);
            if matches!(call, Call::WestpacLatest(_)) {
                let text = "Asking which key to use from now on; the vendor may hand over a new one.";
                effects.push(record(now, EntryKind::Intent, step.id(), text));
            }
            effects.push(Effect::Call { ticket, call, after_ms: 0 });
        }
        self
    }

    fn read_back(self, read: Secret, now: Moment) -> (Self, Vec<Effect>) {
        let Self { stage, phase, mut log } = self;
        let run = match (stage, &phase) {
            (Stage::Storing(run), Phase::Idle) => run,
            (Stage::Proving(run), Phase::Failed(_)) => run.read_again(),
            (stage, _) => return (Self { stage, phase, log }, Vec::new()),
        };
        log.touch(Step::Store, now);
        let (stage, said) = match run.read_back(read) {
            Ok(run) => (Stage::Proving(run), "What was read back is the new key."),
            Err(run) => (Stage::Storing(*run), "What was read back is not the new key."),
        };
        Self { stage, phase: Phase::Idle, log }.decided(said, now)
    }

    fn abandon(self, now: Moment) -> (Self, Vec<Effect>) {
        let at = self.step();
        let Self { stage, phase, mut log } = self;
        let over = match stage {
            Stage::Preflight(run) => run.abandon(at),
            Stage::Asking(run) => run.abandon(at),
            Stage::Testing(run) => run.abandon(at),
            Stage::Storing(run) => run.abandon(at),
            Stage::Proving(run) => run.abandon(at),
            Stage::Confirming(run) => run.unconfirmed(),
            Stage::Over(_) => return (Self { stage, phase, log }, Vec::new()),
        };
        log.touch(at, now);
        let entry = record(now, EntryKind::Decision, at.id(), over.result().words());
        (Self { stage: Stage::Over(over), phase: phase.ended(), log }, vec![entry])
    }

    fn answered(self, answered: Answered, now: Moment) -> (Self, Vec<Effect>) {
        let Answered { ticket, reply, exchange } = answered;
        if !self.phase.awaits(ticket) || !self.stage.expects(&reply) {
            return (self, Vec::new());
        }
        let asked = self.step();
        let Self { stage, mut log, .. } = self;
        let turn = match reply {
            Reply::Identity(Err(fault)) | Reply::Latest(Err(fault)) => Turn::fault(stage, fault),
            reply => stage.answered(reply, now),
        };
        let mut effects = vec![outcome(asked.id(), turn.said, exchange.clone())];
        log.exchange(asked, exchange);
        let alarm = match &turn.failure {
            Some(Failure::Refused(refusal)) => Some(refusal.words()),
            _ => None,
        };
        let phase = turn.failure.map_or(Phase::Idle, Phase::Failed);
        let mut next = Self { stage: turn.stage, phase, log };
        if asked == Step::AskLatest && next.step() != Step::AskLatest {
            next.log.touch(Step::Compare, now);
        }
        next.log.touch(next.step(), now);
        effects.extend(alarm.map(|words| record(now, EntryKind::Alarm, next.step().id(), words)));
        let goes_on = next.phase.is_idle()
            && matches!(next.stage, Stage::Preflight(_) | Stage::Asking(_) | Stage::Testing(_));
        let next = if goes_on { next.ask(now, &mut effects) } else { next };
        (next, effects)
    }
}
