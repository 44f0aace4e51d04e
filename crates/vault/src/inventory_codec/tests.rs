use std::sync::Arc;

use uuid::Uuid;

use super::*;
use keyturn_domain::call::Latest;
use keyturn_domain::fault::{Acted, Cause, Fault};
use keyturn_domain::inventory::{Fate, KeyId, NewKey, Notes, Orphan, Question, Resolved};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::{self, Expiry};
use keyturn_domain::product::{Product, Reality};
use keyturn_domain::run::machine::Reply;
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;

fn write(inventory: &Inventory) -> Vec<u8> {
    serde_json::to_vec(&StoredInventory::encode(inventory)).unwrap()
}

fn read(body: &[u8]) -> Result<Inventory, VaultError> {
    serde_json::from_slice::<StoredInventory>(body).map_err(|_| VaultError::Malformed)?.decode()
}

fn sample() -> Inventory {
    let now = moment::read("2026-11-22T12:00:00.123Z").unwrap();
    let mut inventory = Inventory::default();
    let mut add = |vendor, text: &str| {
        let secret = Arc::new(Secret::new(text));
        inventory.add(NewKey { connection: "c".into(), vendor, secret, label: "L".into() }, now).unwrap()
    };
    let old = add(Vendor::QuickStream, "FAKE_SEC_old");
    let product = add(Vendor::SuperApi, "superapiproduct_fake");
    let seen = Product { id: Uuid::from_u128(7), name: "P".into(), reality: Reality::Live };
    inventory.opens(product, &Ok(seen), now);
    let new = Arc::new(Secret::new("FAKE_SEC_new"));
    inventory.renewed(old, new, KeyName::new("FAKE_SEC...zz"), Expiry::At(now), now);
    let notes = Notes { owner: "Ops".into(), used_in: "Shop".into(), text: "n".into(), ..Notes::default() };
    inventory.describe(old, notes);
    inventory.describe(product, Notes { short_token: "BRTRKFsL".into(), ..Notes::default() });
    inventory.leaked(old, now, "In a log.".into(), now);
    inventory.forget(old, now);
    let orphan = |number| Orphan { connection: "c".into(), product: Uuid::from_u128(number), at: now };
    let resolved = |number, fate| Resolved { orphan: orphan(number), fate, reason: "r".into(), at: now };
    let resolved =
        [resolved(1, Fate::Removed), resolved(2, Fate::Found(KeyId(2))), resolved(3, Fate::NeverMade)];
    inventory.with_resolved(resolved.into())
}

#[test]
fn an_inventory_comes_back_as_it_was() {
    let inventory = sample();
    let again = read(&write(&inventory)).unwrap();
    assert_eq!(write(&again).as_slice(), write(&inventory).as_slice());
    assert_eq!(again.resolved(), inventory.resolved());
    for (before, after) in inventory.keys().iter().zip(again.keys()) {
        assert_eq!(before.fingerprint, after.fingerprint);
        assert_eq!(before.secret.is_some(), after.secret.is_some());
        assert_eq!((before.life, before.standing, before.kind), (after.life, after.standing, after.kind));
        assert_eq!(before.history, after.history);
        assert_eq!((&before.marks, &before.leak), (&after.marks, &after.leak));
        assert_eq!(before.notes, after.notes);
    }
}

#[test]
fn a_key_without_a_short_token_is_kept_as_it_ever_was() {
    let before = String::from_utf8(write(&sample()).to_vec()).unwrap();
    let token = ",\"short_token\":\"BRTRKFsL\"";
    assert_eq!(before.matches("short_token").count(), 1);
    let after = read(before.replace(token, "").as_bytes()).unwrap();
    assert!(after.keys().iter().all(|key| key.notes.short_token.is_empty()));
}

/// To the byte, as a list with kept keys is sealed.
const KEPT: &str = r#""next":[{"key":"FAKE_SEC_two","name":"FAKE_SEC...two","expiry":{"at":"2026-11-22T12:00:00.123Z"},"at":"2026-11-22T12:00:00.123Z"},{"key":"FAKE_SEC_three","name":null,"expiry":"unknown","at":"2026-11-22T12:00:00.123Z","rejected":"2026-11-22T12:00:00.123Z"}],"#;

fn with_kept_keys() -> Inventory {
    let now = moment::read("2026-11-22T12:00:00.123Z").unwrap();
    let mut inventory = Inventory::default();
    let asked = Arc::new(Secret::new("FAKE_SEC_one"));
    let new = NewKey {
        connection: "c".into(),
        vendor: Vendor::QuickStream,
        secret: Arc::clone(&asked),
        label: String::new(),
    };
    inventory.add(new, now).unwrap();
    let mut hand = |text: &str, name: Option<KeyName>, expiry| {
        let question = Question { vendor: Vendor::QuickStream, connection: "c", key: &asked, check: true };
        inventory.handed_out(question, &Latest { key: Arc::new(Secret::new(text)), name, expiry }, now);
    };
    hand("FAKE_SEC_two", KeyName::new("FAKE_SEC...two"), Expiry::At(now));
    hand("FAKE_SEC_three", None, Expiry::Unknown);
    let three = Secret::new("FAKE_SEC_three");
    let rejected = Fault { status: Some(401), ..Fault::new(Cause::KeyRejected, Acted::No) };
    let question = Question { vendor: Vendor::QuickStream, connection: "c", key: &three, check: false };
    inventory.hear(question, &Reply::Identity(Err(rejected)), now);
    inventory
}

#[test]
fn kept_keys_are_written_to_the_byte_and_come_back() {
    let inventory = with_kept_keys();
    let body = write(&inventory);
    let text = String::from_utf8(body.clone()).unwrap();
    assert!(text.contains(KEPT), "{text}");
    let again = read(&body).unwrap();
    assert_eq!(write(&again), body);
    let (before, after) = (&inventory.keys()[0].next, &again.keys()[0].next);
    assert_eq!((before.len(), after.len()), (2, 2));
    for (before, after) in before.iter().zip(after) {
        assert!(before.key.same_as(&after.key));
        assert_eq!((&before.name, before.expiry), (&after.name, after.expiry));
        assert_eq!((before.at, before.rejected), (after.at, after.rejected));
    }
}

#[test]
fn a_list_from_before_keys_were_kept_is_read_and_written_as_it_was() {
    let before = String::from_utf8(write(&with_kept_keys())).unwrap().replace(KEPT, "");
    let again = read(before.as_bytes()).unwrap();
    assert!(again.keys()[0].next.is_empty());
    assert_eq!(String::from_utf8(write(&again)).unwrap(), before);
}

#[test]
fn nonsense_is_refused() {
    for text in ["", "{}", "[]", r#"{"added":1,"keys":[{}],"orphans":[]}"#] {
        assert_eq!(read(text.as_bytes()).err(), Some(VaultError::Malformed), "{text}");
    }
    let unknown_word = String::from_utf8(write(&sample())).unwrap().replace("\"life\":0", "\"life\":99");
    assert_eq!(read(unknown_word.as_bytes()).err(), Some(VaultError::Malformed));
}
