//! A record is the unit: several of them on one line, one of them over many lines.

use keyturn_scan::time::LineTime;

use super::moment::{Moment, SAMPLE};
use super::{NAME, times};
use crate::feed::{Cut, scan};

fn cuts() -> [Cut; 4] {
    [
        Cut::whole(),
        Cut { part: usize::MAX, reads: vec![1_000, 7], abreast: 1, helped: false },
        Cut { part: 1_500, reads: vec![700], abreast: 3, helped: true },
        Cut { part: 90_000, reads: vec![70_000], abreast: 2, helped: true },
    ]
}

fn minutes(found: &[Option<LineTime>]) -> Vec<Option<i64>> {
    let since = |time: &LineTime| (time.civil - SAMPLE.seconds()) / 60_000;
    found.iter().map(|time| time.as_ref().map(since)).collect()
}

fn at(minute: usize) -> String {
    let moment = Moment::of(SAMPLE.seconds() + minute as i64 * 60_000);
    format!("{} {}", moment.date(), moment.clock())
}

fn every(count: usize) -> Vec<Option<i64>> {
    (0..count as i64).map(Some).collect()
}

/// Every record of the text holds one find, and the one at minute `n` is the `n`th.
fn each_has_its_own(text: &str, count: usize) {
    for cut in cuts() {
        assert_eq!(minutes(&times(text, &cut)), every(count), "{cut:?}");
    }
}

#[test]
fn rows_of_a_dump_each_have_their_own_time() {
    let row = |n| format!("({n},'{}','it\\'s (used) {NAME}, ''x'' expires','x')", at(n));
    let rows: Vec<String> = (0..3_000).map(row).collect();
    each_has_its_own(&format!("INSERT INTO `audit` VALUES {};\n", rows.join(",")), 3_000);
    each_has_its_own(&format!("INSERT INTO `audit` VALUES\n{};\n", rows.join(",\n")), 3_000);
    let text = format!(
        "INSERT INTO a (id, expires_at, created_at, note) VALUES (1,'2027-01-01 00:00:00','{}','{NAME}'),(2,NULL,'{}','{NAME}');",
        at(0),
        at(1)
    );
    each_has_its_own(&text, 2);
    let two_dates =
        format!("INSERT INTO a VALUES (1,'2027-01-01 00:00:00','{}','{NAME}'),(2,'{NAME}','x');", at(0));
    assert_eq!(times(&two_dates, &Cut::whole()), [None, None], "which of the two is the row's is not known");
}

#[test]
fn objects_on_one_line_each_have_their_own_time() {
    let object = |n: usize| {
        let time = at(n).replace(' ', "T");
        match n % 3 {
            0 => format!(
                "{{\"time\":\"{time}Z\",\"key\":{{\"name\":\"{NAME}\",\"expiryDate\":\"2027-01-01T00:00:00Z\"}}}}"
            ),
            1 => format!("{{\"log\":\"a }} {{ [ \\\" {NAME}\",\"@timestamp\":\"{time}Z\"}}"),
            _ => format!("{{\"x\":[1,[2]],\"m\":\"{NAME}\",\"y\":{{\"z\":[]}},\"ts\":\"{time}Z\"}}"),
        }
    };
    let objects: Vec<String> = (0..3_000).map(object).collect();
    each_has_its_own(&format!("[{}]\n", objects.join(",")), 3_000);
    each_has_its_own(&format!("{{\"Records\": [{}]}}", objects.join(", ")), 3_000);
    each_has_its_own(&objects.join("\n"), 3_000);
    let silent = format!("{{\"time\":\"2026-03-13T10:15:30Z\",\"m\":\"x\"}}\n{{\"m\":\"{NAME}\"}}\n");
    assert_eq!(times(&silent, &Cut::whole()), [None]);
    let silent = format!("[{{\"time\":\"2026-03-13T10:15:30Z\"}},{{\"m\":\"{NAME}\"}}]");
    assert_eq!(times(&silent, &Cut::whole()), [None]);
}

#[test]
fn indented_objects_have_the_time_that_stands_in_them() {
    let entry = |n: usize| {
        let time = format!("      \"startedDateTime\": \"{}Z\",\n", at(n).replace(' ', "T"));
        let (before, behind) = if n.is_multiple_of(2) { (time.as_str(), "") } else { ("", time.as_str()) };
        format!(
            "    {{\n{before}      \"time\": 12.5,\n      \"request\": {{\n        \"cookies\": [\n          {{\n            \"expires\": \"2027-01-01T00:00:00Z\"\n          }}\n        ],\n        \"headers\": [\n          {{ \"name\": \"Authorization\", \"value\": \"{NAME}\" }}\n        ]\n      }},\n{behind}      \"x\": 1\n    }}"
        )
    };
    let entries: Vec<String> = (0..300).map(entry).collect();
    let har = format!("{{\n  \"log\": {{\n   \"entries\": [\n{}\n   ]\n  }}\n}}\n", entries.join(",\n"));
    each_has_its_own(&har, 300);
    each_has_its_own(&har.replace('\n', "\r\n"), 300);
    let silent = format!(
        "[\n  {{\n    \"time\": \"2026-03-13T10:15:30Z\"\n  }},\n  {{\n    \"key\": \"{NAME}\"\n  }}\n]\n"
    );
    assert_eq!(times(&silent, &Cut::whole()), [None]);
    // What is printed below a dated line is of its time, as a stack is.
    let reply = format!(
        "{} reply:\n{{\n  \"key\": \"{NAME}\",\n  \"expiryDate\": \"2027-01-01T00:00:00Z\"\n}}\n\tat {NAME}",
        at(0)
    );
    let found = times(&reply, &Cut::whole());
    assert_eq!(minutes(&found), [Some(0), Some(0)]);
    assert!(found.iter().all(|time| time.is_some_and(|time| time.inherited)));
}

