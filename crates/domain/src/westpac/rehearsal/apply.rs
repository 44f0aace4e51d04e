//! The one place where a rehearsal moves.

use std::convert::Infallible;

use super::stage::{Over, Run};
use super::{Act, Phase, Proof, RehearsalStages, Seen, Stage, Step};
use crate::activity::EntryKind;
use crate::call::Call;
use crate::facility::Facility;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::run::frame::{Asking, PhaseOf, Stages, Unanswered};
use crate::run::machine::Reply;
use crate::run::step::Status;
use crate::run::turn::Turn;
use crate::secret::Secret;

impl Stages for RehearsalStages {
    type Step = Step;
    type Act = Act;
    type Wait = ();
    type Refusal = Infallible;

    fn step(&self, _: &PhaseOf<Self>) -> Step {
        match self.stage {
            Stage::Gathering(_) => Step::TwoKeys,
            Stage::CheckingFirst(_) | Stage::CheckingSecond(_) => Step::CheckBoth,
            Stage::Asking(_) => Step::Ask,
            Stage::Watching(_) => Step::Watch,
            Stage::Over(_) => Step::Result,
        }
    }

    fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over(_))
    }

    fn act(self, act: Act, phase: PhaseOf<Self>, now: Moment) -> Turn<Self> {
        match act {
            Act::Keys { first, second, known } => self.keys(first, second, known, phase),
            Act::Retry if phase.is_stopped() => {
                Turn::unchanged(self, phase).decide_and_ask("Asked to try this step again.")
            }
            Act::Abandon => self.abandon(phase),
            Act::Saw(_) | Act::Switched | Act::DidNotSwitch | Act::SkipWatch => self.watch(act, phase, now),
            Act::Retry => Turn::unchanged(self, phase),
        }
    }

    fn answer(self, wait: (), reply: Reply, now: Moment) -> Result<Turn<Self>, Unanswered<Self>> {
        if !self.stage.expects(&reply) {
            return Err(Box::new((self, wait)));
        }
        let reply = match reply {
            Reply::Identity(Err(fault)) | Reply::Latest(Err(fault)) => {
                return Ok(Turn::to(self).failed_with(fault));
            }
            reply => reply,
        };
        let (stage, said) = self.stage.answered(reply, now);
        let stages = Self { stage, ..self };
        if stages.is_over() {
            return Ok(stages.close(Phase::Idle).said(said));
        }
        let turn = Turn::to(stages).said(said);
        let step = turn.step();
        Ok(turn.touch(step).ask())
    }

    fn status(&self, step: Step, phase: &PhaseOf<Self>) -> Status {
        self.status_of(step, phase)
    }

    fn means(&self, step: Step, status: Status, phase: &PhaseOf<Self>) -> String {
        self.meaning_of(step, status, phase)
    }

    fn fault<'run>(&'run self, step: Step, phase: &'run PhaseOf<Self>) -> Option<&'run Fault> {
        let failed_at = self.stage.result().map_or_else(|| self.step(phase), |result| result.at);
        phase.fault().filter(|_| step == failed_at)
    }
}

impl Asking for RehearsalStages {
    const INTENT: &'static str =
        "Asking with the first key, as the application would; the vendor may hand over another.";

    fn call(&self) -> Option<Call> {
        self.stage.call(self.case.vendor)
    }
}

impl RehearsalStages {
    fn keys(
        self,
        first: Secret,
        second: Secret,
        known: [Option<Facility>; 2],
        phase: PhaseOf<Self>,
    ) -> Turn<Self> {
        let Self { case, stage } = self;
        let run = match (stage, &phase) {
            (Stage::Gathering(run), Phase::Idle) => run,
            (Stage::CheckingFirst(run), Phase::Failed(_)) => run.again(),
            (Stage::CheckingSecond(run), Phase::Failed(_)) => run.again(),
            (stage, _) => return Turn::unchanged(Self { case, stage }, phase),
        };
        let (stage, said) = match run.take(case.vendor, first, second, known) {
            Ok(run) => (Stage::CheckingFirst(run), "Two keys were given."),
            Err(run) => {
                (Stage::Gathering(run), "Two texts were given that are not two keys of one facility.")
            }
        };
        Turn::to(Self { case, stage }).decided(Step::TwoKeys, said).touch(Step::TwoKeys).ask()
    }

    fn watch(self, act: Act, phase: PhaseOf<Self>, now: Moment) -> Turn<Self> {
        let Self { case, stage } = self;
        let Stage::Watching(run) = stage else { return Turn::unchanged(Self { case, stage }, phase) };
        let decided = match act {
            Act::Saw(text) => run.saw(&text, now),
            Act::Switched => Ok(run.switched(Proof::Statement, now)),
            Act::DidNotSwitch => Ok(run.stayed(now)),
            _ => Ok(run.skip()),
        };
        match decided {
            Ok(over) => Self { case, stage: Stage::Over(over) }.close(phase),
            Err(run) => {
                let said = run.seen().map_or("", Seen::words);
                Turn::unchanged(Self { case, stage: Stage::Watching(run) }, phase).decided(Step::Watch, said)
            }
        }
        .touch(Step::Watch)
    }

    fn abandon(self, phase: PhaseOf<Self>) -> Turn<Self> {
        let at = self.step(&phase);
        let over: Run<Over> = match self.stage {
            Stage::Gathering(run) => run.abandon(at),
            Stage::CheckingFirst(run) => run.abandon(at),
            Stage::CheckingSecond(run) => run.abandon(at),
            Stage::Asking(run) => run.abandon(at),
            Stage::Watching(run) => run.abandon(at),
            Stage::Over(_) => return Turn::unchanged(self, phase),
        };
        Self { stage: Stage::Over(over), ..self }.close(phase)
    }

    /// The run is over: records its result.
    fn close(self, phase: PhaseOf<Self>) -> Turn<Self> {
        let closing = self.stage.result().map(|result| {
            let verdict = &result.verdict;
            (result.at, format!("{}. {}", verdict.title(), verdict.words(self.case.vendor)))
        });
        let turn = Turn::unchanged(self, phase.ended());
        match closing {
            None => turn,
            Some((at, text)) => {
                turn.touch(at).touch(Step::Result).record(EntryKind::Outcome, Step::Result, text)
            }
        }
    }
}
