//! What an operator's act does to a rotation.

use std::sync::Arc;

use super::moves::{Ledger, Moved};
use super::stages::{Checked, Draft, Judged, Purpose, RolledOut, RotationAt, Stored, Tested};
use super::{Act, Ending, Refusal, RotationStages, State, Step, Wait};
use crate::activity::EntryKind;
use crate::call::{Call, Deactivation, OnceId};
use crate::moment::Moment;
use crate::run::frame::PhaseOf;
use crate::secret::Secret;

impl Ledger {
    /// An act that the state does not allow changes nothing.
    pub(super) fn act(self, state: State, act: Act, phase: PhaseOf<RotationStages>, now: Moment) -> Moved {
        match (state, act) {
            (State::Draft(run), Act::Check { other_run_open }) => self.check(run, other_run_open),
            (State::Checked(run), Act::Provision { once }) => self.provision(run, once, now),
            (State::Provisioned(run), Act::Test) => self.test(run, 0),
            (State::Tested(run), Act::ProveStored { pasted }) => self.prove_stored(run, pasted),
            (State::Stored(run), Act::RollOut { hold_until }) => self.roll_out(run, hold_until),
            (State::RolledOut(run), Act::EndHold) => self.end_hold(run, phase),
            (State::RolledOut(run), Act::Deactivate { typed, once }) => {
                self.deactivate(run, &typed, once, now)
            }
            (State::Deactivated(run), Act::Probe) => self.probe(run),
            (State::Judged(run), Act::Probe) => self.probe(run.again()),
            (State::Judged(run), Act::Finish) => self.finish(run),
            (State::Judged(run), Act::DeactivateOnceMore) => self.deactivate_once_more(run, phase),
            (State::Judged(run), Act::StartOver) => self.start_over(run, phase),
            (state @ (State::Judged(_) | State::Deactivated(_)), Act::Abandon { .. }) => {
                self.ignore(state, phase)
            }
            (state, Act::Abandon { reason }) => self.abandon(state, reason),
            (state, _) => self.ignore(state, phase),
        }
    }

    fn check(self, run: RotationAt<Draft>, other_run_open: bool) -> Moved {
        let case = &run.case;
        let nameless = Deactivation::choose(case.form, case.old_id).is_none();
        if other_run_open {
            return self.refuse(State::Draft(run), Step::Preflight, Refusal::OtherRunOpen);
        }
        if case.purpose.deactivates() && nameless {
            return self.refuse(State::Draft(run), Step::Preflight, Refusal::NoKeyId);
        }
        let call = Call::Partner(Arc::clone(&case.partner));
        self.to(State::Draft(run)).touch(Step::Preflight).call(Wait::Partner, call)
    }

    fn provision(mut self, run: RotationAt<Checked>, once: OnceId, now: Moment) -> Moved {
        self.made_at = Some(now);
        let case = &run.case;
        let call = Call::Provision { partner: Arc::clone(&case.partner), product: case.product, once };
        let intent = "About to ask SuperAPI for a new key, once.";
        let turn = self.to(State::Checked(run)).touch(Step::Provision);
        turn.record(EntryKind::Intent, Step::Provision, intent).call(Wait::Minted, call)
    }

    fn prove_stored(self, run: RotationAt<Tested>, pasted: Secret) -> Moved {
        match run.read_back(&pasted) {
            Err(mismatch) => self.refuse(State::Tested(run), Step::Store, Refusal::Mismatch(mismatch)),
            Ok(proof) => {
                let turn = self.to(State::Tested(run)).touch(Step::Store);
                turn.decided(Step::Store, "What was read back is the new key.")
                    .call(Wait::StoredKey(proof), Call::Product(Arc::new(pasted)))
            }
        }
    }

    fn roll_out(self, run: RotationAt<Stored>, hold_until: Option<Moment>) -> Moved {
        let replace = run.case.purpose == Purpose::Replace;
        let run = run.rolled_out(hold_until);
        let turn =
            if replace { self.probe(run.nothing_to_deactivate()) } else { self.to(State::RolledOut(run)) };
        turn.touch(Step::RollOut).decided(Step::RollOut, "Confirmed that every consumer uses the new key.")
    }

    fn end_hold(self, mut run: RotationAt<RolledOut>, phase: PhaseOf<RotationStages>) -> Moved {
        if run.stage.hold_until.take().is_some() {
            self.to(State::RolledOut(run)).decided(Step::RollOut, "Ended the waiting time.")
        } else {
            self.ignore(State::RolledOut(run), phase)
        }
    }

    fn deactivate(self, run: RotationAt<RolledOut>, typed: &str, once: OnceId, now: Moment) -> Moved {
        match run.confirm(typed, now) {
            Err(refusal) => self.refuse(State::RolledOut(run), Step::Deactivate, refusal),
            Ok(confirmation) => {
                let call = Call::Product(Arc::clone(&run.stage.hand.new));
                let turn = self.to(State::RolledOut(run)).touch(Step::Deactivate);
                turn.decided(Step::Deactivate, "Confirmed that the old key is to be deactivated.")
                    .call(Wait::LastNew { confirmation, once }, call)
            }
        }
    }

    fn finish(self, run: RotationAt<Judged>) -> Moved {
        let verdict = run.verdict();
        let text = format!("Closed the run: {}.", verdict.title());
        self.end(State::Judged(run), Ending::Judged(verdict)).decided(Step::Verify, text)
    }

    fn deactivate_once_more(self, run: RotationAt<Judged>, phase: PhaseOf<RotationStages>) -> Moved {
        match run.once_more() {
            Ok(run) => {
                let turn = self.to(State::RolledOut(run));
                turn.decided(Step::Verify, "Chose to confirm another deactivation.")
            }
            Err(run) => self.ignore(State::Judged(run), phase),
        }
    }

    fn start_over(mut self, run: RotationAt<Judged>, phase: PhaseOf<RotationStages>) -> Moved {
        match run.start_over() {
            Ok((run, sent)) => {
                self.earlier += sent;
                self.refused = None;
                let turn = self.to(State::Draft(run)).touch(Step::Preflight);
                turn.decided(Step::Verify, "Chose to make another new key.")
            }
            Err(run) => self.ignore(State::Judged(run), phase),
        }
    }

    fn abandon(self, state: State, reason: String) -> Moved {
        let left = match self.earlier + state.sent() {
            0 => "Left the run before anything was deactivated.",
            _ => "Left the run after a request to deactivate had gone out.",
        };
        let text = format!("{left} Reason: {reason}");
        self.end(state, Ending::Abandoned(reason)).decided_of_run(text)
    }
}
