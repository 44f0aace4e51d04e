//! Parked replies: the gateway seals a reply under a key that only the page has, so that a page which was gone
//! when the vendor answered can still have the answer, and nobody else can.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::header::{VERSION, read};
use super::seal::{Sealed, open, seal};
use super::secret_text::SecretText;
use keyturn_domain::call::OnceId;
use keyturn_domain::secret::Secret;
use keyturn_wire::http::Reply;

const FORMAT: &str = "keyturn-parked";

/// A random key for one call's reply. It has no `Debug` and is wiped when dropped.
pub struct ReplyKey(Zeroizing<[u8; 32]>);

impl ReplyKey {
    /// From fresh random bytes, used for no other call.
    pub fn new(random: Zeroizing<[u8; 32]>) -> Self {
        Self(random)
    }

    /// From the header's value.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] if it is not base64 of exactly 32 bytes.
    pub fn from_header(text: &str) -> Result<Self, VaultError> {
        // One byte more than needed: the decoder asks for room for whole groups of three.
        let mut room = Zeroizing::new([0; 33]);
        if text.len() != 44 || STANDARD.decode_slice(text, &mut *room) != Ok(32) {
            return Err(VaultError::Malformed);
        }
        let mut key = Zeroizing::new([0; 32]);
        key.copy_from_slice(&room[..32]);
        Ok(Self(key))
    }

    /// From an entry of the journal.
    ///
    /// # Errors
    /// [`VaultError::Malformed`].
    pub fn kept(text: &SecretText) -> Result<Self, VaultError> {
        // EXPOSE: it is turned back into the key that it was made from.
        Self::from_header(text.secret().expose())
    }

    /// For an entry of the journal.
    pub fn keep(&self) -> SecretText {
        SecretText::of(&Secret::new(&self.to_header()))
    }

    /// The header's value.
    pub fn to_header(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(self.0.as_slice()))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parked {
    format: String,
    version: u32,
    sealed: Sealed,
}

/// What stands before the body, which follows after a line end as it came.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    status: u16,
    headers: Vec<(String, String)>,
}

/// The id is part of the seal: a reply never opens as another call's.
fn context(once: OnceId) -> Vec<u8> {
    format!("{FORMAT} {VERSION} {once}").into_bytes()
}

/// Seals a reply. The nonce is random and never used again.
pub fn park(key: &ReplyKey, once: OnceId, nonce: [u8; 24], reply: &Reply) -> String {
    let head = Head { status: reply.status, headers: reply.headers.clone() };
    let head = serde_json::to_vec(&head).unwrap_or_default();
    // Exactly as long as needed: a buffer that grows leaves copies behind that nobody wipes.
    let mut plain = Zeroizing::new(Vec::with_capacity(head.len() + 1 + reply.body.len()));
    plain.extend_from_slice(&head);
    plain.push(b'\n');
    plain.extend_from_slice(&reply.body);
    let sealed = seal(&key.0, nonce, &context(once), &plain);
    serde_json::to_string(&Parked { format: FORMAT.into(), version: VERSION, sealed }).unwrap_or_default()
}

/// Opens a parked reply: the same that the page would have had.
///
/// # Errors
/// [`VaultError::Forged`] if the key, the id or any bit differs; a newer version; another form.
pub fn unpark(key: &ReplyKey, once: OnceId, text: &str) -> Result<Reply, VaultError> {
    let parked: Parked = read(text, FORMAT)?;
    let plain = open(&key.0, &context(once), &parked.sealed)?;
    let end = plain.iter().position(|byte| *byte == b'\n').ok_or(VaultError::Malformed)?;
    let head: Head = serde_json::from_slice(&plain[..end]).map_err(|_| VaultError::Malformed)?;
    let body = Zeroizing::new(plain[end + 1..].to_vec());
    Ok(Reply { status: head.status, headers: head.headers, body })
}

#[cfg(test)]
mod tests;
