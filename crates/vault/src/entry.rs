//! What a run's journal holds: how the run began, what the operator did, what was answered.
//!
//! The machines are pure, so these three kinds of entry, read back in order, give the run exactly as it was.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::bytes;
use super::connection_codec::StoredConnection;
use super::error::VaultError;
use super::secret_text::SecretText;
use keyturn_wire::http::Reply;
use keyturn_wire::response::NotReached;

/// One entry, before it is sealed.
#[derive(Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Entry {
    /// The run began.
    Began(Began),
    /// The operator did something. Written before the machine moves, and so before any call leaves.
    Acted {
        /// What.
        act: Act,
    },
    /// A call was answered, or its answer was lost. Written before the screen moves.
    Replied {
        /// Which call.
        ticket: u32,
        /// From sending to the answer, in milliseconds.
        millis: u32,
        /// The answer as it came.
        reply: Replied,
        /// The rules by which the machine took it, as far as they have changed since the first journals.
        #[serde(default, skip_serializing_if = "Rules::is_first")]
        rules: Rules,
    },
    /// The run was handed over to another browser, in a sealed export. Written before the file is made; nothing but
    /// taking it up again may follow.
    HandedOver {
        /// Which export.
        export: Uuid,
    },
    /// The run was taken up: by the browser that imported the export, or again by the one that had made it.
    TakenUp {
        /// Which export.
        export: Uuid,
    },
}

/// The rules by which a machine takes an answer. A journal is read back by those it was written by: otherwise the run
/// would come out somewhere else than where it stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rules(u8);

impl Rules {
    /// Those of the first journals: a DELETE that was refused was taken to have done nothing.
    pub const FIRST: Self = Self(0);
    /// After every DELETE that left, both keys are probed.
    pub const PROBED: Self = Self(1);

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
    fn is_first(&self) -> bool {
        *self == Self::FIRST
    }
}

/// A facility's code and its name, as far as they are known.
pub type Facility = (Option<String>, Option<String>);

const fn none_known(known: &[Option<Facility>; 2]) -> bool {
    matches!(known, [None, None])
}

/// A key that was handed out: itself, its name and its end, as far as they were known.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handed {
    /// The key.
    pub key: SecretText,
    /// Its name.
    pub name: Option<String>,
    /// Its end.
    pub expiry: Option<DateTime<Utc>>,
}

/// How a run began.
#[derive(Serialize, Deserialize)]
#[serde(tag = "machine", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Began {
    /// A SuperAPI rotation.
    Rotation {
        /// The connection, as it was then.
        connection: StoredConnection,
        /// The partner key.
        partner: SecretText,
        /// The key to be replaced.
        old: SecretText,
        /// Its id, where the vendor gave one.
        old_id: Option<Uuid>,
        /// The product.
        product: Uuid,
        /// How many further keys of the product were believed alive.
        others: u32,
        /// Whether the old key was dead already, so that there is nothing to deactivate.
        #[serde(default)]
        replace: bool,
        /// Whether the old key leaked.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        leak: bool,
        /// The product's name as it was when the key was checked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<String>,
    },
    /// A QuickStream renewal.
    Renewal {
        /// The connection, as it was then.
        connection: StoredConnection,
        /// The key in use.
        current: SecretText,
        /// Its name, where it was known.
        name: Option<String>,
        /// Its end, where it was known.
        expiry: Option<DateTime<Utc>>,
        /// Its facility's code, where it was known from the run before.
        facility: Option<String>,
        /// The code and the name of the facility that it was checked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<Facility>,
        /// Keys that were handed out before and that nobody used yet, the newest last.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        next: Vec<Handed>,
    },
    /// A QuickStream rehearsal.
    Rehearsal {
        /// The connection, as it was then.
        connection: StoredConnection,
    },
}

/// What an operator did, of any machine.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// Start the checks.
    Check {
        /// Whether another run was open for the same product.
        #[serde(default)]
        other_run_open: bool,
    },
    /// Make a new key.
    Provision {
        /// The one-time id.
        once: Uuid,
        /// The key under which the reply may be parked.
        reply_key: Option<SecretText>,
    },
    /// Test the new key again.
    Test,
    /// What was read back from where the key was stored.
    ProveStored {
        /// It.
        pasted: SecretText,
    },
    /// Every consumer uses the new key.
    RollOut {
        /// Not before this instant.
        hold_until: Option<DateTime<Utc>>,
    },
    /// End the waiting time.
    EndHold,
    /// Deactivate the old key.
    Deactivate {
        /// What was typed to confirm.
        typed: String,
        /// The one-time id.
        once: Uuid,
        /// The key under which the reply may be parked.
        reply_key: Option<SecretText>,
    },
    /// Probe both keys.
    Probe,
    /// Confirm another deactivation.
    DeactivateOnceMore,
    /// Make another new key.
    StartOver,
    /// Take the verdict as the end.
    Finish,
    /// Leave the run.
    Abandon {
        /// The operator's reason, where one is asked for.
        #[serde(default)]
        reason: String,
    },
    /// Try the failed step again.
    Retry,
    /// Ask for the latest key with the new one.
    Confirm,
    /// The two keys of a rehearsal.
    Keys {
        /// The key that the application is set to.
        first: SecretText,
        /// The key that it should move to.
        second: SecretText,
        /// The facilities that the two are known to be for, in this order.
        #[serde(default, skip_serializing_if = "none_known")]
        known: [Option<Facility>; 2],
    },
    /// What was seen in the application's log.
    Saw {
        /// It; people paste keys by mistake.
        text: SecretText,
    },
    /// The application switched.
    Switched,
    /// The application did not switch.
    DidNotSwitch,
    /// The application is not watched.
    SkipWatch,
}

/// An answer as it came.
#[derive(Serialize, Deserialize)]
#[serde(tag = "came", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Replied {
    /// A reply.
    Reply {
        /// The HTTP status.
        status: u16,
        /// Header names and values.
        headers: Vec<(String, String)>,
        /// The body.
        #[serde(with = "bytes")]
        body: Zeroizing<Vec<u8>>,
    },
    /// None.
    Nothing {
        /// Whether the request may have left the page.
        sent: bool,
    },
}

impl Replied {
    /// Writes an answer down.
    pub fn of(answer: &Result<Reply, NotReached>) -> Self {
        match answer {
            Ok(reply) => {
                Self::Reply { status: reply.status, headers: reply.headers.clone(), body: reply.body.clone() }
            }
            Err(NotReached { sent }) => Self::Nothing { sent: *sent },
        }
    }

    /// The answer.
    pub fn answer(self) -> Result<Reply, NotReached> {
        match self {
            Self::Reply { status, headers, body } => Ok(Reply { status, headers, body }),
            Self::Nothing { sent } => Err(NotReached { sent }),
        }
    }
}

impl Entry {
    /// An answer, by today's rules.
    pub fn replied(ticket: u32, millis: u32, reply: Replied) -> Self {
        Self::Replied { ticket, millis, reply, rules: Rules::PROBED }
    }

    /// As it is sealed.
    pub fn write(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads an opened body.
    ///
    /// # Errors
    /// [`VaultError::Malformed`].
    pub fn read(body: &[u8]) -> Result<Self, VaultError> {
        serde_json::from_slice(body).map_err(|_| VaultError::Malformed)
    }
}
