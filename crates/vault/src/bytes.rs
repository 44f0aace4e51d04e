//! Bytes in JSON: base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// A fixed number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes<const N: usize>(pub [u8; N]);

/// Something that is written as base64.
pub trait Base64: Sized {
    /// Its bytes.
    fn slice(&self) -> &[u8];
    /// From bytes, if there are as many as it takes.
    fn take(bytes: Vec<u8>) -> Option<Self>;
}

impl<const N: usize> Base64 for Bytes<N> {
    fn slice(&self) -> &[u8] {
        &self.0
    }

    fn take(bytes: Vec<u8>) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl Base64 for Vec<u8> {
    fn slice(&self) -> &[u8] {
        self
    }

    fn take(bytes: Vec<u8>) -> Option<Self> {
        Some(bytes)
    }
}

impl Base64 for Zeroizing<Vec<u8>> {
    fn slice(&self) -> &[u8] {
        self
    }

    fn take(bytes: Vec<u8>) -> Option<Self> {
        Some(Self::new(bytes))
    }
}

pub(super) fn serialize<S: Serializer, T: Base64>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(value.slice()))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>, T: Base64>(deserializer: D) -> Result<T, D::Error> {
    let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    let bytes = STANDARD.decode(text.as_bytes()).map_err(|_| D::Error::custom("not base64"))?;
    T::take(bytes).ok_or_else(|| D::Error::custom("wrong length"))
}
