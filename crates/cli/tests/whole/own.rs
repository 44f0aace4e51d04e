//! Whose keys are found.

use std::sync::Arc;

use keyturn_domain::inventory::{Inventory, NewKey, Notes};
use keyturn_domain::key_name::KeyName;
use keyturn_domain::lookup::Register;
use keyturn_domain::moment::{Expiry, read};
use keyturn_domain::secret::Secret;
use keyturn_domain::vendor::Vendor;
use keyturn_wire::register::write;

use crate::program::{Files, NAME, PRODUCT, QUICKSTREAM, Ran, run};

const STRANGER: &str = "KESTRELPTY_SEC_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaz8zr";

fn owned(ran: &Ran) -> Vec<bool> {
    ran.findings().iter().map(|found| found["own"].as_bool().unwrap()).collect()
}

#[test]
fn own_keys_are_known_by_their_whole_text() {
    let files = Files::new();
    let keys = files.put("keys", format!("\n{QUICKSTREAM}\r\n\n  {PRODUCT}"));
    let text = format!("{QUICKSTREAM} {STRANGER} {PRODUCT} {NAME}");
    let ran = run(&["scan", "--json", "--own-key-file", &keys, "-"], text.as_bytes());
    assert_eq!(owned(&ran), [true, false, true, false]);
    assert_eq!(owned(&run(&["scan", "--json", "-"], text.as_bytes())), [false; 4]);
}

#[test]
fn an_own_key_is_never_echoed() {
    let files = Files::new();
    let text = format!("{QUICKSTREAM}\n");
    let log = files.put("pay.log", &text);
    let missing = files.path("missing").to_str().unwrap().to_owned();
    for content in [text.clone(), format!("{QUICKSTREAM} {PRODUCT}\n"), format!("{QUICKSTREAM}\u{e9}\n")] {
        let keys = files.put("keys", content);
        for (args, file) in [("--own-key-file", &keys), ("--register", &keys)] {
            for last in [&log, &missing] {
                let ran = run(&["scan", "--json", args, file, last], b"");
                let said = format!("{}{}", ran.output, ran.errors);
                assert!(!said.contains("dcm89ugjh5") && !said.contains("FAKEyourkey"), "{said}");
            }
        }
    }
    let keys = files.put("keys", format!("{QUICKSTREAM}\n\n{QUICKSTREAM} old\n"));
    let ran = run(&["scan", "--own-key-file", &keys, &log], b"");
    assert_eq!(ran.status, 2);
    assert!(ran.errors.contains("line 3 holds no key"), "{}", ran.errors);
}

fn register() -> String {
    let now = read("2026-11-20T00:00:00Z").unwrap();
    let mut inventory = Inventory::default();
    let mut add = |vendor, text: &str| {
        let secret = Arc::new(Secret::new(text));
        let new = NewKey { connection: "c".into(), vendor, secret, label: String::new() };
        inventory.add(new, now).unwrap()
    };
    let old = add(Vendor::QuickStream, "KESTRELPTY_SEC_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
    let product = add(Vendor::SuperApi, PRODUCT);
    let secret = Arc::new(Secret::new(QUICKSTREAM));
    inventory.renewed(old, secret, KeyName::new(NAME), Expiry::At(now), now);
    inventory.describe(product, Notes { short_token: "BRTRKFsL".into(), ..Notes::default() });
    write(&Register::of(&inventory, &[], now)).0
}

#[test]
fn a_register_knows_keys_names_masks_and_short_tokens() {
    let files = Files::new();
    let register = files.put("register.json", register());
    let text = format!(
        "{QUICKSTREAM} {STRANGER} {PRODUCT} {NAME} KESTRELPTY_SEC...strange superapiproduct_…abcd BRTRKFsL\n"
    );
    let ran = run(&["scan", "--json", "--register", &register, "-"], text.as_bytes());
    assert_eq!(ran.errors, "");
    assert_eq!(owned(&ran), [true, false, true, true, false, true, true]);
}

#[test]
fn a_register_that_is_none_is_refused() {
    let files = Files::new();
    let edited = files.put("register.json", register().replace("BRTRKFsL", "BRTRKFsM"));
    let ran = run(&["scan", "--register", &edited, "-"], NAME.as_bytes());
    assert_eq!(ran.status, 2);
    assert!(ran.output.is_empty() && ran.errors.contains("does not match its hash"), "{}", ran.errors);
}
