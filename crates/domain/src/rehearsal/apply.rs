//! The one place where a rehearsal moves.

use super::stage::{Over, Run};
use super::{Act, Case, Phase, Proof, Rehearsal, Seen, Stage, Step};
use crate::activity::EntryKind;
use crate::call::Call;
use crate::facility::Facility;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::run::log::StepLog;
use crate::run::machine::{Answered, Effect, Event, Machine, Reply, failed, outcome, record};
use crate::run::step::{MachineStep, StepView};
use crate::secret::Secret;

type Log = StepLog<Step>;

impl Machine for Rehearsal {
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

impl Rehearsal {
    fn act(self, act: Act, now: Moment) -> (Self, Vec<Effect>) {
        let at = self.step();
        let watching = matches!(self.stage, Stage::Watching(_));
        match act {
            Act::Keys { first, second, known } => self.keys(first, second, known, now),
            Act::Retry if self.phase.failure().is_some() && !self.is_over() => {
                let mut effects =
                    vec![record(now, EntryKind::Decision, at.id(), "Asked to try this step again.")];
                let next = self.ask(now, &mut effects);
                (next, effects)
            }
            Act::Abandon if !self.is_over() => self.end(now),
            Act::Saw(_) | Act::Switched | Act::DidNotSwitch | Act::SkipWatch if watching => {
                self.watch(act, now)
            }
            _ => (self, Vec::new()),
        }
    }

    fn keys(
        self,
        first: Secret,
        second: Secret,
        known: [Option<Facility>; 2],
        now: Moment,
    ) -> (Self, Vec<Effect>) {
        let Self { case, stage, phase, log } = self;
        let run = match (stage, &phase) {
            (Stage::Gathering(run), Phase::Idle) => run,
            (Stage::CheckingFirst(run), Phase::Failed(_)) => run.again(),
            (Stage::CheckingSecond(run), Phase::Failed(_)) => run.again(),
            (stage, _) => return (Self { case, stage, phase, log }, Vec::new()),
        };
        let (stage, said) = match run.take(first, second, known) {
            Ok(run) => (Stage::CheckingFirst(run), "Two keys were given."),
            Err(run) => {
                (Stage::Gathering(run), "Two texts were given that are not two keys of one facility.")
            }
        };
        let mut effects = vec![record(now, EntryKind::Decision, Step::TwoKeys.id(), said)];
        let mut next = Self { case, stage, phase: Phase::Idle, log };
        next.log.touch(Step::TwoKeys, now);
        let next = next.ask(now, &mut effects);
        (next, effects)
    }

    fn watch(self, act: Act, now: Moment) -> (Self, Vec<Effect>) {
        let Self { case, stage, phase, mut log } = self;
        let Stage::Watching(run) = stage else { return (Self { case, stage, phase, log }, Vec::new()) };
        log.touch(Step::Watch, now);
        let decided = match act {
            Act::Saw(text) => run.saw(&text, now),
            Act::Switched => Ok(run.switched(Proof::Statement, now)),
            Act::DidNotSwitch => Ok(run.stayed(now)),
            _ => Ok(run.skip()),
        };
        match decided {
            Ok(over) => Self::close(case, phase, log, over, now),
            Err(run) => {
                let said = run.seen().map_or("", Seen::words);
                let entry = record(now, EntryKind::Decision, Step::Watch.id(), said);
                (Self { case, stage: Stage::Watching(run), phase, log }, vec![entry])
            }
        }
    }

    fn end(self, now: Moment) -> (Self, Vec<Effect>) {
        let at = self.step();
        let Self { case, stage, phase, log } = self;
        let over = match stage {
            Stage::Gathering(run) => run.abandon(at),
            Stage::CheckingFirst(run) => run.abandon(at),
            Stage::CheckingSecond(run) => run.abandon(at),
            Stage::Asking(run) => run.abandon(at),
            Stage::Watching(run) => run.abandon(at),
            Stage::Over(_) => return (Self { case, stage, phase, log }, Vec::new()),
        };
        Self::close(case, phase, log, over, now)
    }

    fn close(
        case: Case,
        phase: Phase<Box<Fault>>,
        mut log: Log,
        over: Run<Over>,
        now: Moment,
    ) -> (Self, Vec<Effect>) {
        log.touch(over.result().at, now);
        log.touch(Step::Result, now);
        let verdict = &over.result().verdict;
        let text = format!("{}. {}", verdict.title(), verdict.words());
        let entry = record(now, EntryKind::Outcome, Step::Result.id(), text);
        (Self { case, stage: Stage::Over(over), phase: phase.ended(), log }, vec![entry])
    }

    /// Sends the present stage's call, if it has one.
    fn ask(mut self, now: Moment, effects: &mut Vec<Effect>) -> Self {
        if let Some(call) = self.stage.call() {
            let ticket = self.log.ticket();
            self.phase = Phase::Waiting(ticket);
            let step = self.step();
            self.log.touch(step, now);
            if matches!(call, Call::WestpacLatest(_)) {
                let text =
                    "Asking with the first key, as the application would; the vendor may hand over another.";
                effects.push(record(now, EntryKind::Intent, step.id(), text));
            }
            effects.push(Effect::Call { ticket, call, after_ms: 0 });
        }
        self
    }

    fn answered(self, answered: Answered, now: Moment) -> (Self, Vec<Effect>) {
        let Answered { ticket, reply, exchange } = answered;
        if !self.phase.awaits(ticket) || !self.stage.expects(&reply) {
            return (self, Vec::new());
        }
        let asked = self.step();
        let Self { case, stage, mut log, .. } = self;
        log.exchange(asked, exchange.clone());
        let reply = match reply {
            Reply::Identity(Err(fault)) | Reply::Latest(Err(fault)) => {
                let effects = vec![outcome(asked.id(), failed(&fault), exchange)];
                return (Self { case, stage, phase: Phase::Failed(Box::new(fault)), log }, effects);
            }
            reply => reply,
        };
        let (stage, said) = stage.answered(reply, now);
        let mut effects = vec![outcome(asked.id(), said, exchange)];
        if let Stage::Over(over) = stage {
            let (next, closing) = Self::close(case, Phase::Idle, log, over, now);
            effects.extend(closing);
            return (next, effects);
        }
        let mut next = Self { case, stage, phase: Phase::Idle, log };
        next.log.touch(next.step(), now);
        let next = next.ask(now, &mut effects);
        (next, effects)
    }
}
