//! Key text on its way into and out of a sealed body.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use keyturn_domain::secret::Secret;

/// A key's text inside a body that is about to be sealed, or has just been opened. It has no `Debug`.
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Writes a key down.
    pub fn of(secret: &Secret) -> Self {
        // EXPOSE: the journal keeps the key, sealed, so that a crash cannot lose it.
        Self(Zeroizing::new(secret.expose().to_owned()))
    }

    /// The key.
    pub fn secret(&self) -> Secret {
        Secret::new(&self.0)
    }

    /// The key, to be shared.
    pub fn shared(&self) -> Arc<Secret> {
        Arc::new(self.secret())
    }
}

impl Serialize for SecretText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}
