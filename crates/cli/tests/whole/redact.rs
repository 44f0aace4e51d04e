//! Copies without keys.

use std::fs;

use crate::program::{Files, NAME, PRODUCT, QUICKSTREAM, run};

#[test]
fn a_copy_holds_everything_but_the_keys() {
    let files = Files::new();
    let text = format!("é {QUICKSTREAM}, {NAME}\r\nx-api-key: {PRODUCT}\n\0 end");
    let log = files.put("pay.log", &text);
    let out = files.path("copy.log");
    let to = out.to_str().unwrap();
    let expected =
        text.replace(QUICKSTREAM, "KESTRELPTY_SEC_…z8zr").replace(PRODUCT, "superapiproduct_…abcd");
    let ran = run(&["redact", &log, "-o", to], b"");
    assert_eq!((ran.status, ran.output, ran.errors), (0, String::new(), String::new()));
    assert_eq!(fs::read_to_string(&out).unwrap(), expected);
    assert_eq!(fs::read_to_string(&log).unwrap(), text, "the file itself stays");
    assert_eq!(run(&["scan", to], b"").status, 0);
    assert_eq!(run(&["redact", "-", "--output", to], b"another").status, 0);
    assert_eq!(fs::read_to_string(&out).unwrap(), "another");
    assert_eq!(files.names(), ["copy.log", "pay.log"]);
}

#[test]
fn a_file_is_never_replaced_by_its_own_copy() {
    let files = Files::new();
    let log = files.put("pay.log", QUICKSTREAM);
    let link = files.path("link.log");
    fs::hard_link(&log, &link).unwrap();
    let same = files.directory().join(".").join("pay.log");
    for out in [log.as_str(), link.to_str().unwrap(), same.to_str().unwrap()] {
        let ran = run(&["redact", &log, "-o", out], b"");
        assert_eq!(ran.status, 2);
        assert!(ran.errors.contains("never overwritten"), "{}", ran.errors);
    }
    assert_eq!(fs::read_to_string(&log).unwrap(), QUICKSTREAM);
    assert_eq!(files.names(), ["link.log", "pay.log"]);
}

#[test]
fn what_cannot_be_copied_leaves_nothing_behind() {
    let files = Files::new();
    let out = files.path("copy.log");
    let out = out.to_str().unwrap();
    let broken = files.put("broken.gz", b"\x1f\x8b\x08 and no gzip at all");
    assert_eq!(run(&["redact", &broken, "-o", out], b"").status, 2);
    let nowhere = files.path("no/such/copy.log");
    let log = files.put("pay.log", QUICKSTREAM);
    let ran = run(&["redact", &log, "-o", nowhere.to_str().unwrap()], b"");
    assert_eq!(ran.status, 2);
    assert!(ran.errors.contains("cannot be written") && !ran.errors.contains("dcm89"), "{}", ran.errors);
    let directory = files.directory().to_str().unwrap().to_owned();
    assert_eq!(run(&["redact", &log, "-o", &directory], b"").status, 2);
    assert_eq!(files.names(), ["broken.gz", "pay.log"]);
}
