//! Excerpts of logs as people have them, with what must be found in each.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{Files, PRODUCT, QUICKSTREAM, run};

/// A row of `expected.tsv`.
struct Row<'a> {
    text: &'a str,
    file: &'a str,
    line: u64,
    what: &'a str,
    label: &'a str,
    time: &'a str,
}

impl<'a> Row<'a> {
    fn read(text: &'a str) -> Self {
        let [file, line, what, label, time] = text.split('\t').collect::<Vec<_>>().try_into().unwrap();
        // Behind the time there may be a remark.
        let time = time.split(' ').next().unwrap();
        Self { text, file, line: line.parse().unwrap(), what, label, time }
    }

    fn is_met_by(&self, found: &Value) -> bool {
        let label = match self.label {
            "-" => true,
            "own" => found["own"] == true,
            label => found["label"] == label,
        };
        label && found["line"] == self.line && found["what"] == self.what && self.time == time(found)
    }
}

/// As `expected.tsv` writes times.
fn time(found: &Value) -> String {
    match found["time"].as_str() {
        None => "none".to_owned(),
        Some(time) if found["zone_known"] == true => time.to_owned(),
        Some(time) => format!("{time}?"),
    }
}

#[test]
fn every_expected_row_is_found_and_nothing_else() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let table = fs::read_to_string(cases.join("expected.tsv")).unwrap();
    let files = Files::new();
    let keys = files.put("own-keys", format!("{QUICKSTREAM}\n{PRODUCT}\n"));
    let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for row in table.lines().skip(1).map(Row::read) {
        rows.entry(row.file).or_default().push(row);
    }
    assert_eq!(rows.values().map(Vec::len).sum::<usize>(), 52, "rows of the table");
    let mut wrong = Vec::new();
    for (file, rows) in rows {
        let path = files.put(&file.replace('/', "-"), fs::read(cases.join(file)).unwrap());
        let ran = run(&["scan", "--json", "--own-key-file", &keys, &path], b"");
        let mut found = ran.findings();
        for row in &rows {
            let met = found.iter().position(|found| row.is_met_by(found)).map(|at| found.remove(at));
            if met.is_none() {
                wrong.push(format!("not found: {}", row.text));
            }
        }
        wrong.extend(found.iter().map(|found| format!("not expected: {found}")));
        let whole = rows.iter().any(|row| row.what == "key");
        if ran.status != i32::from(whole) {
            wrong.push(format!("{file}: exit status {}", ran.status));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
