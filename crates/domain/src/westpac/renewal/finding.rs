//! What a renewal finds out: the newer key, warnings, and reasons not to follow the vendor's answer.

use std::sync::Arc;

use crate::facility::Moved;
use crate::key::{KeyKind, PasteFault};
use crate::key_name::KeyName;
use crate::moment::{self, Expiry, Moment};
use crate::secret::Secret;
use crate::vendor::Vendor;

/// The key that the vendor says to use from now on, when it is not the current one.
#[derive(Clone)]
pub struct Newer {
    /// The key itself.
    pub key: Arc<Secret>,
    /// Its name, as far as the vendor said it.
    pub name: Option<KeyName>,
    /// Its own expiry.
    pub expiry: Expiry,
}

/// Why the vendor's answer is not followed. The current key stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The new key is for another facility.
    OtherFacility {
        /// The current key's facility.
        current: String,
        /// The new key's facility.
        new: String,
    },
    /// The current key is for another facility than it was when it was checked.
    FacilityChanged(Moved),
    /// The new key's text cannot be a secret key.
    Unfit(PasteFault),
}

impl Refusal {
    /// What happened and what to do next.
    pub fn words(&self, vendor: Vendor) -> String {
        let happened = match self {
            Self::FacilityChanged(Moved { known, said }) => {
                return format!(
                    "The vendor says that this key is for facility {said}; when it was checked it was for {known}. No other key was asked for and the current key stays in place. If {said} is right, leave this run, check the key again and renew it then; if not, ask Westpac."
                );
            }
            Self::OtherFacility { current, new } => {
                format!("The new key belongs to facility {new}, the current key to {current}.")
            }
            Self::Unfit(PasteFault::WrongKind(KeyKind::WestpacPublishable)) => {
                "The vendor handed over a publishable key where a secret key belongs.".to_owned()
            }
            Self::Unfit(_) => {
                format!("What the vendor handed over cannot be a {}.", vendor.spec().secret_key)
            }
        };
        format!(
            "{happened} It was refused and the current key stays in place. Ask Westpac before anything is changed."
        )
    }
}

/// Why the text that was read back does not prove the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreMismatch {
    /// It is the old key.
    OldKey,
    /// It is neither the new nor the old key.
    AnotherKey,
}

impl StoreMismatch {
    /// What happened and what to do next.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OldKey => {
                "What was read back is the old key: the new one was not saved, or another tab or job has put the old one back. Store the new key again and read it back."
            }
            Self::AnotherKey => {
                "What was read back is neither the new nor the old key. Look at where it is stored, store the new key whole, and read it back."
            }
        }
    }
}

/// What people should know although nothing failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The vendor gives the new key two names.
    NamesDiffer {
        /// The name that came with the key.
        latest: KeyName,
        /// The name that `GET /` gives for it.
        root: KeyName,
    },
    /// No expiry that can be read came with the key.
    ExpiryUnknown,
    /// The expiry that came with the key is past.
    ExpiryPast(Moment),
    /// Neither the key texts nor the vendor's answers tell whether the facility is the same.
    FacilityNotCompared,
    /// The vendor rejects the current key; the run goes on with one that was handed out before.
    CurrentRejected,
    /// Which facility the current key is for was not known before.
    FacilityAdopted {
        /// What the vendor says.
        said: String,
    },
    /// The vendor names another facility for the current key than was known.
    FacilityMoved {
        /// Known from before.
        known: String,
        /// What the vendor says now.
        said: String,
    },
}

impl Warning {
    /// In a sentence or two.
    pub fn words(&self, vendor: Vendor) -> String {
        match self {
            Self::NamesDiffer { latest, root } => format!(
                "The vendor gives the new key two names: {} with the key, {} when asked who it is. Names are labels only, so this stops nothing; search logs for both.",
                latest.as_str(),
                root.as_str()
            ),
            Self::ExpiryUnknown => {
                "The vendor gave no expiry that can be read. The key is fine; ask again daily.".into()
            }
            Self::ExpiryPast(end) => format!(
                "Expired according to the vendor's date, {}, although the vendor named this very key as the one to use.",
                moment::iso(*end)
            ),
            Self::FacilityNotCompared => {
                let portal = vendor.spec().portal;
                format!("Neither the key texts nor the vendor tell whether both keys are for the same facility. Check it in {portal} before storing.")
            }
            Self::CurrentRejected => {
                "The vendor rejects the current key, so what uses it is down. This run goes on with the newer key that was handed out before and was kept: store it soon.".into()
            }
            Self::FacilityAdopted { said } => format!(
                "The vendor says that the current key is for facility {said}. It was not known before, so there was nothing to compare with: see that it is the one you mean."
            ),
            Self::FacilityMoved { known, said } => {
                format!("The vendor says that the current key is for facility {said}; it was known as {known}.")
            }
        }
    }
}
