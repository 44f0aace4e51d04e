//! What is told of the place: lines, times, contexts, known texts, counts.

use keyturn_scan::KEPT;
use keyturn_scan::finding::{Form, Kind};
use keyturn_scan::helper::Helper;
use keyturn_scan::scan::Scan;
use keyturn_scan::time::Style;

use crate::feed::{Cut, LATEST, SALT, scan};

const KEY: &str = "FAKE_SEC_fake0fake1fake2fake3fake4fake5fake6fake7fake8fake9fake0";
/// 2026-03-01T10:15:30 on some clock.
const CIVIL: i64 = 1_772_360_130_000;

fn pieces() -> [Cut; 3] {
    [
        Cut::whole(),
        Cut { part: usize::MAX, reads: vec![1_000, 7], abreast: 1, helped: false },
        Cut { part: 300_000, reads: vec![70_000], abreast: 3, helped: true },
    ]
}

#[test]
fn a_line_of_megabytes_keeps_its_time_and_number() {
    let filling = "x".repeat(2_500_000);
    let text =
        format!("first\n2026-03-01 10:15:30 {filling} FAKE_SEC...abc {filling} {KEY}\nlast FAKE_SEC...abc");
    for cut in pieces() {
        let found = scan(text.as_bytes(), &[], &cut);
        let lines: Vec<u64> = found.findings.iter().map(|one| one.line).collect();
        assert_eq!(lines, [2, 2, 3], "{cut:?}");
        let times: Vec<_> =
            found.findings.iter().map(|one| one.time.map(|time| (time.civil, time.inherited))).collect();
        assert_eq!(times[..2], [Some((CIVIL, false)); 2], "{cut:?}");
        assert!(found.findings[0].context.cut_before && found.findings[0].context.cut_after);
        assert_eq!(found.findings[0].offset, text.find("FAKE").unwrap() as u64);
        assert_eq!(found.totals.lines, 3);
    }
}

#[test]
fn a_line_without_a_time_takes_the_nearest_one_above() {
    let filling = "no time here\n".repeat(1_000);
    let text = format!(
        "2026-03-01 10:15:29 a\n2026-03-01 10:15:30 b\n{filling}FAKE_SEC...abc\n\n\tat FAKE_SEC...def\n2026-03-01 10:15:31 FAKE_SEC...ghi\nFAKE_SEC...jkl"
    );
    for cut in pieces() {
        let found = scan(text.as_bytes(), &[], &cut);
        let times: Vec<_> = found
            .findings
            .iter()
            .map(|one| one.time.unwrap())
            .map(|time| (time.civil - CIVIL, time.inherited))
            .collect();
        assert_eq!(times, [(0, true), (0, true), (1_000, false), (1_000, true)]);
        assert_eq!(found.findings[0].time.unwrap().style, Style::Iso);
    }
    let far = format!("2026-03-01 10:15:30 b\n{}FAKE_SEC...abc", "no time here\n".repeat(10_000));
    for cut in pieces() {
        assert_eq!(scan(far.as_bytes(), &[], &cut).findings[0].time, None);
    }
}

#[test]
fn a_context_is_one_line_without_other_keys() {
    let text = format!(
        "above {KEY}\r\nuser \u{1b}[1mé\0 {KEY} then FAKE_SEC...abc and x-api-key: {KEY}x, end\r\nbelow {KEY}"
    );
    let found = scan(text.as_bytes(), &[], &Cut::whole());
    let name = found.findings.iter().find(|one| one.kind == Kind::SecretName).unwrap();
    assert_eq!(name.context.before, "user  [1mé  FAKE_SEC_…ake0 then ");
    assert_eq!(name.context.after, " and x-api-key: FAKE_SEC_…ke0x, end");
    assert!(!name.context.cut_before && !name.context.cut_after);
    assert_eq!(name.line, 2);
}

#[test]
fn invalid_text_around_a_find_is_shown_as_such() {
    let found = scan(b"\xff\xfe\xc3 FAKE_SEC...abc \xe2\x80\n", &[], &Cut::whole());
    assert_eq!(found.findings[0].context.before, "\u{fffd}\u{fffd}\u{fffd} ");
    assert_eq!(found.findings[0].context.after, " \u{fffd}");
}

