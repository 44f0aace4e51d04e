//! What the operator brings, does and is offered.

use super::{KeysProblem, Seen};
use crate::facility::Facility;
use crate::key_name::KeyName;
use crate::secret::Secret;
use crate::vendor::{Environment, Vendor};

/// What a rehearsal starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Whose keys they are.
    pub vendor: Vendor,
    /// The connection's label.
    pub connection: String,
    /// What the connection reaches.
    pub environment: Environment,
}

/// What the operator can do.
pub enum Act {
    /// Give the two keys; also after a check of them failed.
    Keys {
        /// The key that the application is set to.
        first: Secret,
        /// The key that it should move to.
        second: Secret,
        /// The facilities that the two were checked for, where they were.
        known: [Option<Facility>; 2],
    },
    /// Try the failed step again.
    Retry,
    /// A key name seen in the application's log. It is a secret here because people paste keys by mistake.
    Saw(Secret),
    /// The operator states that the application switched.
    Switched,
    /// The operator states that it did not.
    DidNotSwitch,
    /// Leave the application out of the result.
    SkipWatch,
    /// End the run here.
    Abandon,
}

/// What the current step offers the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// [`Act::Keys`].
    Keys {
        /// Why the last two were not taken.
        problem: Option<KeysProblem>,
    },
    /// [`Act::Saw`], [`Act::Switched`], [`Act::DidNotSwitch`] or [`Act::SkipWatch`].
    Watch {
        /// The name to look for in the application's log.
        expected: Option<KeyName>,
        /// What the last name seen told.
        seen: Option<Seen>,
    },
    /// [`Act::Retry`]; while the keys are checked also [`Act::Keys`].
    Retry,
    /// Nothing: a call is on its way, or the run is over.
    Nothing,
}