#[test]
fn events_and_exported_journals_have_their_own_times() {
    let event = |n: usize| {
        let time = at(n).replace(' ', "T");
        format!(
            "<Event xmlns='x'>\n  <System>\n    <TimeCreated SystemTime=\"{time}Z\"/>\n  </System>\n  <EventData>\n    <Data Name='k'>{NAME}</Data>\n  </EventData>\n</Event>"
        )
    };
    let events: Vec<String> = (0..100).map(event).collect();
    each_has_its_own(&format!("<Events>\n{}\n</Events>", events.join("\n")), 100);
    each_has_its_own(&format!("<Events>{}</Events>", events.join("").replace('\n', "")), 100);
    let block = |n: usize| {
        let micros = SAMPLE.seconds() * 1000 + n as i64 * 60_000_000;
        let monotonic = 1_612_345_678_901 + n as i64;
        let time = format!("__REALTIME_TIMESTAMP={micros}\n");
        let (before, behind) = if n.is_multiple_of(2) { (time.as_str(), "") } else { ("", time.as_str()) };
        format!(
            "__CURSOR=s=0123;i={n}\n{before}__MONOTONIC_TIMESTAMP={monotonic}\nMESSAGE=used {NAME}\n{behind}_PID=812\n"
        )
    };
    let blocks: Vec<String> = (0..500).map(block).collect();
    each_has_its_own(&blocks.join("\n"), 500);
}

#[test]
fn where_lines_end_with_carriage_returns_these_are_counted() {
    let line = |n| format!("{} used {NAME} ok", at(n));
    let lines: Vec<String> = (0..2_000).map(line).collect();
    for (ends, name) in [("\r", "CR"), ("\n", "LF"), ("\r\n", "both")] {
        let text = lines.join(ends);
        each_has_its_own(&text, 2_000);
        for cut in cuts() {
            let found = scan(text.as_bytes(), &[], &cut);
            let numbers: Vec<u64> = found.findings.iter().map(|one| one.line).collect();
            assert_eq!(numbers, (1..=2_000).collect::<Vec<_>>(), "{name} {cut:?}");
            assert_eq!(found.totals.lines, 2_000, "{name} {cut:?}");
            let context = &found.findings[7].context;
            assert_eq!(
                (context.before.as_str(), context.after.as_str()),
                (&*format!("{} used ", at(7)), " ok")
            );
            assert!(!context.cut_before && !context.cut_after);
        }
    }
    // A line that a terminal would have written over stays one line among others.
    let progress = format!("10%\r20%\r{NAME}\nlast {NAME}\n");
    let found = scan(progress.as_bytes(), &[], &Cut::whole());
    assert_eq!(found.findings.iter().map(|one| one.line).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(found.findings[0].context.before, "");
}

#[test]
fn a_headers_columns_tell_the_time_in_utc() {
    let iis = format!(
        "#Software: x\n#Fields: c-ip date time cs(User-Agent) cs-uri\n192.0.2.7 2026-03-13 10:15:30 \"a b\" /{NAME}\n192.0.2.7 - - x /{NAME}\n"
    );
    let cloudfront = format!(
        "#Version: 1.0\n#Fields: date time x-edge-location cs-uri\n2026-03-13\t10:15:30\tSYD4-C1\t/{NAME}\n-\t-\tSYD4-C1\t/{NAME}\n"
    );
    for text in [iis, cloudfront] {
        let far = text.replacen(
            "\n192",
            &format!("\n{}192", "192.0.2.7 2026-03-13 10:15:29 x /\n".repeat(9_000)),
            1,
        );
        for text in [&text, &far] {
            for cut in cuts() {
                let found: Vec<_> =
                    times(text, &cut).iter().map(|time| time.map(|time| (time.civil, time.ahead))).collect();
                assert_eq!(found, [Some((SAMPLE.seconds(), Some(0))), None], "{cut:?}");
            }
        }
    }
}

#[test]
fn counts_over_time_leave_out_what_has_no_time() {
    let text = format!(
        "10:15:30 {NAME}\n2026-03-13T10:15:30Z {NAME}\n{{\"key\":\"{NAME}\",\"expiryDate\":\"2027-01-01T00:00:00Z\"}}\n"
    );
    let lines: Vec<&str> = text.lines().collect();
    let apart = format!("{}\n{}\n", lines[2], lines[0]);
    let counts = scan(apart.as_bytes(), &[], &Cut::whole()).counts;
    assert_eq!((counts.tallies[0].total, counts.tallies[0].untimed), (2, 2));
    assert!(counts.tallies[0].buckets.is_empty());
    let counts = scan(text.as_bytes(), &[], &Cut::whole()).counts;
    assert_eq!((counts.tallies[0].total, counts.tallies[0].untimed), (3, 1));
}
