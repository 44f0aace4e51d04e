//! Times of twelve hours.

use proptest::prelude::*;

use super::moment::{Moment, SAMPLE, moments};
use super::{NAME, shown};

const SPACES: &[&str] = &["", " ", "  ", "\u{a0}", "\u{202f}", "\u{2009}", "\u{200a}", "\u{2007}", "\\u202F"];
const MORNING: &[&str] = &["AM", "am", "Am", "a.m.", "A.M.", "a.m", "a. m.", "a.\u{a0}m."];

proptest! {
    #[test]
    fn every_hour_is_the_right_one_however_its_half_is_written(
        mut moment in moments(),
        space in prop::sample::select(SPACES),
        half in prop::sample::select(MORNING),
        date in 0..4_usize,
    ) {
        moment.day = moment.day.max(13);
        let half = if moment.hour < 12 { half.to_string() } else { half.replace('a', "p").replace('A', "P") };
        let Moment { year, month, day, .. } = moment;
        let date = [
            format!("{month}/{day}/{year}, "),
            format!("{day:02}/{month:02}/{year} "),
            format!("{} {day}, {year}, ", moment.month_name()),
            format!("{year}-{month:02}-{day:02} "),
        ][date].clone();
        let hour = (moment.hour + 11) % 12 + 1;
        let text = format!("{date}{hour}:{:02}:{:02}{space}{half} [warn] {NAME}", moment.minute, moment.second);
        prop_assert_eq!(shown(&text), Some((moment.seconds(), None)), "{}", text);
    }
}

#[test]
fn a_half_that_is_not_understood_is_no_hour() {
    for text in [
        "13/3/2026 2:15:30 μ.μ.",
        "13/3/2026 2:15:30 μμ",
        "13-3-2026 2:15:30 م",
        "13/3/2026 2:15:30 오후",
        "13/3/2026 下午2:15:30",
        "2026/3/13 下午2:15:30",
        "2026. 3. 13. 오후 2:15:30",
        "13/3/2026 2:15:30 odp.",
        "13/3/2026 2:15:30 CH",
        "13/3/2026 2:15:30 em",
        "13/3/2026 2:15:30 nm.",
    ] {
        // And nothing is taken from the line above instead.
        let text = format!("2026-01-05 00:00:00 above\n{text} [warn] {NAME}");
        assert_eq!(shown(&text), None, "{text}");
    }
}

#[test]
fn where_hours_go_to_24_a_word_behind_them_is_any_word() {
    for text in [
        "2026-03-13 10:15:30 错误",
        "Mar 13 10:15:30 ch app:",
        "13.03.2026 10:15:30 Ошибка",
        "2026-03-13 10:15:30 em.",
    ] {
        assert_eq!(shown(&format!("{text} {NAME}")), Some((SAMPLE.seconds(), None)), "{text}");
    }
}
