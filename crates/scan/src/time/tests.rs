use super::{About, LineTime, Record, Style, of_line};

/// 2026-03-01T10:15:30 on some clock.
const CIVIL: i64 = 1_772_360_130_000;
/// 2026-06-01.
const LATEST: i64 = 1_780_272_000_000;

fn find(line: &str) -> Option<LineTime> {
    let about = About { latest: LATEST, ..About::default() };
    match of_line(line.as_bytes(), &about) {
        Record::Time(time) => Some(time),
        _ => None,
    }
}

fn found(line: &str) -> (i64, Option<i16>, Style) {
    let time = find(line).unwrap_or_else(|| panic!("no time in {line}"));
    (time.civil, time.ahead, time.style)
}

#[test]
fn every_usual_style_is_read() {
    for (line, ahead, style) in [
        ("2026-03-01T10:15:30Z INFO", Some(0), Style::Iso),
        ("[2026-03-01T10:15:30+10:00] x", Some(600), Style::Iso),
        ("2026-03-01 10:15:30 +1030 x", Some(630), Style::Iso),
        ("2026-03-01 10:15:30 INFO x", None, Style::Iso),
        ("2026-03-01 10:15:30 UTC x", Some(0), Style::Iso),
        ("20260301T101530Z x", Some(0), Style::Iso),
        ("{\"@timestamp\":\"2026-03-01T10:15:30-0330\",\"x\":1}", Some(-210), Style::Iso),
        (r#"{\"time\":\"2026-03-01T10:15:30Z\"}"#, Some(0), Style::Iso),
        ("<13>Mar  1 10:15:30 host app[77]: x", None, Style::Syslog),
        ("Mar 01 10:15:30 host app: x", None, Style::Syslog),
        ("203.0.113.9 - - [01/Mar/2026:10:15:30 +1100] \"GET / HTTP/1.1\" 200", Some(660), Style::CommonLog),
        ("2026/03/01 10:15:30 [error] 7#7: *1 x", None, Style::Slashed),
        ("1/03/2026 10:15:30 AM x", None, Style::DotNet),
        ("01/03/2026 10:15:30 x", None, Style::DotNet),
        ("01-Mar-2026 10:15:30 INFO [main]", None, Style::Named),
        ("Mar 1, 2026 10:15:30 AM com.example.App main", None, Style::Named),
        ("Sun, 01 Mar 2026 10:15:30 GMT", Some(0), Style::Named),
        ("[Sun Mar 01 10:15:30 2026] [error] x", None, Style::Named),
        ("Sun Mar 01 10:15:30 AEDT 2026 x", Some(660), Style::Named),
        ("1772360130 x", Some(0), Style::EpochSeconds),
        ("{\"level\":30,\"time\":1772360130000,\"x\":1}", Some(0), Style::EpochMillis),
        ("type=X msg=audit(1772360130.000:42): x", Some(0), Style::EpochSeconds),
        ("ts=1772360130 x", Some(0), Style::EpochSeconds),
        ("\u{1b}[32m2026-03-01 10:15:30\u{1b}[0m x", None, Style::Iso),
    ] {
        assert_eq!(found(line), (CIVIL, ahead, style), "{line}");
    }
}

#[test]
fn fractions_are_kept_to_the_millisecond() {
    for line in [
        "2026-03-01T10:15:30.123Z",
        "2026-03-01 10:15:30,123 INFO",
        "2026-03-01T10:15:30.123456789+00:00",
        "01-Mar-2026 10:15:30.123",
        "[Sun Mar 01 10:15:30.123456 2026] x",
        "1772360130.123 x",
        "{\"ts\":1772360130.1239}",
    ] {
        assert_eq!(find(line).unwrap().civil, CIVIL + 123, "{line}");
    }
}

#[test]
fn a_guess_is_called_one() {
    let syslog = find("Mar  1 10:15:30 host x").unwrap();
    assert!(syslog.year_guessed && syslog.civil == CIVIL);
    let last_year = find("Nov 30 10:15:30 host x").unwrap();
    assert!(last_year.civil < CIVIL && last_year.year_guessed);
    let dotnet = |line: &str| find(line).map(|time| (time.civil, time.order_guessed));
    assert_eq!(dotnet("01/03/2026 10:15:30"), Some((CIVIL, true)));
    let (march, _) = dotnet("13/03/2026 10:15:30").unwrap();
    assert_eq!(dotnet("3/13/2026 10:15:30 AM"), Some((march, false)));
    assert_eq!(dotnet("13/03/2026 10:15:30 PM"), Some((march + 12 * 3_600_000, false)));
}

#[test]
fn numbers_that_are_no_times_are_none() {
    for line in [
        "order 1772360130 paid",
        "{\"id\":1772360130000}",
        "192.168.10.15 10:15",
        "version 2026-03-01",
        "2026-13-01 10:15:30",
        "2026-02-29 10:15:30",
        "10:15:30 x",
        "April showers",
        "Mar 1 tasks",
        "9f3c1772360130",
    ] {
        assert_eq!(find(line), None, "{line}");
    }
}

#[test]
fn a_line_says_its_instant_only_with_a_zone() {
    assert_eq!(find("2026-03-01T10:15:30+10:00").unwrap().instant(), Some(CIVIL - 36_000_000));
    assert_eq!(find("2026-03-01T10:15:30").unwrap().instant(), None);
}

#[cfg(not(target_arch = "wasm32"))]
mod any_text {
    use proptest::prelude::*;

    use super::super::around;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn any_text_at_all_is_survived(
            text in prop::collection::vec(prop::sample::select(
                b"0123456789012345678901234567890123456789--::// ..,,TZWI[]{}()<>\"\"'\\==|\n\n\r\x1bapmAPM\xc2\xa0\xe2\x80\xaftimesJanuaryMarVALUESEvent_#".as_slice(),
            ), 0..300),
            place in 0..300_usize,
            whole: bool,
        ) {
            let about = About::learn(&text, LATEST);
            let place = place.min(text.len());
            for record in [of_line(&text, &about), around(&text, place, whole, &about)] {
                if let Record::Time(time) = record {
                    prop_assert!((946_684_800_000..4_102_444_800_000).contains(&time.civil), "{:?}", time);
                }
            }
        }
    }
}
