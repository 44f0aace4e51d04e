//! Every form in which programs write times is read, wherever it stands for the record.

use proptest::prelude::*;

use super::moment::{Moment, SAMPLE, moments, recent};
use super::none::OTHERS;
use super::{NAME, shown, times};
use crate::feed::Cut;
use crate::planted::cuts;

type Form = (&'static str, fn(Moment) -> String, Option<i16>, Kept);

/// What of a moment a form holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// All to the millisecond.
    Millis,
    /// All to the second.
    Seconds,
    /// To the millisecond, without the year.
    NoYear,
    /// To the second, without the year.
    NoYearSeconds,
}
use Kept::{Millis, NoYear, NoYearSeconds, Seconds};

const FORMS: &[Form] = &[
    ("iso", |m| format!("{}T{}.{:03}Z", m.date(), m.clock(), m.milli), Some(0), Millis),
    ("iso, ahead", |m| format!("{} {},{:03} +1030", m.date(), m.clock(), m.milli), Some(630), Millis),
    ("in brackets", |m| format!("[{}T{}.{:03}456+10:00]", m.date(), m.clock(), m.milli), Some(600), Millis),
    ("week", |m| format!("{}T{}Z", week(m), m.clock()), Some(0), Seconds),
    ("day of year", |m| format!("{}-{:03}T{}Z", m.year, m.day_of_year(), m.clock()), Some(0), Seconds),
    (
        "rfc 5424",
        |m| format!("<34>1 {}T{}.{:03}Z pay01 app - - -", m.date(), m.clock(), m.milli),
        Some(0),
        Millis,
    ),
    (
        "syslog",
        |m| format!("<13>{} {:>2} {} pay01 app[8]:", m.month_name(), m.day, m.clock()),
        None,
        NoYearSeconds,
    ),
    (
        "access log",
        |m| {
            format!(
                "203.0.113.9 - - [{:02}/{}/{}:{} +1100] \"GET / HTTP/1.1\" 200",
                m.day,
                m.month_name(),
                m.year,
                m.clock()
            )
        },
        Some(660),
        Seconds,
    ),
    ("nginx", |m| format!("{} {} [error] 7#7:", m.date().replace('-', "/"), m.clock()), None, Seconds),
    (
        "apache",
        |m| {
            format!(
                "[{} {} {:02} {}.{:03}456 {}] [error]",
                m.weekday(),
                m.month_name(),
                m.day,
                m.clock(),
                m.milli,
                m.year
            )
        },
        None,
        Millis,
    ),
    (
        "tomcat",
        |m| format!("{:02}-{}-{} {}.{:03} INFO [main]", m.day, m.month_name(), m.year, m.clock(), m.milli),
        None,
        Millis,
    ),
    (
        "klog",
        |m| format!("I{:02}{:02} {}.{:03}456       1 main.go:11]", m.month, m.day, m.clock(), m.milli),
        None,
        NoYear,
    ),
    (
        "logcat",
        |m| format!("{:02}-{:02} {}.{:03}  1234  1240 I Pay:", m.month, m.day, m.clock(), m.milli),
        None,
        NoYear,
    ),
    (
        "spark",
        |m| format!("{:02}/{:02}/{:02} {} INFO Executor:", m.year % 100, m.month, m.day, m.clock()),
        None,
        Seconds,
    ),
    (
        "hdfs",
        |m| {
            format!(
                "{:02}{:02}{:02} {} 148 INFO dfs:",
                m.year % 100,
                m.month,
                m.day,
                m.clock().replace(':', "")
            )
        },
        None,
        Seconds,
    ),
    (
        "mysql",
        |m| format!("{:02}{:02}{:02} {:>8} [Note]", m.year % 100, m.month, m.day, m.clock()),
        None,
        Seconds,
    ),
    (
        "health app",
        |m| {
            format!(
                "{}-{}:{}:{}:{:03}|Step|",
                m.date().replace('-', ""),
                m.hour,
                two(m.minute),
                two(m.second),
                m.milli
            )
        },
        None,
        Millis,
    ),
    (
        "blue gene",
        |m| format!("{}-{}.{:03}456 R02 RAS KERNEL INFO", m.date(), m.clock().replace(':', "."), m.milli),
        None,
        Millis,
    ),
    (
        "db2",
        |m| format!("{}-{}.{:03}456+660 I1 LEVEL: Info", m.date(), m.clock().replace(':', "."), m.milli),
        Some(660),
        Millis,
    ),
    (
        "db2, behind",
        |m| format!("{}-{}.{:03}456-300 I1", m.date(), m.clock().replace(':', "."), m.milli),
        Some(-300),
        Millis,
    ),
    (
        "oracle",
        |m| {
            format!(
                "{:02}-{}-{:02} {:02}.{:02}.{:02}.{:03}000 {}",
                m.day,
                m.month_name().to_uppercase(),
                m.year % 100,
                twelve(m),
                m.minute,
                m.second,
                m.milli,
                half(m)
            )
        },
        None,
        Millis,
    ),
    (
        "oracle alert",
        |m| format!("{} {} {:02} {} {}", m.weekday(), m.month_name(), m.day, m.clock(), m.year),
        None,
        Seconds,
    ),
    (
        "zone before year",
        |m| format!("{} {} {:>2} {} AEDT {}", m.weekday(), m.month_name(), m.day, m.clock(), m.year),
        Some(660),
        Seconds,
    ),
    (
        "unknown zone before year",
        |m| format!("{} {} {:>2} {} PST {}", m.weekday(), m.month_name(), m.day, m.clock(), m.year),
        None,
        Seconds,
    ),
    (
        "zone behind year",
        |m| format!("{} {} {:>2} {} {} AEST", m.weekday(), m.month_name(), m.day, m.clock(), m.year),
        Some(600),
        Seconds,
    ),
    (
        "date(1)",
        |m| format!("{} {} {} {} {} ACDT", m.weekday(), m.day, m.month_name(), m.year, m.clock()),
        Some(630),
        Seconds,
    ),
    (
        "date(1), older",
        |m| format!("{} {} {} {} NZDT {}", m.weekday(), m.day, m.month_name(), m.clock(), m.year),
        Some(780),
        Seconds,
    ),
    (
        "date(1), halves",
        |m| {
            format!(
                "{} {} {:>2} {:02}:{:02}:{:02} {} AWST {}",
                m.weekday(),
                m.month_name(),
                m.day,
                twelve(m),
                m.minute,
                m.second,
                half(m),
                m.year
            )
        },
        Some(480),
        Seconds,
    ),
    (
        "rfc 2822",
        |m| format!("{}, {} {} {} {} +1100 (AEDT)", m.weekday(), m.day, m.month_name(), m.year, m.clock()),
        Some(660),
        Seconds,
    ),
    (
        "http",
        |m| format!("{}, {:02} {} {} {} GMT", m.weekday(), m.day, m.month_name(), m.year, m.clock()),
        Some(0),
        Seconds,
    ),
    (
        "java",
        |m| {
            format!(
                "{} {}, {} {}:{:02}:{:02} {} com.example.App",
                m.month_name(),
                m.day,
                m.year,
                twelve(m),
                m.minute,
                m.second,
                half(m)
            )
        },
        None,
        Seconds,
    ),
    ("cisco", |m| format!("{} {} {} {} UTC:", m.month_name(), m.day, m.year, m.clock()), Some(0), Seconds),
    ("seconds since 1970", |m| format!("{}.{:03} TCP_MISS", m.seconds() / 1000, m.milli), Some(0), Millis),
    ("milliseconds since 1970", |m| format!("[{}] x", m.millis()), Some(0), Millis),
    ("audit", |m| format!("type=X msg=audit({}.{:03}:42):", m.seconds() / 1000, m.milli), Some(0), Millis),
    (
        "rails",
        |m| format!("Started GET \"/x\" for 203.0.113.9 at {} {} +1000", m.date(), m.clock()),
        Some(600),
        Seconds,
    ),
];

