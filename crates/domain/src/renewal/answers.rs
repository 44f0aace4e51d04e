//! What each stage asks the vendor, and where the answer leads.

use std::sync::Arc;

use super::stage::{Compared, Facts};
use super::{Failure, Refusal, Stage};
use crate::call::Call;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::run::machine::{Reply, failed};

const REJECTED: &str =
    "The vendor rejects this key. The newer key that it handed out before is asked about in its place.";

/// Where an answer leads.
pub(super) struct Turn {
    pub(super) stage: Stage,
    pub(super) failure: Option<Failure>,
    pub(super) said: String,
}

impl Turn {
    fn to(stage: Stage, said: &str) -> Self {
        Self { stage, failure: None, said: said.into() }
    }

    fn refused(stage: Stage, refusal: Refusal) -> Self {
        let said = "The vendor's answer was not followed.".into();
        Self { stage, failure: Some(Failure::Refused(refusal)), said }
    }

    pub(super) fn fault(stage: Stage, fault: Fault) -> Self {
        let stage = match stage {
            Stage::Preflight(run) if fault.rejects_key() => match run.rejected() {
                Ok(run) => return Self::to(Stage::Preflight(run), REJECTED),
                Err(run) => Stage::Preflight(run),
            },
            Stage::Asking(run) if fault.rejects_key() => match run.rejected() {
                Ok(run) => return Self::to(Stage::Preflight(run), REJECTED),
                Err(run) => Stage::Asking(run),
            },
            stage => stage,
        };
        let said = failed(&fault);
        Self { stage, failure: Some(Failure::Fault(Box::new(fault))), said }
    }
}

impl Stage {
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

    pub(super) fn call(&self) -> Option<Call> {
        let asking = self.facts().asking();
        Some(match self {
            Self::Preflight(_) => Call::WestpacRoot(Arc::clone(asking)),
            Self::Asking(_) => Call::WestpacLatest(Arc::clone(asking)),
            Self::Testing(run) => Call::WestpacRoot(Arc::clone(&run.newer().key)),
            Self::Proving(run) => Call::WestpacRoot(Arc::clone(run.read())),
            Self::Confirming(run) => Call::WestpacLatest(Arc::clone(&run.newer().key)),
            Self::Storing(_) | Self::Over(_) => return None,
        })
    }

    pub(super) const fn expects(&self, reply: &Reply) -> bool {
        match self {
            Self::Preflight(_) | Self::Testing(_) | Self::Proving(_) => matches!(reply, Reply::Identity(_)),
            Self::Asking(_) | Self::Confirming(_) => matches!(reply, Reply::Latest(_)),
            Self::Storing(_) | Self::Over(_) => false,
        }
    }

    pub(super) fn answered(self, reply: Reply, now: Moment) -> Turn {
        match (self, reply) {
            (Self::Preflight(run), Reply::Identity(Ok(said))) => match run.identified(said) {
                Ok(run) => Turn::to(Self::Asking(run), "The vendor accepts the current key."),
                Err(refused) => Turn::refused(Self::Preflight(refused.0), refused.1),
            },
            (Self::Asking(run), Reply::Latest(Ok(latest))) => match run.compare(latest, now) {
                Compared::Same(run) => Turn::to(Self::Over(run), "The same key came back."),
                Compared::Newer(run) => Turn::to(Self::Testing(run), "A newer key is available."),
                Compared::Refused(refused) => Turn::refused(Self::Asking(refused.0), refused.1),
            },
            (Self::Testing(run), Reply::Identity(Ok(said))) => match run.tested(&said) {
                Ok(run) => Turn::to(Self::Storing(run), "The vendor accepts the new key."),
                Err(refused) => Turn::refused(Self::Testing(refused.0), refused.1),
            },
            (Self::Proving(run), Reply::Identity(Ok(said))) => match run.stored(&said) {
                Ok(run) => Turn::to(Self::Confirming(run), "The stored key works."),
                Err(refused) => Turn::refused(Self::Proving(refused.0), refused.1),
            },
            (Self::Confirming(run), Reply::Latest(Ok(latest))) => {
                Turn::to(Self::Over(run.confirmed(&latest)), "The vendor answered the new key.")
            }
            (stage, _) => Turn::to(stage, "The answer does not fit the question."),
        }
    }
}
