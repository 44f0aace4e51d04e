//! Where a text is cut changes nothing of its times.

use proptest::prelude::*;

use super::NAME;
use crate::feed::{Cut, scan};
use crate::planted::cuts;

/// Pieces of logs, each of which may open, close or date a record.
const PIECES: &[&str] = &[
    NAME,
    NAME,
    "\n",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "\t",
    "2026-03-01 10:15:30 ",
    "[3/13/26 10:15:30:123 AEDT] ",
    "10:15:30 ",
    "13/03/2026 10:15:30 ",
    "\n{\"time\":\"2026-03-02T10:15:30Z\",\"m\":\"",
    "\",\"ts\":1772360130}",
    "\"}\n",
    "\n{\n  \"date\": \"2026-03-03T10:15:30Z\",\n  \"x\": {\n    \"k\": \"",
    "\n  }\n}\n",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\\"",
    "INSERT INTO a VALUES (1,'2026-03-04 10:15:30','",
    "'),(2,'2026-03-05 10:15:30','",
    "');",
    "\n__REALTIME_TIMESTAMP=1772360130123456\nMESSAGE=",
    "\n_PID=1\n\n",
    "<Event><T SystemTime='2026-03-06T10:15:30Z'/>",
    "</Event>",
    " time=2026-03-07T10:15:30Z ",
    " expires 2027-03-07T10:15:30Z ",
    "#Fields: date time x\n",
    "é",
];

fn text() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        20 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => (0..90_000_usize).prop_map(|length| "x".repeat(length)),
        1 => (0..9_000_usize).prop_map(|length| "\nno time".repeat(length)),
    ];
    prop::collection::vec(piece, 1..120).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn where_records_are_cut_changes_nothing(text in text(), cut in cuts()) {
        let (once, cut) = (scan(&text, &[], &Cut::whole()), scan(&text, &[], &cut));
        prop_assert_eq!(once.findings, cut.findings);
        prop_assert_eq!(once.counts, cut.counts);
        prop_assert_eq!(once.totals, cut.totals);
    }
}
