mod stored_enums;

use std::sync::Arc;

use super::*;
use keyturn_domain::connection::{Connection, RootForm};
use keyturn_domain::history::Mark;
use keyturn_domain::inventory::{Inventory, KeyId, NewKey, Notes};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::moment::{Expiry, Moment};
use keyturn_domain::product::{DeactivateForm, Product, ProductId, Reality};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::{Environment, Vendor};

const OLD: &str = "FAKE_SEC_0123456789abcdefghijklmnopqrstuv";
const PRODUCT: &str = "superapiproduct_fakefakefakefake1234";

fn at(text: &str) -> Moment {
    read(text).unwrap()
}

fn connection(id: &str, vendor: Vendor) -> Connection {
    Connection {
        id: id.into(),
        vendor,
        environment: Environment::Live,
        label: format!("{id} live"),
        path: format!("/vendor/{id}"),
        deactivate: DeactivateForm::ByProduct,
        request_log: false,
        root: RootForm::Slash,
    }
}

fn sample() -> Register {
    let now = at("2026-11-22T12:00:00.123Z");
    let mut inventory = Inventory::default();
    let mut add = |connection: &str, vendor, text: &str| {
        let secret = Arc::new(Secret::new(text));
        let new = NewKey { connection: connection.into(), vendor, secret, label: "Shop".into() };
        inventory.add(new, now).unwrap()
    };
    let old = add("qs", Vendor::QuickStream, OLD);
    let product = add("sa", Vendor::SuperApi, PRODUCT);
    let seen = Product { id: ProductId::from_u128(7), name: "Payroll".into(), reality: Reality::Live };
    inventory.opens(product, &Ok(seen), now);
    inventory.leaked(product, now, "In a log.".into(), now);
    inventory.leak_reported(product, now);
    let new = Arc::new(Secret::new("FAKE_SEC_new"));
    inventory.renewed(old, new, KeyName::new("FAKE_SEC...zzz"), Expiry::At(now), now);
    let notes =
        Notes { owner: "Ops".into(), used_in: "Shop".into(), text: "not told".into(), ..Notes::default() };
    inventory.describe(old, notes);
    let connections = [connection("qs", Vendor::QuickStream), connection("sa", Vendor::SuperApi)];
    Register::of(&inventory, &connections, now)
}

#[test]
fn a_register_comes_back_as_it_was() {
    let register = sample();
    let (text, hash) = write(&register);
    let file = read_register(text.as_bytes()).unwrap();
    assert_eq!(file.register, register);
    assert_eq!((file.hash.as_str(), hash.len()), (hash.as_str(), 64));
    assert_eq!(write(&register).0, text, "the same register gives the same bytes");
    let old = &file.register.keys[0];
    assert!(old.history.marks().iter().any(|it| it.mark == Mark::Superseded(Some(KeyId(3)))));
}

#[test]
fn a_register_is_written_to_the_byte() {
    assert_eq!(write(&sample()).0, include_str!("tests/version_1.json").trim_end());
}

#[test]
fn no_key_stands_in_a_register() {
    let (text, _) = write(&sample());
    for secret in [OLD, PRODUCT, "FAKE_SEC_new", "not told"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(text.contains("FAKE_SEC_…stuv"));
}

#[test]
fn an_edited_register_is_refused_wherever_it_was_edited() {
    let (text, _) = write(&sample());
    for (from, to) in [
        ("FAKE_SEC...zzz", "FAKE_SEC...yyy"),
        ("\"superseded\"", "\"current\""),
        ("2026-11-22T12:00:00.123Z", "2026-11-22T12:00:00.124Z"),
        ("\"Ops\"", "\"Ops\", \"more\": 1"),
        ("\"hash\": \"", "\"hash\": \"0"),
    ] {
        assert!(text.contains(from), "{from}");
        let edited = text.replacen(from, to, 1);
        assert_eq!(read_register(edited.as_bytes()), Err(RegisterFault::Altered), "{from}");
    }
}

#[test]
fn white_space_and_order_are_not_content() {
    let (text, _) = write(&sample());
    let value: Value = serde_json::from_str(&text).unwrap();
    let tight = serde_json::to_string(&value).unwrap();
    assert!(read_register(tight.as_bytes()).is_ok());
    let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert!(read_register(crlf.as_bytes()).is_ok());
}

#[test]
fn what_is_no_register_is_told_from_one_that_is_newer_or_broken() {
    let (text, _) = write(&sample());
    let fault = |text: &str| read_register(text.as_bytes()).unwrap_err();
    for other in ["", "null", "[]", "{\"connections\":[]}", &text[..text.len() / 2]] {
        assert_eq!(fault(other), RegisterFault::NotRegister, "{other}");
    }
    assert_eq!(fault(&text.replace("\"version\": 1", "\"version\": 2")), RegisterFault::Newer(2));
    assert_eq!(fault(&text.replace("\"version\": 1", "\"version\": \"1\"")), RegisterFault::NotRegister);
    let signed = |content: Value| {
        json!({ "format": FORMAT, "version": VERSION, "hash": hash(&content), "content": content })
            .to_string()
    };
    assert_eq!(fault(&signed(json!({ "keys": [] }))), RegisterFault::Malformed(None));
    let written = "2026-11-22T12:00:00Z";
    assert_eq!(
        fault(&signed(json!({ "written": written, "keys": [{ "id": 1 }] }))),
        RegisterFault::Malformed(Some(1))
    );
    assert!(read_register(signed(json!({ "written": written, "keys": [] })).as_bytes()).is_ok());
    assert_eq!(read_register(&vec![b' '; LARGEST + 1]), Err(RegisterFault::TooLarge));
}

#[test]
fn every_fault_says_what_to_do() {
    for fault in [
        RegisterFault::Missing(Some(404)),
        RegisterFault::Missing(None),
        RegisterFault::NotRegister,
        RegisterFault::TooLarge,
        RegisterFault::Newer(2),
        RegisterFault::Altered,
        RegisterFault::Malformed(Some(3)),
        RegisterFault::Malformed(None),
    ] {
        let words = fault.words();
        assert!(!words.happened.is_empty() && !words.owner.is_empty() && words.next.ends_with('.'));
    }
}
