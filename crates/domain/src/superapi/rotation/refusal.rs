//! What Keyturn itself refuses in a rotation, in words.

use std::borrow::Cow;

/// A check of Keyturn's own that was not passed. Nothing was sent that changes anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another run is open for this product.
    OtherRunOpen,
    /// The connection deactivates by key id, and the vendor never gave the old key's id.
    NoKeyId,
    /// The old key opens another product than it did when it was checked, or the product has another name by now.
    ProductChanged {
        /// The product that it was.
        known: String,
        /// What SuperAPI says now.
        said: String,
    },
    /// The vendor's reply held the very key that is being replaced.
    SameKeyMinted,
    /// The new key opens another product.
    NewKeyOfOtherProduct,
    /// The new key was not alive when it was checked a last time.
    NewKeyNotAlive,
    /// The waiting time has not passed.
    StillHeld,
    /// The product's name was not typed as it stands.
    NameNotTyped,
    /// What was read back is not the new key.
    Mismatch(StoreMismatch),
}

/// What was read back instead of the new key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreMismatch {
    /// The key that is being replaced.
    OldKey,
    /// The partner key.
    PartnerKey,
    /// Some other text.
    AnotherKey,
}

impl Refusal {
    /// What happened and what to do next.
    pub fn words(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::ProductChanged { known, said } => {
                return Cow::Owned(format!(
                    "SuperAPI says that the old key opens {said}; when it was checked it opened {known}. Nothing was changed. If {said} is right, leave this run, check the key again and rotate it then."
                ));
            }
            Self::OtherRunOpen => {
                "Another rotation of this product is not finished. Finish or abandon that one first: two at once could remove each other's keys."
            }
            Self::NoKeyId => {
                "This connection deactivates keys by their id, and SuperAPI never gave the id of this key. Ask whoever runs the proxy to set the connection to the form without an id, or ask SuperAPI for the key's id."
            }
            Self::SameKeyMinted => {
                "SuperAPI answered with the very key that is being replaced, so there is no new key to go on with. Nothing will be deactivated. Contact SuperAPI."
            }
            Self::NewKeyOfOtherProduct => {
                "The key works, but it opens another product. Do not store it. Nothing will be deactivated. Contact SuperAPI."
            }
            Self::NewKeyNotAlive => {
                "The new key did not work when it was checked once more just before deactivating. Nothing was deactivated. Check it again, and do not go on until it works."
            }
            Self::StillHeld => {
                "The waiting time that you chose has not passed. End it first if you want to go on now."
            }
            Self::NameNotTyped => "The product's name was not typed as it stands. Nothing was sent.",
            Self::Mismatch(StoreMismatch::OldKey) => {
                "What you pasted is the old key. The new one has not replaced it where you stored it. Store the new key, read it back from there and paste it."
            }
            Self::Mismatch(StoreMismatch::PartnerKey) => {
                "What you pasted is the partner key. Paste the product key as it now stands where you stored it."
            }
            Self::Mismatch(StoreMismatch::AnotherKey) => {
                "What you pasted is not the new key. Copy the new key again, store it, read it back from there and paste it."
            }
        })
    }
}
