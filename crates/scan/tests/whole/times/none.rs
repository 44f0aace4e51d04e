//! Dates that are not the record's own, and beginnings that are not understood.

use proptest::prelude::*;

use super::{NAME, only, times};
use crate::planted::cuts;

/// Each dates something else.
pub(crate) const OTHERS: &[&str] = &[
    "expires 2027-01-02 03:48:40",
    "expiryDate=2027-01-02T03:48:40+00:00",
    "{\"expiryDate\": \"2027-01-02T03:48:40+00:00\"}",
    "notAfter=Jan  2 03:48:40 2027 GMT",
    "Not After : Jan  2 03:48:40 2027 GMT",
    "not before Jan  2 03:48:40 2025 GMT",
    "Valid from: 2025-01-02 03:48:40",
    "valid until 2027-01-02 03:48:40",
    "Expire Date: 2027-01-02 03:48:40",
    "expire date=2027-01-02T03:48:40Z",
    "Last-Modified: Fri, 02 Jan 2026 03:48:40 GMT",
    "Set-Cookie: a=b; Expires=Sat, 02 Jan 2027 03:48:40 GMT; Max-Age=86400",
    "max-age=1772360130",
    "{\"iat\":1772360130,\"exp\":1798861720}",
    "created=2025-01-02T03:48:40Z",
    "issued 2025-01-02 03:48:40",
    "GET /x?ts=1772360130&date=2025-01-02T03:48:40Z",
    "__MONOTONIC_TIMESTAMP=1612345678901",
    "order 1772360130",
    "{\"id\":1772360130000}",
    "version 2026-03-01",
    "192.168.10.15 10:15",
];

#[test]
fn no_other_date_is_taken_for_the_records_own() {
    for other in OTHERS {
        for text in [format!("{other} {NAME}"), format!("{NAME} {other}"), format!("used {NAME}, {other}, x")]
        {
            assert_eq!(only(&text), None, "{text}");
        }
    }
}

#[test]
fn escaped_text_within_a_message_is_not_the_record() {
    let nested = format!(
        "{{\"log\":\"{{\\\"time\\\": \\\"2027-01-02T03:48:40Z\\\", \\\"key\\\": \\\"{NAME}\\\"}}\"}}"
    );
    assert_eq!(only(&nested), None);
    let quoted = format!("level=info msg=\"time=2027-01-02T03:48:40Z {NAME}\"");
    assert_eq!(only(&quoted), None);
}

/// Beginnings of a line that has a time, which is none that is understood, or no whole one.
const UNREAD: &[&str] = &[
    "10:15:30.123 [main] INFO",
    "[10:15:30] INFO",
    "[   12.345678] usb 1-1:",
    "[12345.678901] usb 1-1:",
    "2026-03-13 INFO",
    "2026-13-13 10:15:30 INFO",
    "13 mars 2026 10:15:30 INFO",
    "13. März 2026 10:15:30 INFO",
    "2026年3月13日 10:15:30",
    "13/03/26 INFO",
    "Mar 13 INFO",
    "Fri 13 Mar 25:15:30",
    "I0313 10:15 1 main.go:11]",
    "03-13 10:15:30 1234",
    "260313 991530 148 INFO",
    "20260313-99:15:30:123|",
    "13-MAR-26 INFO",
    "date=2026-03-13 time=10:15:30 level=info",
    "level=info time=\"2026-13-13 10:15:30\"",
    "{\"date\":\"2026-03-13\",\"clock\":\"10:15:30\"}",
];

#[test]
fn a_line_with_a_time_that_is_not_understood_has_none_and_gives_none_to_lines_below() {
    for unread in UNREAD {
        let text = format!("2026-01-05 00:00:00 Deployed\n{unread} used {NAME}\n\tat {NAME}");
        assert_eq!(times(&text, &crate::feed::Cut::whole()), [None, None], "{text}");
    }
    let after = format!("2026-01-05 00:00:00 above\n10:15:30 x\n2026-01-06 00:00:00 y\n\tat {NAME}");
    assert!(only(&after).is_some_and(|time| time.inherited));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_text_with_other_dates_only_has_no_time(
        lines in prop::collection::vec((prop::sample::select(OTHERS), any::<bool>()), 1..20),
        cut in cuts(),
    ) {
        let line = |(other, first): (&str, bool)| {
            if first { format!("{other} {NAME}\n") } else { format!("{NAME}, {other}\n") }
        };
        let text: String = lines.into_iter().map(line).collect();
        let found = times(&text, &cut);
        prop_assert!(found.iter().all(Option::is_none), "{} {:?}", text, found);
    }
}
