//! Steps: how each is identified, and how it is shown.

use crate::activity::Exchange;
use crate::fault::Fault;
use crate::moment::Moment;

/// What a step is known by. Records keep the id, so it never changes; the label is what people read.
#[derive(Clone, Copy, Debug)]
pub struct StepId {
    id: &'static str,
    label: &'static str,
}

impl StepId {
    /// The run as a whole, for entries that belong to no step of it.
    pub const RUN: Self = Self::new("run", "Run");
    /// A check of a key outside any run.
    pub const CHECK: Self = Self::new("key.check", "Check");
    /// A test of the proxy.
    pub const PROXY_TEST: Self = Self::new("proxy.test", "Test the proxy");

    /// A step with this id. A machine's ids begin with its vendor.
    pub const fn new(id: &'static str, label: &'static str) -> Self {
        Self { id, label }
    }

    /// The id.
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// The name on screen.
    pub const fn label(self) -> &'static str {
        self.label
    }
}

impl PartialEq for StepId {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for StepId {}

/// The steps of one machine.
pub trait MachineStep: Copy + Ord + 'static {
    /// All of them, in order.
    const ALL: &'static [Self];

    /// What it is known by.
    fn id(self) -> StepId;
}

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
    /// Which step.
    pub step: StepId,
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
