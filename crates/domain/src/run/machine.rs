//! What every machine is: acts and answers come in, records and calls go out.

use super::step::{StepId, StepView};
use crate::activity::{Entry, EntryKind, Exchange};
use crate::call::{Call, Identity, Latest, Minted};
use crate::fault::{Answer, Fault};
use crate::moment::Moment;
use crate::product::{Partner, Product};

/// Tells the answer that a machine is waiting for from one that comes too late.
pub type Ticket = u32;

/// What came of a [`Call`].
pub enum Reply {
    /// To [`Call::WestpacRoot`].
    Identity(Answer<Identity>),
    /// To [`Call::WestpacLatest`].
    Latest(Answer<Latest>),
    /// To [`Call::Partner`].
    Partner(Answer<Partner>),
    /// To [`Call::Product`].
    Product(Answer<Product>),
    /// To [`Call::Products`].
    Products(Answer<Vec<Product>>),
    /// To [`Call::Provision`].
    Minted(Answer<Minted>),
    /// To [`Call::Deactivate`].
    Deactivated(Answer<()>),
}

/// An answer on its way back to the machine that asked.
pub struct Answered {
    /// The ticket of the call.
    pub ticket: Ticket,
    /// What was answered.
    pub reply: Reply,
    /// The request and its answer, fit to be shown.
    pub exchange: Exchange,
}

/// What a machine is told.
pub enum Event<Act> {
    /// The operator did something.
    Act(Act),
    /// A call was answered, or failed.
    Answered(Answered),
}

/// What a machine wants done, in this order.
pub enum Effect {
    /// Write this down before anything else happens.
    Record(Entry),
    /// Make this call, and bring the answer back under this ticket.
    Call {
        /// Goes back with the answer.
        ticket: Ticket,
        /// The call.
        call: Call,
        /// Wait this many milliseconds first.
        after_ms: u32,
    },
}

/// A run of steps: pure, moved only by [`Machine::apply`].
pub trait Machine: Sized {
    /// What an operator can do.
    type Act;

    /// Moves on. An act that the present step does not allow, and an answer that nobody waits for, change
    /// nothing and have no effect.
    fn apply(self, event: Event<Self::Act>, now: Moment) -> (Self, Vec<Effect>);

    /// All steps, always whole, in order.
    fn steps(&self) -> Vec<StepView>;

    /// Whether a call is on its way.
    fn is_busy(&self) -> bool;

    /// Whether the run has come to its end.
    fn is_over(&self) -> bool;
}

/// An entry for the activity list, as an effect.
pub fn record(at: Moment, kind: EntryKind, step: StepId, text: impl Into<String>) -> Effect {
    Effect::Record(Entry { at, kind, step, text: text.into(), exchange: None })
}

/// An outcome with its exchange, as an effect.
pub fn outcome(step: StepId, text: impl Into<String>, exchange: Exchange) -> Effect {
    Effect::Record(Entry {
        at: exchange.at,
        kind: EntryKind::Outcome,
        step,
        text: text.into(),
        exchange: Some(exchange),
    })
}

/// A failed call in a few words, for the activity list.
pub fn failed(fault: &Fault) -> String {
    match fault.status {
        Some(status) => format!("failed with status {status}"),
        None => "failed without an answer".into(),
    }
}
