//! What a vendor's answer does to a rotation.

use std::sync::Arc;

use super::moves::{Ledger, Moved, PATIENCE};
use super::stages::{
    Checked, Confirmation, Deactivated, Draft, Provisioned, Purpose, ReadBack, RolledOut, Run, Tested,
};
use super::{Phase, Refusal, Rotation, State, Step, Wait};
use crate::activity::{EntryKind, Exchange};
use crate::call::{Call, Minted, OnceId};
use crate::fault::{Acted, Answer};
use crate::moment::Moment;
use crate::product::{Partner, Product, Reality};
use crate::run::machine::{Answered, Reply, outcome, record};
use crate::run::probe::Probe;
use crate::run::step::MachineStep;

impl Ledger {
    /// An answer that nobody waits for changes nothing.
    pub(super) fn answered(mut self, state: State, answered: Answered, now: Moment) -> Moved {
        let Answered { ticket, reply, exchange } = answered;
        let wait = match self.phase {
            Phase::Waiting(expected, wait) if expected == ticket => wait,
            phase => {
                self.phase = phase;
                return self.ignore(state);
            }
        };
        self.phase = Phase::Idle;
        let rotation = Rotation { state, ledger: self };
        rotation.take(wait, reply, exchange, ticket, now)
    }
}

impl Rotation {
    fn take(self, wait: Wait, reply: Reply, exchange: Exchange, ticket: u32, now: Moment) -> Moved {
        let Self { state, mut ledger } = self;
        let step = match &wait {
            Wait::Partner | Wait::OldKey => Step::Preflight,
            Wait::Minted => Step::Provision,
            Wait::NewKey { .. } => Step::Test,
            Wait::StoredKey(_) => Step::Store,
            Wait::LastNew { .. } | Wait::LastOld { .. } | Wait::Deletion => Step::Deactivate,
            Wait::ProbeOld | Wait::ProbeNew { .. } => Step::Verify,
        };
        ledger.log.exchange(step, exchange.clone());
        match (state, wait, reply) {
            (State::Draft(run), Wait::Partner, Reply::Partner(answer)) => {
                ledger.partner(run, answer, exchange)
            }
            (State::Draft(run), Wait::OldKey, Reply::Product(answer)) => {
                ledger.old_key(run, answer, exchange)
            }
            (State::Checked(run), Wait::Minted, Reply::Minted(answer)) => {
                ledger.minted(run, answer, exchange)
            }
            (State::Provisioned(run), Wait::NewKey { tries }, Reply::Product(answer)) => {
                ledger.new_key(run, tries, answer, exchange)
            }
            (State::Tested(run), Wait::StoredKey(proof), Reply::Product(answer)) => {
                ledger.stored_key(run, &proof, answer, exchange)
            }
            (State::RolledOut(run), Wait::LastNew { confirmation, once }, Reply::Product(answer)) => {
                ledger.last_new(run, confirmation, once, &answer, exchange)
            }
            (State::RolledOut(run), Wait::LastOld { confirmation, once }, Reply::Product(answer)) => {
                ledger.last_old(run, confirmation, once, &answer, exchange)
            }
            (State::Deactivated(run), Wait::Deletion, Reply::Deactivated(answer)) => {
                ledger.deletion(run, answer, exchange)
            }
            (State::Deactivated(run), Wait::ProbeOld, Reply::Product(answer)) => {
                let old = Probe::of(&answer, run.case.product);
                let noted =
                    outcome(Step::Verify.id(), format!("Probe of the old key: {}.", old.word()), exchange);
                let call = Call::Product(Arc::clone(&run.stage.hand.new));
                ledger.call(State::Deactivated(run), Wait::ProbeNew { old }, call, vec![noted])
            }
            (State::Deactivated(run), Wait::ProbeNew { old }, Reply::Product(answer)) => {
                let new = Probe::of(&answer, run.case.product);
                let noted =
                    outcome(Step::Verify.id(), format!("Probe of the new key: {}.", new.word()), exchange);
                ledger.judge(run.judged(old, new), noted, now)
            }
            // `wire` answers every call in its own kind, so this is not reached; if it were, the call would
            // still be unanswered.
            (state, wait, _) => Ledger { phase: Phase::Waiting(ticket, wait), ..ledger }.ignore(state),
        }
    }
}

