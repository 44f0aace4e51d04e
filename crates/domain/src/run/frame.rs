//! The part that all machines share: which answer counts, what is recorded when, and how the steps are listed.

use super::log::StepLog;
use super::machine::{Answered, Effect, Event, Machine, outcome};
use super::phase::Phase;
use super::step::{MachineStep, Status, StepView};
use super::turn::Turn;
use crate::call::Call;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::run::machine::Reply;

/// The phase of a run with these stages.
pub type PhaseOf<S> = Phase<<S as Stages>::Wait, <S as Stages>::Refusal>;

/// Stages whose call is still unanswered, and the answer that they wait for.
pub type Unanswered<S> = Box<(S, <S as Stages>::Wait)>;

/// The part that is a machine's own: its stages, and where an act or an answer leads.
pub trait Stages: Sized {
    /// The steps on screen.
    type Step: MachineStep;
    /// What an operator can do.
    type Act;
    /// Which answer is awaited, with what is needed once it comes.
    type Wait;
    /// Why the machine itself refuses to go on.
    type Refusal;

    /// The current step, or the one where the run ended.
    fn step(&self, phase: &PhaseOf<Self>) -> Self::Step;

    /// Whether the run has ended. Nothing moves it any more.
    fn is_over(&self) -> bool;

    /// What an act leads to. One that is not allowed here leaves everything unchanged.
    fn act(self, act: Self::Act, phase: PhaseOf<Self>, now: Moment) -> Turn<Self>;

    /// What the awaited answer leads to.
    ///
    /// # Errors
    /// Both again, for a reply to another question: the call is still unanswered.
    fn answer(self, wait: Self::Wait, reply: Reply, now: Moment) -> Result<Turn<Self>, Unanswered<Self>>;

    /// A step's status.
    fn status(&self, step: Self::Step, phase: &PhaseOf<Self>) -> Status;

    /// What this means and what to do next, in one or two sentences.
    fn means(&self, step: Self::Step, status: Status, phase: &PhaseOf<Self>) -> String;

    /// Why a step failed or is unknown.
    fn fault<'run>(&'run self, step: Self::Step, phase: &'run PhaseOf<Self>) -> Option<&'run Fault> {
        phase.fault().filter(|_| step == self.step(phase))
    }
}

/// Stages each of which begins with a question of its own, or with none.
pub trait Asking: Stages<Wait = ()> {
    /// What is recorded before a question that may bring a new key.
    const INTENT: &'static str;

    /// The question.
    fn call(&self) -> Option<Call>;
}

/// A run with these stages.
pub struct Frame<S: Stages> {
    pub(crate) stages: S,
    pub(crate) phase: PhaseOf<S>,
    pub(crate) log: StepLog<S::Step>,
}

impl<S: Stages> Frame<S> {
    /// A run at its first stage. Nothing is sent yet.
    pub fn new(stages: S) -> Self {
        Self { stages, phase: Phase::Idle, log: StepLog::default() }
    }

    /// Its stages.
    pub const fn stages(&self) -> &S {
        &self.stages
    }

    /// The current step, or the one where the run ended.
    pub fn step(&self) -> S::Step {
        self.stages.step(&self.phase)
    }

    /// Why the machine refused to go on, where that is why the step failed.
    pub const fn refusal(&self) -> Option<&S::Refusal> {
        self.phase.refusal()
    }

    /// Why the current step failed or is unknown.
    pub fn fault(&self) -> Option<&Fault> {
        self.phase.fault()
    }

    fn act(self, act: S::Act, now: Moment) -> (Self, Vec<Effect>) {
        let Self { stages, phase, log } = self;
        Self::turn(stages.act(act, phase, now), log, Vec::new(), now)
    }

    fn answered(self, answered: Answered, now: Moment) -> (Self, Vec<Effect>) {
        let Answered { ticket, reply, exchange } = answered;
        let asked = self.step();
        let Self { stages, phase, mut log } = self;
        let wait = match phase {
            Phase::Waiting(awaited, wait) if awaited == ticket => wait,
            phase => return (Self { stages, phase, log }, Vec::new()),
        };
        match stages.answer(wait, reply, now) {
            Ok(mut turn) => {
                log.exchange(asked, exchange.clone());
                let said = turn.said.take().map(|text| outcome(asked.id(), text, exchange));
                Self::turn(turn, log, said.into_iter().collect(), now)
            }
            Err(unanswered) => {
                let (stages, wait) = *unanswered;
                (Self { stages, phase: Phase::Waiting(ticket, wait), log }, Vec::new())
            }
        }
    }

    fn turn(
        turn: Turn<S>,
        mut log: StepLog<S::Step>,
        mut effects: Vec<Effect>,
        now: Moment,
    ) -> (Self, Vec<Effect>) {
        let Turn { stages, mut phase, touched, records, call, .. } = turn;
        for step in touched {
            log.touch(step, now);
        }
        effects.extend(records.into_iter().map(|record| record.at(now)));
        if let Some((wait, call, after_ms)) = call {
            let ticket = log.ticket();
            phase = Phase::Waiting(ticket, wait);
            effects.push(Effect::Call { ticket, call, after_ms });
        }
        (Self { stages, phase, log }, effects)
    }
}

impl<S: Stages> Machine for Frame<S> {
    type Act = S::Act;

    fn apply(self, event: Event<S::Act>, now: Moment) -> (Self, Vec<Effect>) {
        match event {
            Event::Act(_) if self.is_over() => (self, Vec::new()),
            Event::Act(act) => self.act(act, now),
            Event::Answered(answered) => self.answered(answered, now),
        }
    }

    fn steps(&self) -> Vec<StepView> {
        let here = self.step();
        let view = |&step: &S::Step| {
            let status = self.stages.status(step, &self.phase);
            let means = self.stages.means(step, status, &self.phase);
            let fault = self.stages.fault(step, &self.phase).cloned();
            let current = step == here && !self.is_over();
            StepView { current, fault, ..self.log.view(step, status, means) }
        };
        S::Step::ALL.iter().map(view).collect()
    }

    fn is_busy(&self) -> bool {
        self.phase.is_waiting()
    }

    fn is_over(&self) -> bool {
        self.stages.is_over()
    }
}
