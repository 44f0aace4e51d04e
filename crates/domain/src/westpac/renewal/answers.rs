//! What each stage asks the vendor, and where the answer leads.

use std::sync::Arc;

use super::stage::{Compared, Facts};
use super::{Refusal, RenewalStages};
use crate::activity::EntryKind;
use crate::call::Call;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::run::frame::Asking;
use crate::run::machine::Reply;
use crate::run::turn::Turn;

const REJECTED: &str =
    "The vendor rejects this key. The newer key that it handed out before is asked about in its place.";

type Renewed = Turn<RenewalStages>;

fn to(stages: RenewalStages, said: &'static str) -> Renewed {
    Turn::to(stages).said(said)
}

fn refused(stages: RenewalStages, refusal: Refusal) -> Renewed {
    let words = refusal.words(stages.facts().case.vendor);
    let turn = to(stages, "The vendor's answer was not followed.").refused(refusal);
    let step = turn.step();
    turn.record(EntryKind::Alarm, step, words)
}

fn fault(stages: RenewalStages, fault: Fault) -> Renewed {
    use RenewalStages::{Asking, Preflight};
    let stages = match stages {
        Preflight(run) if fault.rejects_key() => match run.rejected() {
            Ok(run) => return to(Preflight(run), REJECTED),
            Err(run) => Preflight(run),
        },
        Asking(run) if fault.rejects_key() => match run.rejected() {
            Ok(run) => return to(Preflight(run), REJECTED),
            Err(run) => Asking(run),
        },
        stages => stages,
    };
    Turn::to(stages).failed_with(fault)
}

impl RenewalStages {
    pub(super) fn facts(&self) -> &Facts {
        match self {
            Self::Preflight(run) => &run.facts,
            Self::Asking(run) => &run.facts,
            Self::Testing(run) => &run.facts,
            Self::Storing(run) => &run.facts,
            Self::Proving(run) => &run.facts,
            Self::Confirming(run) => &run.facts,
            Self::Over(run) => &run.facts,
        }
    }

    pub(super) const fn expects(&self, reply: &Reply) -> bool {
        match self {
            Self::Preflight(_) | Self::Testing(_) | Self::Proving(_) => matches!(reply, Reply::Identity(_)),
            Self::Asking(_) | Self::Confirming(_) => matches!(reply, Reply::Latest(_)),
            Self::Storing(_) | Self::Over(_) => false,
        }
    }

    /// Where the answer to the stage's question leads.
    pub(super) fn answered(self, reply: Reply, now: Moment) -> Renewed {
        match (self, reply) {
            (stages, Reply::Identity(Err(it)) | Reply::Latest(Err(it))) => fault(stages, it),
            (Self::Preflight(run), Reply::Identity(Ok(said))) => match run.identified(said) {
                Ok(run) => to(Self::Asking(run), "The vendor accepts the current key."),
                Err(it) => refused(Self::Preflight(it.0), it.1),
            },
            (Self::Asking(run), Reply::Latest(Ok(latest))) => match run.compare(latest, now) {
                Compared::Same(run) => to(Self::Over(run), "The same key came back."),
                Compared::Newer(run) => to(Self::Testing(run), "A newer key is available."),
                Compared::Refused(it) => refused(Self::Asking(it.0), it.1),
            },
            (Self::Testing(run), Reply::Identity(Ok(said))) => match run.tested(&said) {
                Ok(run) => to(Self::Storing(run), "The vendor accepts the new key."),
                Err(it) => refused(Self::Testing(it.0), it.1),
            },
            (Self::Proving(run), Reply::Identity(Ok(said))) => match run.stored(&said) {
                Ok(run) => to(Self::Confirming(run), "The stored key works."),
                Err(it) => refused(Self::Proving(it.0), it.1),
            },
            (Self::Confirming(run), Reply::Latest(Ok(latest))) => {
                to(Self::Over(run.confirmed(&latest)), "The vendor answered the new key.")
            }
            (stage, _) => to(stage, "The answer does not fit the question."),
        }
    }
}

impl Asking for RenewalStages {
    const INTENT: &'static str = "Asking which key to use from now on; the vendor may hand over a new one.";

    fn call(&self) -> Option<Call> {
        let asking = self.facts().asking();
        let vendor = self.facts().case.vendor;
        Some(match self {
            Self::Preflight(_) => Call::WestpacRoot(vendor, Arc::clone(asking)),
            Self::Asking(_) => Call::WestpacLatest(vendor, Arc::clone(asking)),
            Self::Testing(run) => Call::WestpacRoot(vendor, Arc::clone(&run.newer().key)),
            Self::Proving(run) => Call::WestpacRoot(vendor, Arc::clone(run.read())),
            Self::Confirming(run) => Call::WestpacLatest(vendor, Arc::clone(&run.newer().key)),
            Self::Storing(_) | Self::Over(_) => return None,
        })
    }
}
