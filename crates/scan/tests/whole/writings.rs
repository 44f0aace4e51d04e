//! A key or a name is found as itself and gone from the copy, in whichever way each of its characters is written.

use keyturn_scan::finding::Kind;
use keyturn_scan::fingerprint::{digest, salted_fingerprint};
use proptest::prelude::*;

use crate::feed::{Cut, SALT, redact, scan};
use crate::planted::{cuts, keys, names};

/// One way to write a character. Each is undone by what reads that sort of text.
const WAYS: [fn(char) -> String; 21] = [
    |c| c.to_string(),
    |c| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() },
    |c| format!("&#{};", u32::from(c)),
    |c| format!("&#x{:x};", u32::from(c)),
    |c| format!("&#X{:04X};", u32::from(c)),
    |c| match c {
        '_' => "&lowbar;".into(),
        '…' => "&hellip;".into(),
        '.' => "&period;".into(),
        '&' => "&amp;".into(),
        '#' => "&num;".into(),
        _ => c.to_string(),
    },
    |c| bytes(c, |byte| format!("%{byte:02X}")),
    |c| bytes(c, |byte| format!("%25{byte:02x}")),
    |c| if c.is_ascii_alphanumeric() { c.to_string() } else { bytes(c, |byte| format!("%{byte:02x}")) },
    |c| format!("\\u{:04x}", u32::from(c)),
    |c| format!("\\\\u{:04X}", u32::from(c)),
    |c| bytes(c, |byte| format!("\\x{byte:02x}")),
    |c| bytes(c, |byte| format!("\\{byte:03o}")),
    |c| format!("{c}\u{ad}"),
    |c| format!("{c}\u{200b}"),
    |c| format!("\u{feff}{c}"),
    |c| format!("{c}<wbr>"),
    |c| format!("<wbr/>{c}"),
    |c| format!("\u{1b}[1;31m\u{1b}[K{c}\u{1b}[m\u{1b}[K"),
    |c| format!("{c}\\u001b[0m"),
    |c| format!("#033[31m{c}"),
];

fn bytes(c: char, each: impl Fn(u8) -> String) -> String {
    c.encode_utf8(&mut [0; 4]).bytes().map(each).collect()
}

fn quoted(text: &str) -> String {
    text.chars().map(|c| bytes(c, |byte| format!("={byte:02X}"))).collect()
}

fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// Escapes of a terminal are no text that could be written in a second way and in parts.
fn written(text: &str, ways: &[(usize, usize)]) -> String {
    let mut ways = ways.iter().cycle();
    text.chars()
        .map(|c| {
            let (inner, outer) = ways.next().unwrap();
            WAYS[*inner](c).chars().map(WAYS[*outer]).collect::<String>()
        })
        .collect()
}

/// The last ones are two already.
fn two_ways() -> impl Strategy<Value = (usize, usize)> {
    let single = WAYS.len() - 2;
    prop_oneof![9 => (0..single, 0..single), 1 => (single..WAYS.len(), Just(0_usize))]
}

/// Outside stands nothing that could belong to it.
fn around() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,80}".prop_map(|text| text.replace(['_', '.', '%', '\\', '*', '#', '…'], " ")),
        Just("é\u{200b} Ж 鍵".to_owned()),
        Just(" ".repeat(3_000)),
    ]
}

/// Where it stands, with what is not seen before and behind it.
fn places(before: &str, written: &str) -> (u64, u64) {
    (before.len() as u64, (before.len() + written.len()) as u64)
}

