//! What each stage asks the vendor, and where the answer leads.

use std::sync::Arc;

use super::{RehearsalResult, Stage};
use crate::call::Call;
use crate::moment::Moment;
use crate::run::machine::Reply;
use crate::secret::Secret;
use crate::vendor::Vendor;

impl Stage {
    pub(super) const fn result(&self) -> Option<&RehearsalResult> {
        match self {
            Self::Over(run) => Some(run.result()),
            _ => None,
        }
    }

    pub(super) const fn asking_key(&self) -> Option<&Arc<Secret>> {
        match self {
            Self::CheckingFirst(run) => Some(run.first()),
            Self::CheckingSecond(run) => Some(run.second()),
            Self::Asking(run) => Some(run.first()),
            Self::Gathering(_) | Self::Watching(_) | Self::Over(_) => None,
        }
    }

    pub(super) fn call(&self, vendor: Vendor) -> Option<Call> {
        let key = Arc::clone(self.asking_key()?);
        Some(match self {
            Self::Asking(_) => Call::WestpacLatest(vendor, key),
            _ => Call::WestpacRoot(vendor, key),
        })
    }

    pub(super) const fn expects(&self, reply: &Reply) -> bool {
        match self {
            Self::CheckingFirst(_) | Self::CheckingSecond(_) => matches!(reply, Reply::Identity(_)),
            Self::Asking(_) => matches!(reply, Reply::Latest(_)),
            Self::Gathering(_) | Self::Watching(_) | Self::Over(_) => false,
        }
    }

    pub(super) fn answered(self, reply: Reply, now: Moment) -> (Self, &'static str) {
        match (self, reply) {
            (Self::CheckingFirst(run), Reply::Identity(Ok(said))) => {
                (Self::CheckingSecond(run.known(said, now)), "The vendor accepts the first key.")
            }
            (Self::CheckingSecond(run), Reply::Identity(Ok(said))) => match run.known(said, now) {
                Ok(run) => (Self::Asking(run), "The vendor accepts the second key."),
                Err(over) => {
                    (Self::Over(over), "The vendor accepts the second key, but not for the same facility.")
                }
            },
            (Self::Asking(run), Reply::Latest(Ok(latest))) => match run.answered(latest, now) {
                Ok(run) => (Self::Watching(run), "The vendor named the second key."),
                Err(over) => (Self::Over(over), "The vendor did not name the second key."),
            },
            (stage, _) => (stage, "The answer does not fit the question."),
        }
    }
}
