//! How a renewal ended.

use super::Step;
use crate::key_name::KeyName;
use crate::moment::{self, Expiry};
use crate::vendor::Vendor;

/// The end of a renewal. It holds no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenewalResult {
    /// The vendor says to keep using the same key: the normal, green end.
    Unchanged {
        /// The key's name, as far as anyone said it.
        name: Option<KeyName>,
        /// The key's expiry, as the vendor says it now.
        expiry: Expiry,
    },
    /// The new key is stored and proven. The old one is superseded; how long it stays valid is the vendor's to say.
    Switched {
        /// The new key's name.
        name: Option<KeyName>,
        /// The new key's own expiry.
        expiry: Expiry,
        /// The old key's name.
        old_name: Option<KeyName>,
        /// The old key's own expiry as known from before; the new key's date never goes here.
        old_expiry: Expiry,
        /// Whether the vendor rejected the old key in this run.
        old_rejected: bool,
        /// What asking with the new key brought.
        confirmation: Confirmation,
    },
    /// The operator ended it before a new key was proven stored: the current key stays.
    Abandoned {
        /// The step at which it stood.
        at: Step,
        /// Whether a newer key was handed over in this run and is still unused.
        newer_unused: bool,
    },
}

/// What asking for the latest key with the new key brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The same key: it is the one to use.
    Confirmed,
    /// Yet another key: somebody made one meanwhile. It is not followed.
    Another {
        /// That key's name.
        name: Option<KeyName>,
    },
    /// The old key. The vendor still names it, or names it again.
    OldAgain,
    /// The operator ended the run without an answer.
    NotAsked,
}

impl RenewalResult {
    /// The end in a sentence or two, with what to do next.
    pub fn words(&self, vendor: Vendor) -> String {
        match self {
            Self::Unchanged { expiry, .. } => {
                format!(
                    "The same key came back: there is nothing to change. {} Have the application ask daily: that is what keeps its key alive.",
                    lifetime(*expiry)
                )
            }
            Self::Switched { old_expiry, old_rejected, confirmation, .. } => {
                let old = match old_expiry {
                    _ if *old_rejected => "The vendor rejects the old key.".to_owned(),
                    Expiry::At(end) => {
                        format!("The old key is superseded and keeps its own expiry, {}.", moment::iso(*end))
                    }
                    Expiry::Unknown | Expiry::Never => {
                        "The old key is superseded; its own expiry is not known.".to_owned()
                    }
                };
                format!("The new key is stored and proven. {old} {}", confirmation.words(vendor))
            }
            Self::Abandoned { newer_unused: true, .. } => {
                "Ended by you. The current key stays in use; the newer key was handed out and is kept with it, unused. Renew again soon: whether the current key works on is for the vendor to say.".into()
            }
            Self::Abandoned { newer_unused: false, .. } => {
                "Ended by you. The current key stays in use and nothing was changed.".into()
            }
        }
    }
}

impl Confirmation {
    /// In a sentence.
    pub fn words(&self, vendor: Vendor) -> String {
        match self {
            Self::Confirmed => "The vendor confirms that it is the key to use.".into(),
            Self::Another { .. } => {
                "Asked with the new key, the vendor named yet another one. It was not followed; it is kept with the new key, as its next key. Renew again from the new key: only the vendor knows whether that one works on.".into()
            }
            Self::OldAgain => {
                let portal = vendor.spec().portal;
                format!("Asked with the new key, the vendor named the old one. Both are kept. Look in {portal} which of the two is meant to stay.")
            }
            Self::NotAsked => "Whether the vendor names it as the key to use was not confirmed.".into(),
        }
    }
}

fn lifetime(expiry: Expiry) -> String {
    match expiry {
        Expiry::At(end) => format!("The vendor gives {} as its expiry.", moment::iso(end)),
        Expiry::Unknown | Expiry::Never => "The vendor gave no expiry that can be read.".into(),
    }
}
