//! What a vendor's answer does to a rotation.

use std::sync::Arc;

use super::moves::{Ledger, Moved, PATIENCE};
use super::stages::{
    Checked, Confirmation, Deactivated, Draft, Provisioned, Purpose, ReadBack, RolledOut, RotationAt, Tested,
};
use super::{Refusal, RotationStages, State, Step, Wait};
use crate::activity::EntryKind;
use crate::call::{Call, Minted, OnceId};
use crate::fault::{Acted, Answer};
use crate::product::{Partner, Product, Reality};
use crate::run::frame::Unanswered;
use crate::run::machine::Reply;
use crate::run::probe::Probe;

impl RotationStages {
    pub(super) fn take(self, wait: Wait, reply: Reply) -> Result<Moved, Unanswered<Self>> {
        let Self { state, ledger } = self;
        Ok(match (state, wait, reply) {
            (State::Draft(run), Wait::Partner, Reply::Partner(answer)) => ledger.partner(run, answer),
            (State::Draft(run), Wait::OldKey, Reply::Product(answer)) => ledger.old_key(run, answer),
            (State::Checked(run), Wait::Minted, Reply::Minted(answer)) => ledger.minted(run, answer),
            (State::Provisioned(run), Wait::NewKey { tries }, Reply::Product(answer)) => {
                ledger.new_key(run, tries, answer)
            }
            (State::Tested(run), Wait::StoredKey(proof), Reply::Product(answer)) => {
                ledger.stored_key(run, &proof, answer)
            }
            (State::RolledOut(run), Wait::LastNew { confirmation, once }, Reply::Product(answer)) => {
                ledger.last_new(run, confirmation, once, &answer)
            }
            (State::RolledOut(run), Wait::LastOld { confirmation, once }, Reply::Product(answer)) => {
                ledger.last_old(run, confirmation, once, &answer)
            }
            (State::Deactivated(run), Wait::Deletion, Reply::Deactivated(answer)) => {
                ledger.deletion(run, answer)
            }
            (State::Deactivated(run), Wait::ProbeOld, Reply::Product(answer)) => {
                let old = Probe::of(&answer, run.case.product);
                let said = format!("Probe of the old key: {}.", old.word());
                let call = Call::Product(Arc::clone(&run.stage.hand.new));
                ledger.to(State::Deactivated(run)).said(said).call(Wait::ProbeNew { old }, call)
            }
            (State::Deactivated(run), Wait::ProbeNew { old }, Reply::Product(answer)) => {
                let new = Probe::of(&answer, run.case.product);
                let said = format!("Probe of the new key: {}.", new.word());
                ledger.judge(run.judged(old, new)).said(said)
            }
            // `wire` answers every call in its own kind, so this is not reached.
            (state, wait, _) => return Err(Box::new((Self { state, ledger }, wait))),
        })
    }
}

impl Ledger {
    fn partner(self, run: RotationAt<Draft>, answer: Answer<Partner>) -> Moved {
        match answer {
            Err(fault) => self.fail(State::Draft(run), fault),
            // The old key is dead, so it cannot say which product it opened; the new one will.
            Ok(_) if run.case.purpose == Purpose::Replace => {
                let id = run.case.product;
                self.passed(run, Product { id, name: String::new(), reality: Reality::Unknown })
            }
            Ok(_) => {
                let call = Call::Product(Arc::clone(&run.case.old));
                self.to(State::Draft(run)).said("The partner key is good.").call(Wait::OldKey, call)
            }
        }
    }

    fn old_key(self, run: RotationAt<Draft>, answer: Answer<Product>) -> Moved {
        match answer {
            Ok(product) => self.passed(run, product),
            Err(fault) => self.fail(State::Draft(run), fault),
        }
    }

    fn passed(self, run: RotationAt<Draft>, product: Product) -> Moved {
        match run.checked(product) {
            Ok(run) => self.to(State::Checked(run)).said("Everything that can be checked is good."),
            Err((run, refusal)) => self.refuse(State::Draft(run), Step::Preflight, refusal),
        }
    }

