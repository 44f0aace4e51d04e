//! The numbers by which a sealed list of keys stores its enums. A number never gets another meaning.
//!
//! Every `encode` is an exhaustive `match`, so a new variant does not compile until it has a number. That `decode`
//! reads it too is what `tests/stored_enums.rs` checks.

use serde::{Deserialize, Serialize};

use crate::error::VaultError;
use keyturn_domain::activity::EntryKind;
use keyturn_domain::history::Mark;
use keyturn_domain::inventory::{KeyId, Life, Standing};
use keyturn_domain::key::KeyKind;
use keyturn_domain::product::Reality;
use keyturn_domain::vendor::Vendor;

/// An enum that is stored as a number.
pub(crate) trait Code: Sized {
    /// Its number.
    fn encode(self) -> u8;

    /// From its number.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] for a number that stands for nothing.
    fn decode(code: u8) -> Result<Self, VaultError>;
}

impl Code for KeyKind {
    fn encode(self) -> u8 {
        match self {
            Self::WestpacSecret => 0,
            Self::WestpacPublishable => 1,
            Self::SuperApiPartner => 2,
            Self::SuperApiProduct => 3,
            Self::Unrecognised => 4,
        }
    }

    fn decode(code: u8) -> Result<Self, VaultError> {
        Ok(match code {
            0 => Self::WestpacSecret,
            1 => Self::WestpacPublishable,
            2 => Self::SuperApiPartner,
            3 => Self::SuperApiProduct,
            4 => Self::Unrecognised,
            _ => return Err(VaultError::Malformed),
        })
    }
}

impl Code for Reality {
    fn encode(self) -> u8 {
        match self {
            Self::Sandboxed => 0,
            Self::Live => 1,
            Self::Unknown => 2,
        }
    }

    fn decode(code: u8) -> Result<Self, VaultError> {
        Ok(match code {
            0 => Self::Sandboxed,
            1 => Self::Live,
            2 => Self::Unknown,
            _ => return Err(VaultError::Malformed),
        })
    }
}

impl Code for Life {
    fn encode(self) -> u8 {
        match self {
            Self::NotChecked => 0,
            Self::Alive => 1,
            Self::Dead => 2,
            Self::NotKnown => 3,
        }
    }

    fn decode(code: u8) -> Result<Self, VaultError> {
        Ok(match code {
            0 => Self::NotChecked,
            1 => Self::Alive,
            2 => Self::Dead,
            3 => Self::NotKnown,
            _ => return Err(VaultError::Malformed),
        })
    }
}

impl Code for Standing {
    fn encode(self) -> u8 {
        match self {
            Self::Current => 0,
            Self::Superseded => 1,
            Self::Deactivated => 2,
            Self::Unverified => 3,
            Self::Spare => 4,
        }
    }

    fn decode(code: u8) -> Result<Self, VaultError> {
        Ok(match code {
            0 => Self::Current,
            1 => Self::Superseded,
            2 => Self::Deactivated,
            3 => Self::Unverified,
            4 => Self::Spare,
            _ => return Err(VaultError::Malformed),
        })
    }
}

impl Code for EntryKind {
    fn encode(self) -> u8 {
        match self {
            Self::Intent => 0,
            Self::Outcome => 1,
            Self::Decision => 2,
            Self::Alarm => 3,
        }
    }

    fn decode(code: u8) -> Result<Self, VaultError> {
        Ok(match code {
            0 => Self::Intent,
            1 => Self::Outcome,
            2 => Self::Decision,
            3 => Self::Alarm,
            _ => return Err(VaultError::Malformed),
        })
    }
}

/// A mark's number, and the other key of a succession.
pub(super) fn encode_mark(mark: Mark) -> (u8, Option<u32>) {
    match mark {
        Mark::Seen => (0, None),
        Mark::Made => (1, None),
        Mark::Alive => (2, None),
        Mark::Dead => (3, None),
        Mark::Current => (4, None),
        Mark::Superseded(by) => (5, by.map(|id| id.0)),
        Mark::Deactivated => (6, None),
        Mark::Unverified => (7, None),
        Mark::Leaked => (8, None),
    }
}

pub(super) fn decode_mark(code: u8, other: Option<u32>) -> Result<Mark, VaultError> {
    Ok(match code {
        0 => Mark::Seen,
        1 => Mark::Made,
        2 => Mark::Alive,
        3 => Mark::Dead,
        4 => Mark::Current,
        5 => Mark::Superseded(other.map(KeyId)),
        6 => Mark::Deactivated,
        7 => Mark::Unverified,
        8 => Mark::Leaked,
        _ => return Err(VaultError::Malformed),
    })
}

/// A vendor as it is stored: the first two by a number, every later one by its identifier.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum StoredVendor {
    Code(u8),
    Id(String),
}

impl StoredVendor {
    pub(super) fn encode(vendor: Vendor) -> Self {
        match vendor.id() {
            "quickstream" => Self::Code(0),
            "superapi" => Self::Code(1),
            later => Self::Id(later.to_owned()),
        }
    }

    pub(super) fn decode(&self) -> Result<Vendor, VaultError> {
        match self {
            Self::Code(0) => Some(Vendor::QuickStream),
            Self::Code(1) => Some(Vendor::SuperApi),
            Self::Code(_) => None,
            Self::Id(id) => Vendor::from_id(id),
        }
        .ok_or(VaultError::Malformed)
    }
}