/// Forms in which day and month are told apart by their numbers, or not at all.
const ORDERED: &[Form] = &[
    (
        "websphere",
        |m| {
            format!(
                "[{}/{}/{:02} {}:{:03} AEDT] 0000000a SystemOut",
                m.month,
                m.day,
                m.year % 100,
                m.clock(),
                m.milli
            )
        },
        Some(660),
        Millis,
    ),
    (
        "liberty, day first",
        |m| {
            format!(
                "[{}/{:02}/{:02}, {}:{:03} AEDT] 0000000a SystemOut",
                m.day,
                m.month,
                m.year % 100,
                m.clock(),
                m.milli
            )
        },
        Some(660),
        Millis,
    ),
    (
        ".net",
        |m| {
            format!(
                "{}/{}/{} {}:{:02}:{:02} {}",
                m.month,
                m.day,
                m.year,
                twelve(m),
                m.minute,
                m.second,
                half(m)
            )
        },
        None,
        Seconds,
    ),
    (".net, day first", |m| format!("{:02}/{:02}/{} {}", m.day, m.month, m.year, m.clock()), None, Seconds),
    ("german", |m| format!("{:02}.{:02}.{} {}", m.day, m.month, m.year, m.clock()), None, Seconds),
];

/// What stands before a time without being one.
const BEFORE: &[&str] = &[
    "",
    "  ",
    "[",
    "\u{1b}[32m",
    "web-1  | ",
    "[pod/web-7d4-x2/app] ",
    "web-7d4-x2 app ",
    "pay.log:",
    "pay.log.2026-03-02_00:00:01:",
    "pay-2026-03-02.log:",
    "/var/log/2026/03/02/pay.log:",
    "nova-api.log.1.2017-05-16_13:53:08 ",
    "2026-03-02.log:",
    "INFO ",
    "> ",
    "\u{feff}",
];

