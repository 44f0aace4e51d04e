//! Times that a record names.

use proptest::prelude::*;

use super::moment::{Moment, SAMPLE, moments};
use super::none::OTHERS;
use super::{NAME, shown, times};
use crate::planted::cuts;

const NAMES: &[&str] = &[
    "time",
    "timestamp",
    "@timestamp",
    "ts",
    "date",
    "datetime",
    "DateTime",
    "startedDateTime",
    "__REALTIME_TIMESTAMP",
    "timeMillis",
    "eventTime",
    "event_time",
    "_time",
    "t",
    "@t",
    "Timestamp",
    "time_iso8601",
];

const VALUES: &[fn(Moment) -> String] = &[
    |m| format!("\"{}T{}.{:03}Z\"", m.date(), m.clock(), m.milli),
    |m| format!("{}", m.millis()),
    |m| format!("\"{}\"", m.millis() * 1000),
    |m| format!("{}", m.millis() * 1_000_000),
    |m| format!("{}.{:03}", m.seconds() / 1000, m.milli),
    |m| format!("{{\"$date\": \"{}T{}.{:03}+00:00\"}}", m.date(), m.clock(), m.milli),
    |m| format!("{{\"epochSecond\":{},\"nanoOfSecond\":{}}}", m.seconds() / 1000, m.milli * 1_000_000 + 7),
];

/// Members of a record that say nothing of its time.
fn members() -> impl Strategy<Value = String> {
    let other = prop::sample::select(OTHERS).prop_map(|other| format!("\"note\":{}", serde_like(other)));
    let nested = Just(
        "\"key\":{\"expiryDate\":\"2027-01-02T03:48:40Z\",\"date\":\"2027-01-03T03:48:40Z\"}".to_owned(),
    );
    let expiry = Just("\"expiryDate\":\"2027-01-02T03:48:40Z\"".to_owned());
    let long = (0..9_000_usize)
        .prop_map(|length| format!("\"stack\":\"{}\"", "at x.y(Z.java:1) ".repeat(length / 17)));
    prop_oneof![other, nested, expiry, long]
}

/// A text as a string of JSON.
fn serde_like(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_named_time_is_read_before_and_behind_the_message_at_any_distance(
        name in prop::sample::select(NAMES),
        value in prop::sample::select(VALUES),
        moment in moments(),
        mut members in prop::collection::vec(members(), 0..6),
        (place, message) in (0..7_usize, 0..8_usize),
        escaped in any::<bool>(),
        cut in cuts(),
    ) {
        members.insert(place.min(members.len()), format!("\"{name}\":{}", value(moment)));
        members.insert(message.min(members.len()), format!("\"message\":{}", serde_like(&format!("{{\"expiryDate\": \"2027-01-02T03:48:40Z\", \"k\": \"{NAME}\"}}"))));
        let mut record = format!("{{{}}}", members.join(","));
        if escaped {
            record = record.replace('\\', "\\\\").replace('"', "\\\"");
        }
        let text = format!("{{\"time\":\"2001-01-01T01:01:01Z\"}}\n{record}\n");
        let found: Vec<_> = times(&text, &cut).iter().map(|time| time.map(|time| (time.civil, time.ahead, time.inherited))).collect();
        prop_assert_eq!(found, vec![Some((moment.millis(), Some(0), false))], "{}", text);
    }
}

#[test]
fn names_without_json_are_read_before_and_behind_the_message() {
    let (zoned, local) = (Some((SAMPLE.seconds(), Some(0))), Some((SAMPLE.seconds(), None)));
    for (text, time) in [
        (format!("time=\"2026-03-13T10:15:30Z\" level=info msg=\"used {NAME}\""), zoned),
        (format!("level=info msg=\"expires 2027-01-01T00:00:00Z {NAME}\" ts=2026-03-13T10:15:30Z"), zoned),
        (format!("level=info key={NAME} expiry=2027-01-01T00:00:00Z time=2026-03-13T10:15:30"), local),
        (format!("{{ level: 30, time: 2026-03-13T10:15:30Z, key: '{NAME}' }}"), zoned),
        (format!("Date:          3/13/2026 10:15:30 AM {NAME}"), local),
        (
            format!(
                "<Event><System><TimeCreated SystemTime='2026-03-13T10:15:30Z'/></System><Data>{NAME}</Data></Event>"
            ),
            zoned,
        ),
        (format!("date=2026-03-13 time=10:15:30 eventtime=1773396930000000000 msg=\"{NAME}\""), zoned),
        (
            format!(
                "{{\"values\":[[\"1773396930000000000\",\"used {NAME}\"],[\"1773396931000000000\",\"x\"]]}}"
            ),
            zoned,
        ),
    ] {
        assert_eq!(shown(&text), time, "{text}");
    }
}