fn check(text: &[u8], at: (u64, u64), planted: &(String, Kind), cut: &Cut) -> Result<(), TestCaseError> {
    let (itself, kind) = planted;
    let found = scan(text, &[], cut).findings;
    let shown = String::from_utf8_lossy(text);
    prop_assert_eq!(found.len(), 1, "{} {:?}", shown, found);
    prop_assert_eq!(found[0].kind, *kind, "{} {:?}", shown, found);
    prop_assert!(
        found[0].offset >= at.0 && found[0].offset + u64::from(found[0].length) <= at.1,
        "{shown} {found:?}"
    );
    let random = itself.rsplit('_').next().unwrap();
    if kind.is_whole() {
        prop_assert_eq!(
            found[0].fingerprint,
            Some(salted_fingerprint(&SALT, &digest(itself.as_bytes()))),
            "{}",
            shown
        );
        let (copy, replaced) = redact(text, &cut.reads);
        prop_assert_eq!(replaced, 1);
        prop_assert!(scan(&copy, &[], &Cut::whole()).findings.iter().all(|one| !one.kind.is_replaced()));
        let copy = String::from_utf8_lossy(&copy).replace('\0', "");
        for piece in random.as_bytes().windows(8) {
            prop_assert!(!copy.contains(std::str::from_utf8(piece).unwrap()), "{copy}");
        }
    } else {
        prop_assert_eq!(&found[0].label, itself, "{}", shown);
    }
    Ok(())
}

fn planted() -> impl Strategy<Value = (String, Kind)> {
    prop_oneof![keys(), names()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn each_character_may_be_written_in_any_two_ways(
        planted in planted(),
        before in around(),
        after in around(),
        ways in prop::collection::vec(two_ways(), 1..40),
        cut in cuts(),
    ) {
        let written = written(&planted.0, &ways);
        let (before, text) = (format!("{before}\n"), format!("{before}\n{written} {after}"));
        check(text.as_bytes(), places(&before, &written), &planted, &cut)?;
    }

    #[test]
    fn one_character_alone_may_be_written_so(
        planted in planted(),
        place in any::<prop::sample::Index>(),
        (inner, outer) in two_ways(),
        cut in cuts(),
    ) {
        let mut ways = vec![(0, 0); planted.0.chars().count()];
        *place.get_mut(&mut ways) = (inner, outer);
        let written = written(&planted.0, &ways);
        let before = "GET /pay 401 used ";
        let text = format!("{before}{written}\nnext line\n");
        check(text.as_bytes(), places(before, &written), &planted, &cut)?;
    }

    /// Where a facility code goes on in the next line, one cannot know.
    #[test]
    fn a_line_may_be_broken_behind_the_mark(
        planted in keys(),
        place in any::<prop::sample::Index>(),
        way in 2..WAYS.len(),
        end in prop::sample::select(vec!["=\r\n", "=\n", "= \r\n", "\u{ad}=\n"]),
        cut in cuts(),
    ) {
        let public = planted.0.rfind('_').unwrap();
        let at = public + 1 + place.index(planted.0.len() - public - 1);
        let (first, rest) = planted.0.split_at(at);
        let written = [&written(first, &[(0, way)]), end, &written(rest, &[(0, way)])].concat();
        let (before, text) = ("at ", format!("at {written}\n"));
        check(text.as_bytes(), places(before, &written), &planted, &cut)?;
    }

    #[test]
    fn mail_may_quote_all_of_it_or_its_signs_once_or_twice(
        planted in planted(),
        before in around(),
        all: bool,
        twice: bool,
        cut in cuts(),
    ) {
        let sign = |c: char| if c.is_ascii_alphanumeric() { c.to_string() } else { quoted(&c.to_string()) };
        let once = if all { quoted(&planted.0) } else { planted.0.chars().map(sign).collect() };
        let written = if twice { once.replace('=', "=3D") } else { once };
        let (before, text) = (format!("{before}\n"), format!("{before}\n{written}\n"));
        check(text.as_bytes(), places(&before, &written), &planted, &cut)?;
    }

    #[test]
    fn wide_characters_may_stand_among_others(
        planted in planted(),
        before in "[ -~]{0,30}",
        lower_first: bool,
        ways in prop::collection::vec((0..13_usize, Just(0_usize)), 1..3),
        cut in cuts(),
    ) {
        let order = if lower_first { u16::to_le_bytes } else { u16::to_be_bytes };
        let before = format!("{}\n", before.replace(['_', '.', '%', '\\', '*', '#'], " "));
        let head = [before.as_bytes(), &wide("at ", order)].concat();
        let body = wide(&written(&planted.0, &ways), order);
        let text = [&head, &body, &*wide(" used\n", order)].concat();
        let at = (head.len() as u64, (head.len() + body.len()) as u64);
        check(&text, at, &planted, &cut)?;
    }
}
