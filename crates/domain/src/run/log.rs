//! What each step of a run has seen so far.

use super::machine::Ticket;
use super::step::{MachineStep, Status, StepView};
use crate::activity::Exchange;
use crate::moment::Moment;

/// The times and exchanges of a run, by step, and the tickets of its calls.
pub struct StepLog<S> {
    seen: Vec<(S, Seen)>,
    next_ticket: Ticket,
}

#[derive(Default)]
struct Seen {
    at: Option<Moment>,
    exchanges: Vec<Exchange>,
}

impl<S> Default for StepLog<S> {
    fn default() -> Self {
        Self { seen: Vec::new(), next_ticket: 1 }
    }
}

impl<S: MachineStep> StepLog<S> {
    /// A ticket that was never given before in this run.
    pub fn ticket(&mut self) -> Ticket {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        ticket
    }

    /// When something last changed at a step.
    pub fn at(&self, step: S) -> Option<Moment> {
        self.seen(step).and_then(|seen| seen.at)
    }

    /// Notes that something changed at a step.
    pub fn touch(&mut self, step: S, now: Moment) {
        self.update(step, |seen| seen.at = Some(now));
    }

    /// Notes an exchange at a step.
    pub fn exchange(&mut self, step: S, exchange: Exchange) {
        self.update(step, |seen| {
            seen.at = Some(exchange.at);
            seen.exchanges.push(exchange);
        });
    }

    /// A step's view.
    pub fn view(&self, step: S, status: Status, means: String) -> StepView {
        let seen = self.seen(step);
        StepView {
            step: step.id(),
            status,
            means,
            current: false,
            at: seen.and_then(|seen| seen.at),
            exchanges: seen.map(|seen| seen.exchanges.clone()).unwrap_or_default(),
            fault: None,
        }
    }

    fn seen(&self, step: S) -> Option<&Seen> {
        self.seen.iter().find(|(it, _)| *it == step).map(|(_, seen)| seen)
    }

    fn update(&mut self, step: S, change: impl FnOnce(&mut Seen)) {
        if let Some((_, seen)) = self.seen.iter_mut().find(|(it, _)| *it == step) {
            return change(seen);
        }
        let mut seen = Seen::default();
        change(&mut seen);
        self.seen.push((step, seen));
    }
}
