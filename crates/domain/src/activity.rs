//! What happened: exchanges with the vendors, and the entries of the activity list.

use super::moment::Moment;
use super::run::step::{MachineStep, StepId};
use super::superapi::rotation;
use super::westpac::{rehearsal, renewal};

/// One request and what came back, fit to be shown: the key stands in it only as a mask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// When the answer came, or the wait for it ended.
    pub at: Moment,
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// The path below the connection.
    pub path: String,
    /// The credential header with its value masked, such as `x-api-key: superapiproduct_…aXOF`.
    pub credential: String,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// From sending to the answer, in milliseconds.
    pub millis: u32,
    /// What was answered, in a few words; redacted.
    pub answer: String,
}

/// Every step that an entry can belong to.
pub fn steps() -> impl Iterator<Item = StepId> {
    let free = [StepId::RUN, StepId::CHECK, StepId::PROXY_TEST];
    free.into_iter()
        .chain(ids::<rotation::Step>())
        .chain(ids::<renewal::Step>())
        .chain(ids::<rehearsal::Step>())
}

fn ids<S: MachineStep>() -> impl Iterator<Item = StepId> {
    S::ALL.iter().map(|step| step.id())
}

/// What kind of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// Something is about to be sent that changes something.
    Intent,
    /// What came of a call.
    Outcome,
    /// The operator decided or confirmed something.
    Decision,
    /// Something people must not miss.
    Alarm,
}

impl EntryKind {
    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Intent => "intent",
            Self::Outcome => "outcome",
            Self::Decision => "decision",
            Self::Alarm => "alarm",
        }
    }
}

/// One line of the activity list. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// What kind.
    pub kind: EntryKind,
    /// The step it belongs to, or what the operator was doing.
    pub step: StepId,
    /// What happened, in a sentence.
    pub text: String,
    /// The request and its answer, where there was one.
    pub exchange: Option<Exchange>,
}