    fn minted(mut self, run: RotationAt<Checked>, answer: Answer<Minted>) -> Moved {
        match answer {
            Ok(minted) => match run.provisioned(minted) {
                Ok(run) => self.test(run, 0).said("A new key is in hand."),
                Err((run, refusal)) => self.refuse(State::Checked(run), Step::Provision, refusal),
            },
            Err(fault) if fault.acted == Acted::Maybe => {
                let came = match fault.came_back() {
                    Some(status) => format!("Status {status} came back without a key. "),
                    None => String::new(),
                };
                let said = came + "The outcome is unknown. The request is not repeated.";
                let orphan = "A key may have been made that nobody received. SuperAPI cannot list it: it counts as an orphan.";
                self.orphans += 1;
                let turn = self.to(State::Checked(run)).said(said);
                turn.record(EntryKind::Alarm, Step::Provision, orphan).unknown(fault)
            }
            Err(fault) => self.fail(State::Checked(run), fault),
        }
    }

    fn new_key(self, run: RotationAt<Provisioned>, tries: u8, answer: Answer<Product>) -> Moved {
        match answer {
            Ok(seen) => match run.tested(seen) {
                Ok(run) => self.to(State::Tested(run)).said("The new key opens the right product."),
                Err((run, refusal)) => self.refuse(State::Provisioned(run), Step::Test, refusal),
            },
            Err(fault) if fault.rejects_key() && usize::from(tries) < PATIENCE.len() => {
                self.test(run, tries + 1).said("Not accepted yet; it is tried again shortly.")
            }
            Err(fault) => self.fail(State::Provisioned(run), fault),
        }
    }

    fn stored_key(self, run: RotationAt<Tested>, proof: &ReadBack, answer: Answer<Product>) -> Moved {
        let seen = match answer {
            Ok(seen) => seen,
            Err(fault) => return self.fail(State::Tested(run), fault),
        };
        let said = "The stored key works: storage is proven.";
        match run.stored(proof, &seen) {
            Ok(run) if run.case.purpose == Purpose::Leak => {
                let turn = self.to(State::RolledOut(run.rolled_out(None))).said(said).touch(Step::RollOut);
                turn.decided(Step::RollOut, "Not waited for: the old key leaked.")
            }
            Ok(run) => self.to(State::Stored(run)).said(said),
            Err((run, refusal)) => self.refuse(State::Tested(run), Step::Store, refusal),
        }
    }

    fn last_new(
        self,
        run: RotationAt<RolledOut>,
        confirmation: Confirmation,
        once: OnceId,
        answer: &Answer<Product>,
    ) -> Moved {
        match Probe::of(answer, run.case.product) {
            Probe::Alive => {
                let call = Call::Product(Arc::clone(&run.case.old));
                let turn = self.to(State::RolledOut(run)).said("The new key still works.");
                turn.call(Wait::LastOld { confirmation, once }, call)
            }
            Probe::Dead => self.refuse(State::RolledOut(run), Step::Deactivate, Refusal::NewKeyNotAlive),
            Probe::NotKnown(fault) => self.fail(State::RolledOut(run), *fault),
        }
    }

    fn last_old(
        mut self,
        run: RotationAt<RolledOut>,
        confirmation: Confirmation,
        once: OnceId,
        answer: &Answer<Product>,
    ) -> Moved {
        match Probe::of(answer, run.case.product) {
            Probe::Alive => match run.deactivate(confirmation, once) {
                Ok((run, call)) => {
                    self.refused = None;
                    let turn = self.to(State::Deactivated(run)).said("The old key is still alive.");
                    let intent = "About to ask SuperAPI to deactivate the old key, once.";
                    turn.record(EntryKind::Intent, Step::Deactivate, intent).call(Wait::Deletion, call)
                }
                Err(run) => self.refuse(State::RolledOut(run), Step::Deactivate, Refusal::NoKeyId),
            },
            Probe::Dead => self
                .probe(run.nothing_to_deactivate())
                .said("The old key was dead already, so nothing was sent."),
            Probe::NotKnown(fault) => self.fail(State::RolledOut(run), *fault),
        }
    }

    /// Nothing but not having been sent shows that a DELETE did nothing. Whatever came back to one that left, both
    /// keys are probed before a word is said about them.
    fn deletion(mut self, run: RotationAt<Deactivated>, answer: Answer<()>) -> Moved {
        let said = match answer {
            Ok(()) => "SuperAPI accepted the request.".to_owned(),
            Err(fault) if fault.acted == Acted::No => {
                return self.fail(State::RolledOut(run.not_sent()), fault);
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
        self.probe(run).said(said)
    }
}
