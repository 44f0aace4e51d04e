//! Log excerpts as people have them: what stands in each line, and what it is called. Where there is no row for a line,
//! nothing stands there.

use std::path::Path;

use keyturn_scan::finding::{Finding, Kind};
use keyturn_scan::fingerprint::{digest, salted_fingerprint};

use crate::feed::{Cut, SALT, redact, scan};

const KEYS: [&str; 2] = [
    "KESTRELPTY_SEC_dcm89ugjh5jbcjq5pdymhgimdj7gwwd7dddhty6arjrjftv8hymz8zr",
    "superapiproduct_FAKEyourkeyQvyaXOF0123456789abcd",
];

fn read(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole/cases").join(name)).unwrap()
}

/// What a row of the list says of it: what it is, and whose.
fn row(found: &Finding, wanted: &str) -> (u64, &'static str, String) {
    let own =
        KEYS.iter().any(|key| found.fingerprint == Some(salted_fingerprint(&SALT, &digest(key.as_bytes()))));
    let (what, label) = match found.kind {
        Kind::PartOfKey => ("part", "-"),
        kind if kind.is_whole() => ("key", if own { "own" } else { "another's" }),
        _ => ("name", if wanted == "-" { "-" } else { &found.label }),
    };
    (found.line, what, label.to_owned())
}

#[test]
fn every_case_has_what_its_rows_say() {
    let list = String::from_utf8(read("expected.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = list.lines().skip(1).map(|row| row.split('\t').collect()).collect();
    let mut files: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    files.dedup();
    for file in files {
        let wanted: Vec<&Vec<&str>> = rows.iter().filter(|row| row[0] == file).collect();
        let found = scan(&read(file), &[], &Cut::whole()).findings;
        let told = found.iter().zip(wanted.iter().map(|row| row[3]).chain(std::iter::repeat("")));
        let told: Vec<_> = told.map(|(found, wanted)| row(found, wanted)).collect();
        let said: Vec<_> =
            wanted.iter().map(|row| (row[1].parse().unwrap(), row[2], row[3].to_owned())).collect();
        assert_eq!(told, said, "{file}");
    }
}

#[test]
fn no_piece_of_a_key_is_left_in_a_copy() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole/cases")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (copy, _) = redact(&read(&name), &[100]);
        let copy = String::from_utf8_lossy(&copy);
        for random in KEYS.map(|key| key.rsplit('_').next().unwrap()) {
            let piece = random.as_bytes().windows(8).map(|piece| std::str::from_utf8(piece).unwrap());
            // Other things count up too.
            let piece = piece.filter(|piece| !"0123456789abcdef".contains(piece));
            assert_eq!(piece.into_iter().find(|piece| copy.contains(piece)), None, "{name}: {copy}");
        }
    }
}
