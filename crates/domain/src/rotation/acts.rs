//! What an operator's act does to a rotation.

use std::sync::Arc;

use super::moves::{Ledger, Moved};
use super::stages::{Checked, Draft, Judged, Purpose, RolledOut, Run, Stored, Tested};
use super::{Act, Ending, Refusal, Rotation, State, Step, Wait};
use crate::activity::EntryKind;
use crate::call::{Call, Deactivation, OnceId};
use crate::moment::Moment;
use crate::run::machine::{Effect, record};
use crate::run::step::{MachineStep, StepId};
use crate::secret::Secret;

fn decided(now: Moment, step: StepId, text: impl Into<String>) -> Effect {
    record(now, EntryKind::Decision, step, text)
}

impl Ledger {
    /// An act that the state does not allow changes nothing.
    pub(super) fn act(self, state: State, act: Act, now: Moment) -> Moved {
        match (state, act) {
            (State::Draft(run), Act::Check { other_run_open }) => self.check(run, other_run_open, now),
            (State::Checked(run), Act::Provision { once }) => self.provision(run, once, now),
            (State::Provisioned(run), Act::Test) => self.test(run, 0, Vec::new()),
            (State::Tested(run), Act::ProveStored { pasted }) => self.prove_stored(run, pasted, now),
            (State::Stored(run), Act::RollOut { hold_until }) => self.roll_out(run, hold_until, now),
            (State::RolledOut(run), Act::EndHold) => self.end_hold(run, now),
            (State::RolledOut(run), Act::Deactivate { typed, once }) => {
                self.deactivate(run, &typed, once, now)
            }
            (State::Deactivated(run), Act::Probe) => self.probe(run, Vec::new()),
            (State::Judged(run), Act::Probe) => self.probe(run.again(), Vec::new()),
            (State::Judged(run), act) => self.decide(run, act, now),
            (state @ State::Deactivated(_), Act::Abandon { .. }) => self.ignore(state),
            (state, Act::Abandon { reason }) => {
                let left = match self.earlier + state.sent() {
                    0 => "Left the run before anything was deactivated.",
                    _ => "Left the run after a request to deactivate had gone out.",
                };
                let text = format!("{left} Reason: {reason}");
                self.end(state, Ending::Abandoned(reason), vec![decided(now, StepId::RUN, text)])
            }
            (state, _) => self.ignore(state),
        }
    }

    fn check(mut self, run: Run<Draft>, other_run_open: bool, now: Moment) -> Moved {
        self.log.touch(Step::Preflight, now);
        let case = &run.case;
        let nameless = Deactivation::choose(case.form, case.old_id).is_none();
        if other_run_open {
            return self.refuse(State::Draft(run), Step::Preflight, Refusal::OtherRunOpen, now);
        }
        if case.purpose.deactivates() && nameless {
            return self.refuse(State::Draft(run), Step::Preflight, Refusal::NoKeyId, now);
        }
        let call = Call::Partner(Arc::clone(&case.partner));
        self.call(State::Draft(run), Wait::Partner, call, Vec::new())
    }

    fn provision(mut self, run: Run<Checked>, once: OnceId, now: Moment) -> Moved {
        self.log.touch(Step::Provision, now);
        self.made_at = Some(now);
        let case = &run.case;
        let call = Call::Provision { partner: Arc::clone(&case.partner), product: case.product, once };
        let intent = record(
            now,
            EntryKind::Intent,
            Step::Provision.id(),
            "About to ask SuperAPI for a new key, once.",
        );
        self.call(State::Checked(run), Wait::Minted, call, vec![intent])
    }

    fn prove_stored(mut self, run: Run<Tested>, pasted: Secret, now: Moment) -> Moved {
        self.log.touch(Step::Store, now);
        match run.read_back(&pasted) {
            Err(mismatch) => self.refuse(State::Tested(run), Step::Store, Refusal::Mismatch(mismatch), now),
            Ok(proof) => {
                let noted = decided(now, Step::Store.id(), "What was read back is the new key.");
                let call = Call::Product(Arc::new(pasted));
                self.call(State::Tested(run), Wait::StoredKey(proof), call, vec![noted])
            }
        }
    }

    fn roll_out(mut self, run: Run<Stored>, hold_until: Option<Moment>, now: Moment) -> Moved {
        self.log.touch(Step::RollOut, now);
        let noted = decided(now, Step::RollOut.id(), "Confirmed that every consumer uses the new key.");
        let replace = run.case.purpose == Purpose::Replace;
        let run = run.rolled_out(hold_until);
        if replace {
            self.probe(run.nothing_to_deactivate(), vec![noted])
        } else {
            self.rest(State::RolledOut(run), vec![noted])
        }
    }

    fn end_hold(self, mut run: Run<RolledOut>, now: Moment) -> Moved {
        if run.stage.hold_until.take().is_some() {
            self.rest(
                State::RolledOut(run),
                vec![decided(now, Step::RollOut.id(), "Ended the waiting time.")],
            )
        } else {
            self.ignore(State::RolledOut(run))
        }
    }

    fn deactivate(mut self, run: Run<RolledOut>, typed: &str, once: OnceId, now: Moment) -> Moved {
        self.log.touch(Step::Deactivate, now);
        match run.confirm(typed, now) {
            Err(refusal) => self.refuse(State::RolledOut(run), Step::Deactivate, refusal, now),
            Ok(confirmation) => {
                let noted =
                    decided(now, Step::Deactivate.id(), "Confirmed that the old key is to be deactivated.");
                let call = Call::Product(Arc::clone(&run.stage.hand.new));
                self.call(State::RolledOut(run), Wait::LastNew { confirmation, once }, call, vec![noted])
            }
        }
    }

    fn decide(mut self, run: Run<Judged>, act: Act, now: Moment) -> Moved {
        match act {
            Act::Finish => {
                let verdict = run.verdict();
                let noted = decided(now, Step::Verify.id(), format!("Closed the run: {}.", verdict.title()));
                self.end(State::Judged(run), Ending::Judged(verdict), vec![noted])
            }
            Act::DeactivateOnceMore => match run.once_more() {
                Ok(run) => {
                    let noted = decided(now, Step::Verify.id(), "Chose to confirm another deactivation.");
                    self.rest(State::RolledOut(run), vec![noted])
                }
                Err(run) => self.ignore(State::Judged(run)),
            },
            Act::StartOver => match run.start_over() {
                Ok((run, sent)) => {
                    self.earlier += sent;
                    self.refused = None;
                    self.log.touch(Step::Preflight, now);
                    let fresh = Rotation::begin(run.case);
                    let noted = decided(now, Step::Verify.id(), "Chose to make another new key.");
                    self.rest(fresh.state, vec![noted])
                }
                Err(run) => self.ignore(State::Judged(run)),
            },
            _ => self.ignore(State::Judged(run)),
        }
    }
}
