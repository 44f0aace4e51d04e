//! What `keyturn scan` tells.

use std::io::Read;
use std::process::Stdio;

use crate::program::{Files, NAME, PRODUCT, QUICKSTREAM, program, run};

#[test]
fn a_find_has_these_members_and_no_others() {
    let files = Files::new();
    let path = files.put("pay.log", format!("first\n2026-03-01T10:15:30+10:00 é {NAME} used {PRODUCT}\n"));
    let ran = run(&["scan", "--json", &path], b"");
    let (name, key) = ran.output.split_once('\n').unwrap();
    let file = serde_json::to_string(&path).unwrap();
    assert_eq!(
        name,
        format!(
            r#"{{"file":{file},"line":2,"column":29,"what":"name","label":"{NAME}","own":false,"time":"2026-03-01T00:15:30Z","time_from":"record","zone_known":true}}"#
        )
    );
    assert!(key.contains(r#""what":"key","label":"superapiproduct_…abcd","own":false"#), "{key}");
}

#[test]
fn people_get_a_line_for_each_find() {
    let input = format!("2026-03-01 10:15:30 {NAME}\n{PRODUCT}\n");
    let ran = run(&["scan", "-"], input.as_bytes());
    assert_eq!(
        ran.output,
        format!(
            "-:1:21: name {NAME}, 2026-03-01T10:15:30 (zone not known)\n\
             -:2:1: KEY superapiproduct_…abcd, 2026-03-01T10:15:30 (zone not known) (from above)\n"
        )
    );
    let none = run(&["scan", "-"], NAME.as_bytes());
    assert_eq!(none.output, format!("-:1:1: name {NAME}, no time\n"));
}

#[test]
fn the_exit_status_says_whether_a_whole_key_was_found() {
    let files = Files::new();
    let clean = files.put("clean.log", NAME);
    let leaky = files.put("leaky.log", QUICKSTREAM);
    let missing = files.path("missing.log");
    let missing = missing.to_str().unwrap();
    assert_eq!(run(&["scan", &clean], b"").status, 0);
    assert_eq!(run(&["scan", &clean, &leaky], b"").status, 1);
    let partly = run(&["scan", missing, &leaky], b"");
    assert_eq!(partly.status, 2);
    assert!(partly.errors.contains("missing.log cannot be read"), "{}", partly.errors);
    assert!(partly.output.contains("leaky.log:1:1: KEY"), "the other file is still looked through");
    let directory = files.directory().to_str().unwrap();
    assert_eq!(run(&["scan", directory], b"").status, 2);
    for usage in [&["scan"][..], &[], &["scan", "--nothing", &clean], &["scan", "--zone", "Mars", &clean]] {
        let ran = run(usage, b"");
        assert_eq!(ran.status, 2, "{usage:?}");
        assert!(ran.output.is_empty() && !ran.errors.is_empty(), "{usage:?}");
    }
    for help in [&["--help"][..], &["--version"], &["scan", "--help"], &["redact", "--help"]] {
        assert_eq!(run(help, b"").status, 0, "{help:?}");
    }
}

#[test]
fn a_zone_is_that_of_records_that_say_none() {
    let input =
        format!("2026-03-01 10:15:30 {NAME}\n2026-03-01T10:15:30Z {NAME}\n2026-04-05 02:30:00 {NAME}\n");
    let times = |zone: &[&str]| {
        let ran = run(&[&["scan", "--json", "-"], zone].concat(), input.as_bytes());
        let told = |found: &serde_json::Value| {
            (found["time"].as_str().unwrap().to_owned(), found["zone_known"].as_bool().unwrap())
        };
        ran.findings().iter().map(told).collect::<Vec<_>>()
    };
    let is = |text: &str, known| (text.to_owned(), known);
    assert_eq!(times(&[])[..2], [is("2026-03-01T10:15:30", false), is("2026-03-01T10:15:30Z", true)]);
    assert_eq!(times(&["--zone", "-03:30"])[0], is("2026-03-01T13:45:30Z", true));
    let sydney = times(&["--zone", "Australia/Sydney"]);
    assert_eq!(sydney[0], is("2026-02-28T23:15:30Z", true));
    assert_eq!(sydney[1], is("2026-03-01T10:15:30Z", true));
    assert_eq!(sydney[2], is("2026-04-05T02:30:00", false), "that hour came twice");
}

#[test]
fn a_time_that_nobody_can_tell_is_none() {
    let time = |text: &str| run(&["scan", "--json", "-"], text.as_bytes()).findings()[0]["time"].clone();
    assert_eq!(time(&format!("3/4/2026 10:15:30 {NAME}")), serde_json::Value::Null);
    assert_eq!(time(&format!("3/4/2026 10:15:30 {NAME}\n3/31/2026 10:15:30 x")), "2026-03-04T10:15:30");
}

#[test]
fn a_file_whose_lines_end_with_carriage_returns_has_lines() {
    let ran = run(
        &["scan", "--json", "-"],
        format!("first\r2026-03-01 10:15:30 {NAME}\rlast {PRODUCT}").as_bytes(),
    );
    let places: Vec<_> =
        ran.findings().iter().map(|found| (found["line"].clone(), found["column"].clone())).collect();
    assert_eq!(places, [(2.into(), 21.into()), (3.into(), 6.into())]);
}

#[test]
fn everything_is_told_however_much_it_is() {
    let line = format!("2026-03-01 10:15:30 {NAME}\n");
    let ran = run(&["scan", "--json", "-"], line.repeat(25_000).as_bytes());
    let findings = ran.findings();
    assert_eq!(findings.len(), 25_000);
    assert_eq!(findings[24_999]["line"], 25_000);
    assert!(findings.iter().all(|found| found["column"] == 21));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let files = Files::new();
    let path = files.put("long.log", format!("{NAME}\n").repeat(50_000));
    let mut child =
        program().args(["scan", &path]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
