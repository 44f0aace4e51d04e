//! What stands inside a seal: whoever has the key may have written anything, and an older Keyturn other things. What
//! is read is written again as it was read.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use keyturn_vault::entry::Entry;
use keyturn_vault::parked::{ReplyKey, park, unpark};
use keyturn_vault::snapshot;
use uuid::Uuid;
use zeroize::Zeroizing;

const ONCE: Uuid = Uuid::from_u128(3);

/// An entry of a journal.
pub(super) fn entry(data: &[u8]) -> bool {
    let Ok(entry) = Entry::read(data) else { return false };
    let written = entry.write();
    assert!(
        Entry::read(&written).is_ok_and(|again| again.write() == written),
        "an entry changes when it is written"
    );
    true
}

/// The inventory, and what is kept beside it.
pub(super) fn inventory(data: &[u8]) -> bool {
    let Ok((inventory, rest)) = snapshot::decode(data) else { return false };
    let written = snapshot::encode(&inventory, &rest);
    let again = snapshot::decode(&written);
    assert!(
        again.is_ok_and(|(inventory, rest)| snapshot::encode(&inventory, &rest) == written),
        "an inventory changes when it is written"
    );
    for line in &rest.evidence {
        line.decode();
    }
    true
}

/// A reply under a good seal.
pub(super) fn parked(data: &[u8]) -> bool {
    let context = format!("keyturn-parked 1 {ONCE}");
    let payload = Payload { msg: data, aad: context.as_bytes() };
    let cipher = XChaCha20Poly1305::new(&[8; 32].into());
    let Ok(body) = cipher.encrypt(&XNonce::from([9; 24]), payload) else { return false };
    let text = serde_json::json!({
        "format": "keyturn-parked",
        "version": 1,
        "sealed": { "nonce": base64(&[9; 24]), "body": base64(&body) },
    });
    let key = ReplyKey::new(Zeroizing::new([8; 32]));
    let Ok(reply) = unpark(&key, ONCE, &text.to_string()) else { return false };
    let again = unpark(&key, ONCE, &park(&key, ONCE, [1; 24], &reply));
    assert!(
        again
            .is_ok_and(|again| (again.status, again.headers, again.body)
                == (reply.status, reply.headers, reply.body)),
        "a reply changes when it is parked"
    );
    true
}

fn base64(bytes: &[u8]) -> String {
    use ::base64::Engine as _;
    ::base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The header that brings a key for one reply.
pub(super) fn reply_key(data: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(data) else { return false };
    let Ok(key) = ReplyKey::from_header(text) else { return false };
    assert_eq!(key.to_header().as_str(), text, "one key has two spellings");
    true
}