#[test]
fn known_texts_are_found_as_words_and_recognised_in_keys() {
    let known = ["BRTRKFsL", "odd name 7", "FAKE_SEC...abc", "short", "tokenfake9"].map(str::to_owned);
    let text = "short token BRTRKFsL, not xBRTRKFsL or BRTRKFsLx; odd name 7; FAKE_SEC...abc superapiproduct_tokenfake9_0123456789abcdef";
    for cut in pieces() {
        let found = scan(text.as_bytes(), &known, &cut).findings;
        let told: Vec<_> = found.iter().map(|one| (one.kind, one.label.as_str(), one.known)).collect();
        assert_eq!(
            told,
            [
                (Kind::Known, "BRTRKFsL", Some(0)),
                (Kind::Known, "odd name 7", Some(1)),
                (Kind::SecretName, "FAKE_SEC...abc", Some(2)),
                (Kind::SuperApiProduct, "superapiproduct_…cdef", Some(4)),
            ]
        );
    }
}

#[test]
fn all_are_counted_and_only_so_many_told() {
    let line = |at: usize| format!("2026-03-01 10:{:02}:30 FAKE_SEC...{}\n", at % 60, ["old", "new"][at % 2]);
    let text: String = (0..KEPT + 500).map(line).collect();
    for cut in pieces() {
        let found = scan(text.as_bytes(), &[], &cut);
        assert_eq!((found.findings.len(), found.totals.found), (KEPT, KEPT as u64 + 500));
        let totals: Vec<u64> = found.counts.tallies.iter().map(|tally| tally.total).collect();
        assert_eq!(totals, [5_250, 5_250]);
        assert_eq!(found.counts.width, 60_000);
        assert_eq!(found.counts.tallies[0].buckets.len(), 30);
        assert!(
            found.counts.tallies[0].buckets.iter().all(|bucket| bucket.unzoned == 175 && bucket.zoned == 0)
        );
    }
}

#[test]
fn a_key_over_several_reads_is_one_key() {
    let text = format!(
        "{} Authorization: Basic RkFLRV9TRUNfZmFrZTBmYWtlMWZha2UyZmFrZTNmYWtlNDo= {KEY}",
        "-".repeat(3_000_000)
    );
    for cut in pieces() {
        let found = scan(text.as_bytes(), &[], &cut).findings;
        assert_eq!(found.iter().map(|one| one.form).collect::<Vec<_>>(), [Form::Basic, Form::Text]);
    }
}

#[test]
fn an_empty_text_has_nothing() {
    let found = scan(b"", &[], &Cut::whole());
    assert_eq!((found.findings.len(), found.totals.lines), (0, 0));
}

#[test]
fn what_no_helper_brings_is_refused() {
    let text = b"2026-03-01 10:15:30 FAKE_SEC...abc\n";
    let length = text.len() as u64;
    let mut helper = Helper::new(&[], SALT);
    helper.open(0, LATEST, text, 0..length);
    helper.room()[..text.len()].copy_from_slice(text);
    helper.fed(text.len(), true);
    let brought = helper.bring();
    for end in 0..brought.len() {
        assert!(!Scan::new(&[], SALT).join(0, &brought[..end], true), "{end}");
    }
    let mut scan = Scan::new(&[], SALT);
    scan.open(0, 0, length);
    assert!(!scan.join(0, &brought, true), "the part is searched here");
    assert!(scan.join(1, &brought, true));
}

#[test]
fn a_helpers_many_labels_are_counted_as_if_it_had_told_them_at_once() {
    let line = |number: usize| format!("2026-03-01 10:15:30 F{:02}_SEC...abc\n", number % 70);
    let text: String = (0..700).map(line).collect();
    let pieces = |reads: usize| {
        let mut scan = Scan::new(&[], SALT);
        let mut helper = Helper::new(&[], SALT);
        helper.open(0, LATEST, text.as_bytes(), 0..text.len() as u64);
        for piece in text.as_bytes().chunks(reads) {
            helper.room()[..piece.len()].copy_from_slice(piece);
            helper.fed(piece.len(), false);
            assert!(scan.join(0, &helper.bring(), false));
        }
        helper.fed(0, true);
        assert!(scan.join(0, &helper.bring(), true));
        scan.counts()
    };
    let once = pieces(1 << 20);
    assert_eq!((once.tallies.len(), once.others), (64, 60));
    assert_eq!(pieces(20_000), once);
}