impl Ledger {
    fn partner(self, run: Run<Draft>, answer: Answer<Partner>, exchange: Exchange) -> Moved {
        match answer {
            Err(fault) => self.fail(State::Draft(run), Step::Preflight, fault, exchange),
            // The old key is dead, so it cannot say which product it opened; the new one will.
            Ok(_) if run.case.purpose == Purpose::Replace => {
                let id = run.case.product;
                self.passed(run, Product { id, name: String::new(), reality: Reality::Unknown }, exchange)
            }
            Ok(_) => {
                let noted = outcome(Step::Preflight.id(), "The partner key is good.", exchange);
                let call = Call::Product(Arc::clone(&run.case.old));
                self.call(State::Draft(run), Wait::OldKey, call, vec![noted])
            }
        }
    }

    fn old_key(self, run: Run<Draft>, answer: Answer<Product>, exchange: Exchange) -> Moved {
        match answer {
            Ok(product) => self.passed(run, product, exchange),
            Err(fault) => self.fail(State::Draft(run), Step::Preflight, fault, exchange),
        }
    }

    fn passed(self, run: Run<Draft>, product: Product, exchange: Exchange) -> Moved {
        let at = exchange.at;
        match run.checked(product) {
            Ok(run) => {
                let noted =
                    outcome(Step::Preflight.id(), "Everything that can be checked is good.", exchange);
                self.rest(State::Checked(run), vec![noted])
            }
            Err((run, refusal)) => self.refuse(State::Draft(run), Step::Preflight, refusal, at),
        }
    }

    fn minted(mut self, run: Run<Checked>, answer: Answer<Minted>, exchange: Exchange) -> Moved {
        let at = exchange.at;
        match answer {
            Ok(minted) => match run.provisioned(minted) {
                Ok(run) => {
                    self.test(run, 0, vec![outcome(Step::Provision.id(), "A new key is in hand.", exchange)])
                }
                Err((run, refusal)) => self.refuse(State::Checked(run), Step::Provision, refusal, at),
            },
            Err(fault) if fault.acted == Acted::Maybe => {
                let came = match fault.came_back() {
                    Some(status) => format!("Status {status} came back without a key. "),
                    None => String::new(),
                };
                let text = came + "The outcome is unknown. The request is not repeated.";
                let noted = outcome(Step::Provision.id(), text, exchange);
                let orphan = "A key may have been made that nobody received. SuperAPI cannot list it: it counts as an orphan.";
                self.orphans += 1;
                self.phase = Phase::Unknown(fault);
                let effects = vec![noted, record(at, EntryKind::Alarm, Step::Provision.id(), orphan)];
                (Rotation { state: State::Checked(run), ledger: self }, effects)
            }
            Err(fault) => self.fail(State::Checked(run), Step::Provision, fault, exchange),
        }
    }

    fn new_key(self, run: Run<Provisioned>, tries: u8, answer: Answer<Product>, exchange: Exchange) -> Moved {
        let at = exchange.at;
        match answer {
            Ok(seen) => match run.tested(seen) {
                Ok(run) => {
                    let noted = outcome(Step::Test.id(), "The new key opens the right product.", exchange);
                    self.rest(State::Tested(run), vec![noted])
                }
                Err((run, refusal)) => self.refuse(State::Provisioned(run), Step::Test, refusal, at),
            },
            Err(fault) if fault.rejects_key() && usize::from(tries) < PATIENCE.len() => {
                let noted =
                    outcome(Step::Test.id(), "Not accepted yet; it is tried again shortly.", exchange);
                self.test(run, tries + 1, vec![noted])
            }
            Err(fault) => self.fail(State::Provisioned(run), Step::Test, fault, exchange),
        }
    }