fn two(number: i64) -> String {
    format!("{number:02}")
}

fn twelve(m: Moment) -> i64 {
    (m.hour + 11) % 12 + 1
}

fn half(m: Moment) -> &'static str {
    if m.hour < 12 { "AM" } else { "PM" }
}

fn week(m: Moment) -> String {
    let place = super::moment::WEEKDAYS.iter().position(|day| *day == m.weekday()).unwrap() as i64;
    let thursday = Moment::of(m.millis() + (3 - place) * 86_400_000);
    format!("{}-W{:02}-{}", thursday.year, (thursday.day_of_year() - 1) / 7 + 1, place + 1)
}

fn expected(m: Moment, kept: Kept) -> i64 {
    if matches!(kept, Millis | NoYear) { m.millis() } else { m.seconds() }
}

#[test]
fn every_form_is_read_at_the_beginning_of_its_line() {
    for (name, form, ahead, kept) in FORMS.iter().chain(ORDERED) {
        let text = format!("2001-01-01 01:01:01 above\n{} used {NAME}", form(SAMPLE));
        assert_eq!(shown(&text), Some((expected(SAMPLE, *kept), *ahead)), "{name}: {text}");
    }
}

fn other() -> impl Strategy<Value = String> {
    prop::sample::select(OTHERS).prop_map(|other| format!(" {other} "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_moment_in_any_form_is_read_back_among_other_dates(
        form in 0..FORMS.len() + ORDERED.len(),
        (any, recent) in (moments(), recent()),
        before in prop::sample::select(BEFORE),
        (one, other) in (other(), other()),
        above in 0..3_000_usize,
        cut in cuts(),
    ) {
        let ordered = form >= FORMS.len();
        let (name, form, ahead, kept) = FORMS.iter().chain(ORDERED).nth(form).unwrap();
        let mut moment = if matches!(kept, NoYear | NoYearSeconds) { recent } else { any };
        if ordered && moment.day <= 12 {
            moment.day += 12;
        }
        // A number is a time where the line begins with it, and some forms are the whole beginning.
        let alone = name.contains("1970") || ["access log", "audit", "rails", "rfc 5424", "syslog"].contains(name);
        let before = if alone { "" } else { before };
        let filling = "no time here\n".repeat(above / 13);
        let text = format!("2001-01-01 01:01:01 above\n{filling}{before}{}{one}used {NAME}{other}\n", form(moment));
        let found = times(&text, &cut);
        prop_assert_eq!(found.len(), 1);
        let found = found[0].map(|time| (time.civil, time.ahead, time.inherited));
        prop_assert_eq!(found, Some((expected(moment, *kept), *ahead, false)), "{}: {}", name, text);
    }
}

#[test]
fn where_the_order_of_day_and_month_cannot_be_told_other_lines_tell_it() {
    let line = format!("[3/4/26 10:15:30:123 AEDT] used {NAME}\n");
    let (april, march) = (Moment { month: 4, day: 3, ..SAMPLE }, Moment { month: 3, day: 4, ..SAMPLE });
    let told = |text: &str| super::only(text).map(|time| (time.civil, time.order_guessed));
    assert_eq!(told(&line), Some((april.millis(), true)));
    assert_eq!(told(&format!("[3/31/26 10:15:30:123 AEDT] x\n{line}")), Some((march.millis(), false)));
    assert_eq!(told(&format!("{line}[31/3/26 10:15:30:123 AEDT] x\n")), Some((april.millis(), false)));
    let both = format!("[31/3/26 10:15:30:123 AEDT] x\n[3/31/26 10:15:30:123 AEDT] x\n{line}");
    assert_eq!(told(&both), Some((april.millis(), true)));
    // Evidence at the beginning counts for every part of a source.
    let far = format!("[3/31/26 10:15:30:123 AEDT] x\n{}{line}", "x\n".repeat(200_000));
    let cut = Cut { part: 100_000, reads: vec![70_000], abreast: 3, helped: true };
    let found = times(&far, &cut)[0].unwrap();
    assert_eq!((found.civil, found.order_guessed), (march.millis(), false));
}

#[test]
fn a_year_of_two_digits_that_may_be_at_either_end_is_no_time() {
    assert_eq!(shown(&format!("26/03/13 10:15:30 {NAME}")), None);
    let spark = shown(&format!("26/03/13 10:15:30 WARN {NAME}"));
    assert_eq!(spark, Some((SAMPLE.seconds(), None)));
}
