//! How a run began, as an entry and back.

use super::connection_codec::StoredConnection;
use super::entry::{self, Began};
use super::secret_text::SecretText;
use keyturn_domain::connection::Connection;
use keyturn_domain::facility::Facility;
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::{Expiry, Moment};
use keyturn_domain::secret::Secret;
use keyturn_domain::superapi::rotation::{self, Purpose, Rotation};
use keyturn_domain::vendor::Vendor;
use keyturn_domain::westpac::rehearsal::{self, Rehearsal};
use keyturn_domain::westpac::renewal::{self, Newer, Renewal};

/// A run of any machine that has just begun.
pub enum RunStart {
    /// A SuperAPI rotation.
    Rotation(Rotation),
    /// A QuickStream renewal.
    Renewal(Renewal),
    /// A QuickStream rehearsal.
    Rehearsal(Rehearsal),
}

/// The vendor that a run of each kind is for where its entry names none: that was the only one at first.
const ROTATION: Vendor = Vendor::SuperApi;
const RENEWAL: Vendor = Vendor::QuickStream;
const REHEARSAL: Vendor = Vendor::QuickStream;

impl Began {
    /// The entry that a rotation begins with.
    pub fn rotation(case: &rotation::Case, connection: &Connection) -> Self {
        Self::Rotation {
            connection: StoredConnection::encode(connection, ROTATION),
            partner: SecretText::of(&case.partner),
            old: SecretText::of(&case.old),
            old_id: case.old_id,
            product: case.product,
            others: case.others,
            replace: case.purpose == Purpose::Replace,
            leak: case.purpose == Purpose::Leak,
            known: case.known_name.clone(),
        }
    }

    /// The entry that a renewal begins with.
    pub fn renewal(case: &renewal::Case, connection: &Connection) -> Self {
        Self::Renewal {
            connection: StoredConnection::encode(connection, RENEWAL),
            current: SecretText::of(&case.current),
            name: case.name.as_ref().map(|name| name.as_str().to_owned()),
            expiry: end_down(case.expiry),
            facility: case.facility.clone(),
            known: case.known.as_ref().map(facility_down),
            next: case.next.iter().map(handed_down).collect(),
        }
    }

    /// The entry that a rehearsal begins with.
    pub fn rehearsal(connection: &Connection) -> Self {
        Self::Rehearsal { connection: StoredConnection::encode(connection, REHEARSAL) }
    }

    /// The id of the run's connection.
    pub fn connection(&self) -> &str {
        &self.stored_connection().id
    }

    /// The connection that the run is replayed and goes on with: as it was when the run began, reached where it is
    /// reached `today`. `None` if the id now stands for another vendor or environment, which must not see the run's
    /// keys.
    pub fn reached(&self, today: &Connection) -> Option<Connection> {
        let usual = match self {
            Self::Rotation { .. } => ROTATION,
            Self::Renewal { .. } => RENEWAL,
            Self::Rehearsal { .. } => REHEARSAL,
        };
        self.stored_connection().reached(usual, today)
    }

    const fn stored_connection(&self) -> &StoredConnection {
        match self {
            Self::Rotation { connection, .. }
            | Self::Renewal { connection, .. }
            | Self::Rehearsal { connection } => connection,
        }
    }

    /// The key that the run starts from.
    pub fn key(&self) -> Option<Secret> {
        match self {
            Self::Rotation { old, .. } => Some(old.secret()),
            Self::Renewal { current, .. } => Some(current.secret()),
            Self::Rehearsal { .. } => None,
        }
    }

    /// The run, as it stood when it began, on the connection that [`reached`](Self::reached) gave. `None` for a renewal of a key that cannot be renewed.
    pub fn begin(self, connection: &Connection) -> Option<RunStart> {
        let label = connection.label.clone();
        let environment = connection.environment;
        Some(match self {
            Self::Rotation { partner, old, old_id, product, others, replace, leak, known, .. } => {
                RunStart::Rotation(Rotation::begin(rotation::Case {
                    connection: label,
                    environment,
                    partner: partner.shared(),
                    old: old.shared(),
                    old_id,
                    product,
                    form: connection.deactivate,
                    others,
                    known_name: known,
                    purpose: match (replace, leak) {
                        (true, _) => Purpose::Replace,
                        (false, true) => Purpose::Leak,
                        (false, false) => Purpose::Rotate,
                    },
                }))
            }
            Self::Renewal { current, name, expiry, facility, known, next, .. } => {
                let case = renewal::Case {
                    vendor: connection.vendor,
                    connection: label,
                    environment,
                    current: current.shared(),
                    name: name.as_deref().and_then(KeyName::new),
                    expiry: end_up(expiry),
                    facility,
                    known: known.map(facility_up),
                    next: next.into_iter().map(handed_up).collect(),
                };
                RunStart::Renewal(Renewal::begin(case).ok()?)
            }
            Self::Rehearsal { .. } => RunStart::Rehearsal(Rehearsal::begin(rehearsal::Case {
                vendor: connection.vendor,
                connection: label,
                environment,
            })),
        })
    }
}

/// A facility as an entry holds it.
pub(super) fn facility_down(facility: &Facility) -> entry::Facility {
    (facility.code.clone(), facility.name.clone())
}

/// And back.
pub(super) fn facility_up((code, name): entry::Facility) -> Facility {
    Facility { code, name }
}

fn handed_down(newer: &Newer) -> entry::Handed {
    entry::Handed {
        key: SecretText::of(&newer.key),
        name: newer.name.as_ref().map(|name| name.as_str().to_owned()),
        expiry: end_down(newer.expiry),
    }
}

fn handed_up(handed: entry::Handed) -> Newer {
    Newer {
        key: handed.key.shared(),
        name: handed.name.as_deref().and_then(KeyName::new),
        expiry: end_up(handed.expiry),
    }
}

const fn end_down(expiry: Expiry) -> Option<Moment> {
    match expiry {
        Expiry::At(at) => Some(at),
        Expiry::Unknown | Expiry::Never => None,
    }
}

fn end_up(end: Option<Moment>) -> Expiry {
    end.map_or(Expiry::Unknown, Expiry::At)
}