    fn stored_key(
        mut self,
        run: Run<Tested>,
        proof: &ReadBack,
        answer: Answer<Product>,
        exchange: Exchange,
    ) -> Moved {
        let at = exchange.at;
        match answer {
            Ok(seen) => match run.stored(proof, &seen) {
                Ok(run) => {
                    let noted =
                        outcome(Step::Store.id(), "The stored key works: storage is proven.", exchange);
                    if run.case.purpose != Purpose::Leak {
                        return self.rest(State::Stored(run), vec![noted]);
                    }
                    self.log.touch(Step::RollOut, at);
                    let text = "Not waited for: the old key leaked.";
                    let skipped = record(at, EntryKind::Decision, Step::RollOut.id(), text);
                    self.rest(State::RolledOut(run.rolled_out(None)), vec![noted, skipped])
                }
                Err((run, refusal)) => self.refuse(State::Tested(run), Step::Store, refusal, at),
            },
            Err(fault) => self.fail(State::Tested(run), Step::Store, fault, exchange),
        }
    }

    fn last_new(
        self,
        run: Run<RolledOut>,
        confirmation: Confirmation,
        once: OnceId,
        answer: &Answer<Product>,
        exchange: Exchange,
    ) -> Moved {
        match Probe::of(answer, run.case.product) {
            Probe::Alive => {
                let noted = outcome(Step::Deactivate.id(), "The new key still works.", exchange);
                let call = Call::Product(Arc::clone(&run.case.old));
                self.call(State::RolledOut(run), Wait::LastOld { confirmation, once }, call, vec![noted])
            }
            Probe::Dead => {
                self.refuse(State::RolledOut(run), Step::Deactivate, Refusal::NewKeyNotAlive, exchange.at)
            }
            Probe::NotKnown(fault) => self.fail(State::RolledOut(run), Step::Deactivate, *fault, exchange),
        }
    }

    fn last_old(
        mut self,
        run: Run<RolledOut>,
        confirmation: Confirmation,
        once: OnceId,
        answer: &Answer<Product>,
        exchange: Exchange,
    ) -> Moved {
        let at = exchange.at;
        match Probe::of(answer, run.case.product) {
            Probe::Alive => match run.deactivate(confirmation, once) {
                Ok((run, call)) => {
                    let noted = outcome(Step::Deactivate.id(), "The old key is still alive.", exchange);
                    let intent = "About to ask SuperAPI to deactivate the old key, once.";
                    let effects = vec![noted, record(at, EntryKind::Intent, Step::Deactivate.id(), intent)];
                    self.refused = None;
                    self.call(State::Deactivated(run), Wait::Deletion, call, effects)
                }
                Err(run) => self.refuse(State::RolledOut(run), Step::Deactivate, Refusal::NoKeyId, at),
            },
            Probe::Dead => {
                let noted = outcome(
                    Step::Deactivate.id(),
                    "The old key was dead already, so nothing was sent.",
                    exchange,
                );
                self.probe(run.nothing_to_deactivate(), vec![noted])
            }
            Probe::NotKnown(fault) => self.fail(State::RolledOut(run), Step::Deactivate, *fault, exchange),
        }
    }

    /// Nothing but not having been sent shows that a DELETE did nothing. Whatever came back to one that left, both
    /// keys are probed before a word is said about them.
    fn deletion(mut self, run: Run<Deactivated>, answer: Answer<()>, exchange: Exchange) -> Moved {
        let text = match answer {
            Ok(()) => "SuperAPI accepted the request.".to_owned(),
            Err(fault) if fault.acted == Acted::No => {
                return self.fail(State::RolledOut(run.not_sent()), Step::Deactivate, fault, exchange);
            }
            Err(fault) => {
                let came = match fault.came_back() {
                    Some(status) => format!("Status {status} came back, which proves nothing of either key."),
                    None => "The outcome is unknown.".into(),
                };
                self.refused = Some(Box::new(fault));
                came + " Both keys are probed; the request is not repeated."
            }
        };
        self.probe(run, vec![outcome(Step::Deactivate.id(), text, exchange)])
    }
}
