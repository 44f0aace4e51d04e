//! A parked reply opens with its own key and id, and with nothing else.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const BODY: &str = r#"{"data":{"api_key":"superapiproduct_FAKE"}}"#;

fn key(byte: u8) -> ReplyKey {
    ReplyKey::new(Zeroizing::new([byte; 32]))
}

fn reply(status: u16, headers: &[(String, String)], body: &[u8]) -> Reply {
    Reply { status, headers: headers.to_vec(), body: Zeroizing::new(body.to_vec()) }
}

fn a_reply() -> Reply {
    reply(201, &[("x-keyturn-answer".into(), "vendor".into())], BODY.as_bytes())
}

fn fault(key: &ReplyKey, once: OnceId, text: &str) -> Option<VaultError> {
    unpark(key, once, text).err()
}

#[test]
fn the_header_brings_the_same_key_and_no_other_form_passes() {
    let text = key(7).to_header();
    assert_eq!(text.len(), 44);
    let read = ReplyKey::from_header(&text).unwrap();
    assert_eq!(*read.0, [7; 32]);
    let cut = &text[..43];
    for other in [
        "",
        cut,
        &format!("{cut}A"),
        &format!("{} ", *text),
        &format!(" {}", *text),
        &"-".repeat(44),
        &"A".repeat(44),
    ] {
        assert_eq!(ReplyKey::from_header(other).err(), Some(VaultError::Malformed), "{other}");
    }
    // The same bytes must not have a second spelling.
    let sloppy = ["A".repeat(42), "B=".into()].concat();
    assert_eq!(ReplyKey::from_header(&sloppy).err(), Some(VaultError::Malformed));
}

#[test]
fn nothing_of_the_reply_stands_in_clear() {
    let text = park(&key(1), Uuid::from_u128(1), [2; 24], &a_reply());
    for part in ["superapiproduct_FAKE", "api_key", "201", "vendor"] {
        assert!(!text.contains(part) && !text.contains(&STANDARD.encode(part)), "{part}");
    }
}

#[test]
fn another_form_and_a_newer_one_are_told_apart() {
    let once = Uuid::from_u128(1);
    let text = park(&key(1), once, [2; 24], &a_reply());
    let newer = text.replace("\"version\":1", "\"version\":2");
    assert_eq!(fault(&key(1), once, &newer), Some(VaultError::NewerVersion));
    for other in ["", "{}", "<html>", &text.replace(FORMAT, "keyturn-record"), &text[..text.len() - 1]] {
        assert_eq!(fault(&key(1), once, other), Some(VaultError::Malformed), "{other}");
    }
    let more = text.replace("{\"format\"", "{\"more\":1,\"format\"");
    assert_eq!(fault(&key(1), once, &more), Some(VaultError::Malformed));
}

#[test]
fn a_seal_around_something_else_is_no_reply() {
    let once = Uuid::from_u128(1);
    for plain in ["", "no line end", "{}\n", "{\"status\":200,\"headers\":[],\"more\":1}\n"] {
        let sealed = seal(&[1; 32], [2; 24], &context(once), plain.as_bytes());
        let parked = Parked { format: FORMAT.into(), version: VERSION, sealed };
        let text = serde_json::to_string(&parked).unwrap();
        assert_eq!(fault(&key(1), once, &text), Some(VaultError::Malformed), "{plain}");
    }
}

proptest! {
    #[test]
    fn any_reply_comes_back_as_it_was(
        status: u16,
        headers in proptest::collection::vec((any::<String>(), any::<String>()), 0..4),
        body in proptest::collection::vec(any::<u8>(), 0..300),
        bytes: [u8; 32],
        nonce: [u8; 24],
        once: u128,
    ) {
        let key = ReplyKey::new(Zeroizing::new(bytes));
        let once = Uuid::from_u128(once);
        let text = park(&key, once, nonce, &reply(status, &headers, &body));
        let key = ReplyKey::from_header(&key.to_header()).unwrap();
        let back = unpark(&key, once, &text).ok().unwrap();
        prop_assert_eq!((back.status, back.headers, &*back.body), (status, headers, &body));
    }

    #[test]
    fn another_key_or_another_id_opens_nothing(right: [u8; 32], wrong: [u8; 32], once: u128, other: u128) {
        prop_assume!(right != wrong && once != other);
        let (right, wrong) = (ReplyKey::new(Zeroizing::new(right)), ReplyKey::new(Zeroizing::new(wrong)));
        let (once, other) = (Uuid::from_u128(once), Uuid::from_u128(other));
        let text = park(&right, once, [2; 24], &a_reply());
        prop_assert_eq!(fault(&wrong, once, &text), Some(VaultError::Forged));
        prop_assert_eq!(fault(&right, other, &text), Some(VaultError::Forged));
    }

    #[test]
    fn no_bit_may_differ(at: prop::sample::Index, bit in 0..8_u8) {
        let once = Uuid::from_u128(1);
        let mut text = park(&key(1), once, [2; 24], &a_reply()).into_bytes();
        let at = at.index(text.len());
        text[at] ^= 1 << bit;
        if let Ok(text) = std::str::from_utf8(&text) {
            prop_assert!(unpark(&key(1), once, text).is_err());
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text: String) {
        prop_assert!(unpark(&key(1), Uuid::nil(), &text).is_err());
    }
}
