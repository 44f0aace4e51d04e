//! The steps that both machines show, in one vocabulary.

use crate::activity::Exchange;
use crate::fault::Fault;
use crate::moment::Moment;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Cannot begin yet.
    NotStarted,
    /// Can begin; nothing has happened.
    Ready,
    /// A call is on its way.
    Running,
    /// The operator must do something.
    Waiting,
    /// Done and proven.
    Done,
    /// Ended without its purpose; nothing was lost.
    Failed,
    /// Nobody can say what happened; a probe can.
    Unknown,
    /// Not needed in this run.
    Skipped,
}

impl Status {
    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Waiting => "waiting for you",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Unknown => "outcome unknown",
            Self::Skipped => "skipped",
        }
    }
}

/// One step as the screen shows it: a pure function of a machine's state.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// The step's name.
    pub name: &'static str,
    /// Where it stands.
    pub status: Status,
    /// What this means and what to do next, in one or two sentences.
    pub means: String,
    /// Whether the run stands here.
    pub current: bool,
    /// When it last changed.
    pub at: Option<Moment>,
    /// The requests made in this step and what was answered, oldest first.
    pub exchanges: Vec<Exchange>,
    /// Why it failed or is unknown.
    pub fault: Option<Fault>,
}
