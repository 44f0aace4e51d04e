//! The one place where a renewal moves.

use super::{Act, Phase, Refusal, RenewalStages, Step};
use crate::moment::Moment;
use crate::run::frame::{PhaseOf, Stages, Unanswered};
use crate::run::machine::Reply;
use crate::run::step::Status;
use crate::run::turn::Turn;
use crate::secret::Secret;

impl Stages for RenewalStages {
    type Step = Step;
    type Act = Act;
    type Wait = ();
    type Refusal = Refusal;

    fn step(&self, phase: &PhaseOf<Self>) -> Step {
        match (self, phase) {
            (Self::Preflight(_), _) => Step::Preflight,
            (Self::Asking(_), Phase::Refused(_)) => Step::Compare,
            (Self::Asking(_), _) => Step::AskLatest,
            (Self::Testing(_), _) => Step::Test,
            (Self::Storing(_) | Self::Proving(_), _) => Step::Store,
            (Self::Confirming(_), _) => Step::Confirm,
            (Self::Over(run), _) => run.ended_at(),
        }
    }

    fn is_over(&self) -> bool {
        matches!(self, Self::Over(_))
    }

    fn act(self, act: Act, phase: PhaseOf<Self>, _: Moment) -> Turn<Self> {
        let said = match act {
            Act::ProveStored(read) => return self.read_back(read, phase),
            Act::Abandon => return self.abandon(phase),
            Act::Check if phase.is_idle() && matches!(self, Self::Preflight(_)) => "Renewal started.",
            Act::Confirm if phase.is_idle() && matches!(self, Self::Confirming(_)) => {
                "Asked to confirm the new key."
            }
            Act::Retry if phase.is_stopped() => "Asked to try this step again.",
            Act::Check | Act::Confirm | Act::Retry => return Turn::unchanged(self, phase),
        };
        Turn::unchanged(self, phase).decide_and_ask(said)
    }

    fn answer(self, wait: (), reply: Reply, now: Moment) -> Result<Turn<Self>, Unanswered<Self>> {
        if !self.expects(&reply) {
            return Err(Box::new((self, wait)));
        }
        let asked_latest = matches!(self, Self::Asking(_));
        let turn = self.answered(reply, now);
        let step = turn.step();
        let turn = if asked_latest && step != Step::AskLatest { turn.touch(Step::Compare) } else { turn };
        Ok(turn
            .touch(step)
            .ask_if(|stages| matches!(stages, Self::Preflight(_) | Self::Asking(_) | Self::Testing(_))))
    }

    fn status(&self, step: Step, phase: &PhaseOf<Self>) -> Status {
        self.status_of(step, phase)
    }

    fn means(&self, step: Step, status: Status, phase: &PhaseOf<Self>) -> String {
        self.meaning_of(step, status, phase)
    }
}

impl RenewalStages {
    fn read_back(self, read: Secret, phase: PhaseOf<Self>) -> Turn<Self> {
        let run = match (self, &phase) {
            (Self::Storing(run), Phase::Idle) => run,
            (Self::Proving(run), stopped) if stopped.is_stopped() => run.read_again(),
            (stages, _) => return Turn::unchanged(stages, phase),
        };
        let (stages, said) = match run.read_back(read) {
            Ok(run) => (Self::Proving(run), "What was read back is the new key."),
            Err(run) => (Self::Storing(*run), "What was read back is not the new key."),
        };
        Turn::to(stages).touch(Step::Store).decide_and_ask(said)
    }

    fn abandon(self, phase: PhaseOf<Self>) -> Turn<Self> {
        let at = self.step(&phase);
        let over = match self {
            Self::Preflight(run) => run.abandon(at),
            Self::Asking(run) => run.abandon(at),
            Self::Testing(run) => run.abandon(at),
            Self::Storing(run) => run.abandon(at),
            Self::Proving(run) => run.abandon(at),
            Self::Confirming(run) => run.unconfirmed(),
            Self::Over(_) => return Turn::unchanged(self, phase),
        };
        let words = over.result().words(over.facts.case.vendor);
        Turn::unchanged(Self::Over(over), phase.ended()).touch(at).decided(at, words)
    }
}
