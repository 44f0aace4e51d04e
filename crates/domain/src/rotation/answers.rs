//! What a vendor's answer does to a rotation.

use std::sync::Arc;

use super::moves::{Ledger, Moved, PATIENCE};
use super::stages::{
    Checked, Confirmation, Deactivated, Draft, Provisioned, Purpose, ReadBack, RolledOut, Run, Tested,
};
use super::{Phase, Refusal, Rotation, State, Wait};
use crate::activity::{EntryKind, Exchange};
use crate::call::{Call, Minted, OnceId};
use crate::fault::{Acted, Answer};
use crate::moment::Moment;
use crate::product::{Partner, Product, Reality};
use crate::run::machine::{Answered, Reply, outcome, record};
use crate::run::probe::Probe;

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
            Wait::Partner | Wait::OldKey => 0,
            Wait::Minted => 1,
            Wait::NewKey { .. } => 2,
            Wait::StoredKey(_) => 3,
            Wait::LastNew { .. } | Wait::LastOld { .. } | Wait::Deletion => 5,
            Wait::ProbeOld | Wait::ProbeNew { .. } => 6,
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
                let noted = outcome("Verify", format!("Probe of the old key: {}.", old.word()), exchange);
                let call = Call::Product(Arc::clone(&run.stage.hand.new));
                ledger.call(State::Deactivated(run), Wait::ProbeNew { old }, call, vec![noted])
            }
            (State::Deactivated(run), Wait::ProbeNew { old }, Reply::Product(answer)) => {
                let new = Probe::of(&answer, run.case.product);
                let noted = outcome("Verify", format!("Probe of the new key: {}.", new.word()), exchange);
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
            Err(fault) => self.fail(State::Draft(run), 0, fault, exchange),
            // The old key is dead, so it cannot say which product it opened; the new one will.
            Ok(_) if run.case.purpose == Purpose::Replace => {
                let id = run.case.product;
                self.passed(run, Product { id, name: String::new(), reality: Reality::Unknown }, exchange)
            }
            Ok(_) => {
                let noted = outcome("Preflight", "The partner key is good.", exchange);
                let call = Call::Product(Arc::clone(&run.case.old));
                self.call(State::Draft(run), Wait::OldKey, call, vec![noted])
            }
        }
    }

    fn old_key(self, run: Run<Draft>, answer: Answer<Product>, exchange: Exchange) -> Moved {
        match answer {
            Ok(product) => self.passed(run, product, exchange),
            Err(fault) => self.fail(State::Draft(run), 0, fault, exchange),
        }
    }

    fn passed(self, run: Run<Draft>, product: Product, exchange: Exchange) -> Moved {
        let at = exchange.at;
        match run.checked(product) {
            Ok(run) => {
                let noted = outcome("Preflight", "Everything that can be checked is good.", exchange);
                self.rest(State::Checked(run), vec![noted])
            }
            Err((run, refusal)) => self.refuse(State::Draft(run), 0, refusal, at),
        }
    }

    fn minted(mut self, run: Run<Checked>, answer: Answer<Minted>, exchange: Exchange) -> Moved {
        let at = exchange.at;
        match answer {
            Ok(minted) => match run.provisioned(minted) {
                Ok(run) => self.test(run, 0, vec![outcome("Provision", "A new key is in hand.", exchange)]),
                Err((run, refusal)) => self.refuse(State::Checked(run), 1, refusal, at),
            },
            Err(fault) if fault.acted == Acted::Maybe => {
                let came = match fault.came_back() {
                    Some(status) => format!("Status {status} came back without a key. "),
                    None => String::new(),
                };
                let text = came + "The outcome is unknown. The request is not repeated.";
                let noted = outcome("Provision", text, exchange);
                let orphan = "A key may have been made that nobody received. SuperAPI cannot list it: it counts as an orphan.";
                self.orphans += 1;
                self.phase = Phase::Unknown(fault);
                let effects = vec![noted, record(at, EntryKind::Alarm, "Provision", orphan)];
                (Rotation { state: State::Checked(run), ledger: self }, effects)
            }
            Err(fault) => self.fail(State::Checked(run), 1, fault, exchange),
        }
    }

    fn new_key(self, run: Run<Provisioned>, tries: u8, answer: Answer<Product>, exchange: Exchange) -> Moved {
        let at = exchange.at;
        match answer {
            Ok(seen) => match run.tested(seen) {
                Ok(run) => {
                    let noted = outcome("Test", "The new key opens the right product.", exchange);
                    self.rest(State::Tested(run), vec![noted])
                }
                Err((run, refusal)) => self.refuse(State::Provisioned(run), 2, refusal, at),
            },
            Err(fault) if fault.rejects_key() && usize::from(tries) < PATIENCE.len() => {
                let noted = outcome("Test", "Not accepted yet; it is tried again shortly.", exchange);
                self.test(run, tries + 1, vec![noted])
            }
            Err(fault) => self.fail(State::Provisioned(run), 2, fault, exchange),
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
                    let noted = outcome("Store", "The stored key works: storage is proven.", exchange);
                    if run.case.purpose != Purpose::Leak {
                        return self.rest(State::Stored(run), vec![noted]);
                    }
                    self.log.touch(4, at);
                    let text = "Not waited for: the old key leaked.";
                    let skipped = record(at, EntryKind::Decision, "Roll out", text);
                    self.rest(State::RolledOut(run.rolled_out(None)), vec![noted, skipped])
                }
                Err((run, refusal)) => self.refuse(State::Tested(run), 3, refusal, at),
            },
            Err(fault) => self.fail(State::Tested(run), 3, fault, exchange),
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
                let noted = outcome("Deactivate", "The new key still works.", exchange);
                let call = Call::Product(Arc::clone(&run.case.old));
                self.call(State::RolledOut(run), Wait::LastOld { confirmation, once }, call, vec![noted])
            }
            Probe::Dead => self.refuse(State::RolledOut(run), 5, Refusal::NewKeyNotAlive, exchange.at),
            Probe::NotKnown(fault) => self.fail(State::RolledOut(run), 5, *fault, exchange),
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
                    let noted = outcome("Deactivate", "The old key is still alive.", exchange);
                    let intent = "About to ask SuperAPI to deactivate the old key, once.";
                    let effects = vec![noted, record(at, EntryKind::Intent, "Deactivate", intent)];
                    self.refused = None;
                    self.call(State::Deactivated(run), Wait::Deletion, call, effects)
                }
                Err(run) => self.refuse(State::RolledOut(run), 5, Refusal::NoKeyId, at),
            },
            Probe::Dead => {
                let noted =
                    outcome("Deactivate", "The old key was dead already, so nothing was sent.", exchange);
                self.probe(run.nothing_to_deactivate(), vec![noted])
            }
            Probe::NotKnown(fault) => self.fail(State::RolledOut(run), 5, *fault, exchange),
        }
    }

    /// Nothing but not having been sent shows that a DELETE did nothing. Whatever came back to one that left, both
    /// keys are probed before a word is said about them.
    fn deletion(mut self, run: Run<Deactivated>, answer: Answer<()>, exchange: Exchange) -> Moved {
        let text = match answer {
            Ok(()) => "SuperAPI accepted the request.".to_owned(),
            Err(fault) if fault.acted == Acted::No => {
                return self.fail(State::RolledOut(run.not_sent()), 5, fault, exchange);
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
        self.probe(run, vec![outcome("Deactivate", text, exchange)])
    }
}
